import { useId } from 'preact/hooks';
import { presenceOf } from '#extension/views/options/presence-of.ts';
import { Avatar } from '#extension/views/parts/avatar.tsx';
import { useView } from '#extension/views/view.ts';
import type { Person } from '#shared/api/admin-api.ts';
import type { AgentId } from '#shared/ids.ts';

/** Who rings: every user of the CRM with a checkbox. */
export function PeoplePicker(props: {
  readonly label: string;
  readonly help: string;
  readonly error: string | null;
  readonly people: readonly Person[];
  readonly chosen: readonly AgentId[];
  readonly onChange: (chosen: readonly AgentId[]) => void;
}) {
  const { t } = useView();
  const below = useId();
  const toggle = (id: AgentId, on: boolean) =>
    props.onChange(on ? [...props.chosen, id] : props.chosen.filter((other) => other !== id));
  return (
    <fieldset class="picks" aria-describedby={below}>
      <legend class="lab">{props.label}</legend>
      <div class={props.error === null ? 'card people' : 'card people bad'}>
        {props.people.map((person) => (
          <label class="check" key={person.agent.id}>
            <input
              type="checkbox"
              checked={props.chosen.includes(person.agent.id)}
              onChange={(event) => toggle(person.agent.id, event.currentTarget.checked)}
            />
            <Avatar name={person.agent.name} small presence={presenceOf(person, t).shape} />
            <span class="grow trunc">{person.agent.name}</span>
            <span class="small muted">{presenceOf(person, t).words}</span>
          </label>
        ))}
      </div>
      <p
        class={props.error === null ? 'help' : 'help bad'}
        id={below}
        role={props.error === null ? undefined : 'alert'}
      >
        {props.error ?? props.help}
      </p>
    </fieldset>
  );
}
