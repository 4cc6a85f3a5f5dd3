import { Button } from '#extension/views/parts/button.tsx';
import { Note } from '#extension/views/parts/note.tsx';
import { useView } from '#extension/views/view.ts';
import type { Person } from '#shared/api/admin-api.ts';
import type { AgentId } from '#shared/ids.ts';

/** Who can't call out. */
export function WithoutNumber(props: {
  readonly people: readonly Person[];
  readonly canAdd: boolean;
  readonly onGive: (agentId: AgentId) => void;
}) {
  const { t } = useView();
  const words = t.options.outgoing;
  const [first] = props.people;
  if (first === undefined) return <p class="small muted below">{words.everyone}</p>;
  const one = props.people.length === 1;
  return (
    <div class="answer">
      <Note
        kind="warn"
        what={one ? words.without(first.agent.name) : words.withoutMore(props.people.length)}
        more={
          one ? words.withoutWhat : `${props.people.map(({ agent }) => agent.name).join(', ')}. ${words.withoutWhat}`
        }
        button={
          props.canAdd && (
            <Button kind="outline" size="s" onClick={() => props.onGive(first.agent.id)}>
              {words.give}
            </Button>
          )
        }
      />
    </div>
  );
}
