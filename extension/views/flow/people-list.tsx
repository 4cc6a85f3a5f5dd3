import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { choosable } from '#extension/views/flow/team.ts';
import { presenceOf } from '#extension/views/options/presence-of.ts';
import { Avatar } from '#extension/views/parts/avatar.tsx';
import { useView } from '#extension/views/view.ts';
import type { Person } from '#shared/api/admin-api.ts';
import { MOST_PEOPLE } from '#shared/call-flow/limits.ts';
import type { AgentId } from '#shared/ids.ts';

/** Above this many people they can be looked for by name. */
const FEW = 8;

/** Every active user of the CRM with a checkbox, to be looked for by name where they are many. Escape closes it. */
export function PeopleList(props: {
  readonly label: string;
  readonly people: readonly Person[];
  readonly chosen: readonly AgentId[];
  readonly onChange: (chosen: AgentId[]) => void;
  readonly onClose: () => void;
}) {
  const { t, language } = useView();
  const id = useId();
  const [typed, setTyped] = useState('');
  const all = choosable(props.people, language);
  const wanted = typed.trim().toLocaleLowerCase();
  const shown = all.filter(({ agent }) => agent.name.toLocaleLowerCase().includes(wanted));
  const first = useRef<HTMLFieldSetElement>(null);
  useLayoutEffect(() => first.current?.querySelector('input')?.focus(), []);
  const toggle = (agentId: AgentId, on: boolean) =>
    props.onChange(on ? [...props.chosen, agentId] : props.chosen.filter((other) => other !== agentId));
  return (
    <fieldset
      ref={first}
      class="picks peoplelist"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        props.onClose();
      }}
    >
      <legend class="sr">{props.label}</legend>
      {all.length > FEW && (
        <span class="inp">
          <input
            value={typed}
            placeholder={t.flow.filter}
            aria-label={t.flow.filter}
            aria-controls={id}
            maxLength={80}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </span>
      )}
      <div class="card people" id={id}>
        {shown.map((person) => (
          <label class="check" key={person.agent.id}>
            <input
              type="checkbox"
              checked={props.chosen.includes(person.agent.id)}
              disabled={props.chosen.length >= MOST_PEOPLE && !props.chosen.includes(person.agent.id)}
              onChange={(event) => toggle(person.agent.id, event.currentTarget.checked)}
            />
            <Avatar name={person.agent.name} small presence={presenceOf(person, t).shape} />
            <span class="grow trunc" title={person.agent.name}>
              {person.agent.name}
            </span>
            <span class="small muted">{presenceOf(person, t).words}</span>
          </label>
        ))}
        {shown.length === 0 && <p class="small muted pad">{t.flow.nobodyFound}</p>}
      </div>
    </fieldset>
  );
}
