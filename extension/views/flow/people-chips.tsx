import { Plus, X } from 'lucide';
import { useRef, useState } from 'preact/hooks';
import { PresenceDot } from '#extension/views/call/presence-dot.tsx';
import { useDesk } from '#extension/views/flow/desk.ts';
import { PeopleList } from '#extension/views/flow/people-list.tsx';
import { membersOf } from '#extension/views/flow/team.ts';
import { Button, IconButton } from '#extension/views/parts/button.tsx';
import { useView } from '#extension/views/view.ts';
import type { AgentId } from '#shared/ids.ts';

/** Who rings, as chips with presence; more are chosen from a list that opens below. */
export function PeopleChips(props: {
  readonly label: string;
  readonly chosen: readonly AgentId[];
  readonly onChange: (chosen: AgentId[]) => void;
}) {
  const { t } = useView();
  const { people } = useDesk();
  const [adding, add] = useState(false);
  const more = useRef<HTMLButtonElement>(null);
  const without = (id: AgentId) => {
    props.onChange(props.chosen.filter((other) => other !== id));
    // The button that was pressed goes: the next place to go on from is this one.
    more.current?.focus();
  };
  return (
    <div>
      <span class="lab">{props.label}</span>
      <div class="row wrap">
        {membersOf(props.chosen, people, t).map((member) => (
          <span class="pc" key={member.id}>
            <PresenceDot is={member.shape} />
            <span class="sr">{member.words}: </span>
            {member.active ? member.name : <s>{member.name}</s>}
            <IconButton
              icon={X}
              size={12}
              class="xs"
              name={t.flow.removePerson(member.name)}
              onClick={() => without(member.id)}
            />
          </span>
        ))}
        <Button
          size="s"
          icon={Plus}
          label={`${t.flow.person}: ${t.flow.addPerson}`}
          buttonRef={more}
          expanded={adding}
          onClick={() => add(!adding)}
        >
          {t.flow.person}
        </Button>
      </div>
      {adding && (
        <PeopleList
          label={props.label}
          people={people}
          chosen={props.chosen}
          onChange={props.onChange}
          onClose={() => {
            add(false);
            more.current?.focus();
          }}
        />
      )}
    </div>
  );
}
