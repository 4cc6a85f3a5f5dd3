import { Clock, Contact, Users } from 'lucide';
import { useId, useState } from 'preact/hooks';
import { useDesk } from '#extension/views/flow/desk.ts';
import { SceneCaller } from '#extension/views/flow/scene-caller.tsx';
import { ScenePeople, stateOf } from '#extension/views/flow/scene-people.tsx';
import { SceneTime } from '#extension/views/flow/scene-time.tsx';
import type { Scene } from '#extension/views/flow/use-trial.ts';
import { timeOfDay, weekdayOf } from '#extension/views/format/day.ts';
import { shownNumber } from '#extension/views/format/phone.ts';
import { Icon } from '#extension/views/parts/icon.tsx';
import { useView } from '#extension/views/view.ts';
import { agentsOf } from '#shared/call-flow/tree.ts';

const PANELS = ['time', 'caller', 'people'] as const;
type Panel = (typeof PANELS)[number];
const ICONS = { time: Clock, caller: Contact, people: Users };

/** When the call is pretended to come, who calls, and who of the team is what: a chip each that opens its fields below. */
export function TryScene(props: { readonly scene: Scene; readonly onChange: (scene: Scene) => void }) {
  const view = useView();
  const words = view.t.flow.trial;
  const { flow, people } = useDesk();
  const { scene } = props;
  const [open, setOpen] = useState<Panel | null>(null);
  const id = useId();
  const at = scene.at === null ? view.clock.now() : new Date(scene.at);
  const calendar = { ...view, timeZone: flow.timeZone };
  const team = agentsOf(flow);
  const online = team.filter((agentId) =>
    ['free', 'on-a-call'].includes(stateOf(agentId, people, scene, view.t)),
  ).length;
  const labels: Record<Panel, string> = {
    time: `${weekdayOf(at, calendar)} ${timeOfDay(at, calendar)}`,
    caller: scene.from === null ? words.withheld : shownNumber(scene.from),
    people: words.onlineOf(online, team.length),
  };
  return (
    <div>
      <div class="row wrap">
        {PANELS.map((panel) => (
          <button
            key={panel}
            type="button"
            class={open === panel ? 'chip on' : 'chip'}
            aria-expanded={open === panel}
            aria-controls={`${id}-${panel}`}
            onClick={() => setOpen(open === panel ? null : panel)}
          >
            <Icon of={ICONS[panel]} size={12} />
            {labels[panel]}
          </button>
        ))}
      </div>
      {open !== null && (
        <div class="card pad scene" id={`${id}-${open}`}>
          {open === 'time' && <SceneTime scene={scene} onChange={props.onChange} />}
          {open === 'caller' && <SceneCaller scene={scene} onChange={props.onChange} />}
          {open === 'people' && <ScenePeople scene={scene} team={team} onChange={props.onChange} />}
        </div>
      )}
    </div>
  );
}
