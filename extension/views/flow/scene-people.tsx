import type { Messages } from '#extension/locales/language.ts';
import { PresenceDot } from '#extension/views/call/presence-dot.tsx';
import { useDesk } from '#extension/views/flow/desk.ts';
import { membersOf } from '#extension/views/flow/team.ts';
import type { Scene } from '#extension/views/flow/use-trial.ts';
import { Select } from '#extension/views/parts/select.tsx';
import { useView } from '#extension/views/view.ts';
import type { Person } from '#shared/api/admin-api.ts';
import type { AgentId } from '#shared/ids.ts';

const STATES = ['free', 'on-a-call', 'away', 'offline'] as const;
type State = (typeof STATES)[number];
const SHAPES = { free: 'online', 'on-a-call': 'busy', away: 'away', offline: 'offline' } as const;

/** What a person is in the pretended call: as it was set there, else as she is now. */
export function stateOf(id: AgentId, people: readonly Person[], scene: Scene, t: Messages): State {
  const set = scene.people.find(({ agentId }) => agentId === id);
  if (set !== undefined) return set.is;
  const shape = membersOf([id], people, t)[0]?.shape;
  return shape === 'online' ? 'free' : shape === 'busy' || shape === 'ringing' ? 'on-a-call' : (shape ?? 'offline');
}

/** Who of those whom the number rings is what. */
export function ScenePeople(props: {
  readonly scene: Scene;
  readonly team: readonly AgentId[];
  readonly onChange: (scene: Scene) => void;
}) {
  const { t } = useView();
  const words = t.flow.trial;
  const { people } = useDesk();
  const { scene } = props;
  const set = (agentId: AgentId, value: string) => {
    const is = STATES.find((state) => state === value);
    const others = scene.people.filter((person) => person.agentId !== agentId);
    props.onChange({ ...scene, people: is === undefined ? others : [...others, { agentId, is }] });
  };
  if (props.team.length === 0) return <p class="small muted">{t.flow.ringNobody}</p>;
  return (
    <ul class="stack s" aria-label={words.people}>
      {membersOf(props.team, people, t).map((member) => (
        <li class="row" key={member.id}>
          <PresenceDot is={SHAPES[stateOf(member.id, people, scene, t)]} />
          <span class="grow trunc" title={member.name}>
            {member.name}
          </span>
          <span class="stateselect">
            <Select
              name={member.name}
              value={scene.people.find(({ agentId }) => agentId === member.id)?.is ?? 'now'}
              choices={[
                { value: 'now', label: words.asNow(member.words) },
                ...STATES.map((value) => ({ value, label: words.states[value] })),
              ]}
              onChange={(value) => set(member.id, value)}
            />
          </span>
        </li>
      ))}
    </ul>
  );
}
