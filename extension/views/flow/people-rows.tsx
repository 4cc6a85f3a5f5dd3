import { Plus, X } from 'lucide';
import { useRef, useState } from 'preact/hooks';
import { useDesk } from '#extension/views/flow/desk.ts';
import { PeopleList } from '#extension/views/flow/people-list.tsx';
import { inLine, type Member, membersOf } from '#extension/views/flow/team.ts';
import { timeOfDay } from '#extension/views/format/day.ts';
import { Avatar } from '#extension/views/parts/avatar.tsx';
import { Button, IconButton } from '#extension/views/parts/button.tsx';
import { useView, type View } from '#extension/views/view.ts';
import type { People } from '#shared/call-flow/call-flow.schema.ts';
import type { AgentId } from '#shared/ids.ts';

/** Who rings for the whole number: a row each, in the order in which they would ring now. */
export function PeopleRows(props: { readonly people: People; readonly onChange: (chosen: AgentId[]) => void }) {
  const view = useView();
  const words = view.t.flow;
  const { people } = useDesk();
  const [adding, add] = useState(false);
  const more = useRef<HTMLButtonElement>(null);
  const { agentIds, strategy } = props.people;
  const chosen = membersOf(agentIds, people, view.t);
  const shown = strategy === 'sequential' ? inLine(chosen) : chosen;
  return (
    <div class="card narrowcard">
      <ol class="list">
        {shown.map((member, at) => (
          <li key={member.id}>
            <span class="num faint order">{strategy === 'sequential' ? at + 1 : ''}</span>
            <Avatar name={member.name} presence={member.shape} />
            <span class="grow">
              <b class="med">{member.active ? member.name : <s>{member.name}</s>}</b>
              <span class="small muted own-line">{whyOf(member, view)}</span>
            </span>
            <IconButton
              icon={X}
              size={14}
              class="s"
              name={words.removePerson(member.name)}
              onClick={() => {
                props.onChange(agentIds.filter((id) => id !== member.id));
                more.current?.focus();
              }}
            />
          </li>
        ))}
        <li class="addrow">
          <Button kind="ghost" size="s" icon={Plus} buttonRef={more} expanded={adding} onClick={() => add(!adding)}>
            {words.addPerson}
          </Button>
        </li>
        {adding && (
          <li class="formrow">
            <PeopleList
              label={words.whoRings}
              people={people}
              chosen={agentIds}
              onChange={props.onChange}
              onClose={() => {
                add(false);
                more.current?.focus();
              }}
            />
          </li>
        )}
      </ol>
    </div>
  );
}

/** What she is now, and in line since when. */
function whyOf(member: Member, view: View): string {
  const words = view.t.flow;
  if (!member.active) return member.words;
  if (member.shape !== 'online') return words.skippedNow(member.words);
  if (member.placeSince === null) return member.words;
  const time = timeOfDay(new Date(member.placeSince), view);
  return member.placeWhy === 'after-call' ? words.afterCall(time) : words.onlineSince(time);
}
