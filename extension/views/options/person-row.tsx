import { CircleCheck } from 'lucide';
import { useId, useState } from 'preact/hooks';
import { shownNumber } from '#extension/views/format/phone.ts';
import { ManagePerson } from '#extension/views/options/manage-person.tsx';
import { whyInLine } from '#extension/views/options/place-in-line.ts';
import { doingAtLength, hasLife, presenceOf } from '#extension/views/options/presence-of.ts';
import { Avatar } from '#extension/views/parts/avatar.tsx';
import { Button } from '#extension/views/parts/button.tsx';
import { Icon } from '#extension/views/parts/icon.tsx';
import { useNow } from '#extension/views/use-now.ts';
import { useView } from '#extension/views/view.ts';
import type { IncomingNumber, OutgoingNumber, Person } from '#shared/api/admin-api.ts';

/** One person in the table; what can be done for her opens in the row below. */
export function PersonRow(props: {
  readonly person: Person;
  readonly isMe: boolean;
  readonly incoming: readonly IncomingNumber[];
  readonly outgoing: readonly OutgoingNumber[];
  readonly onChanged: () => void;
}) {
  const view = useView();
  const { t, olderServer } = view;
  const words = t.options.people;
  const { person } = props;
  const { id, name, role } = person.agent;
  const [open, setOpen] = useState(false);
  const panel = useId();
  const now = presenceOf(person, t);
  const why = whyInLine(person, useNow(60_000), view);
  const former = person.active === false;
  const ringsFor = props.incoming.filter(({ agentIds }) => agentIds.includes(id)).map((entry) => entry.name);
  const callsFrom =
    person.outgoingNumbers ?? props.outgoing.filter(({ agentId }) => agentId === id).map(({ number }) => number);
  // Of herself an administrator of an older server can change nothing here.
  // Who has left the CRM can be parted from her mobile; numbers and pairs are changed where they stand.
  const canManage = former ? person.mobile?.number != null : olderServer ? person.signedIn && !props.isMe : true;
  return (
    <>
      <tr>
        {!olderServer && (
          <td class="n muted place" data-label={person.place == null ? undefined : words.line}>
            {person.place ?? (
              <>
                <span aria-hidden="true">–</span>
                <span class="sr">{words.noPlace}</span>
              </>
            )}
          </td>
        )}
        <td class="personcol">
          <span class="row">
            <Avatar name={name} presence={former ? 'offline' : now.shape} />
            <span>
              <b class={former ? 'med own-line former' : 'med own-line'}>{name}</b>
              {role === 'admin' && !former && <span class="small muted own-line">{words.admin}</span>}
            </span>
          </span>
        </td>
        <td>
          {former ? words.former : doingAtLength(person, view)}
          {why !== null && <span class="small muted own-line">{why}</span>}
          {former && <span class="small muted own-line">{words.formerWhat}</span>}
        </td>
        <td class="muted" data-label={words.ringsFor}>
          {ringsFor.length === 0 ? words.none : ringsFor.join(', ')}
        </td>
        <td class="num muted nowrap" data-label={words.callsFrom}>
          {callsFrom.length === 0
            ? words.none
            : callsFrom.map((number) => (
                <span key={number} class="own-line">
                  {shownNumber(number)}
                </span>
              ))}
        </td>
        <td>
          <Alive person={person} />
        </td>
        <td class="n">
          {canManage && (
            <Button
              kind="ghost"
              size="s"
              label={words.manageOf(name)}
              expanded={open}
              controls={open ? panel : undefined}
              onClick={() => setOpen(!open)}
            >
              {words.manage}
            </Button>
          )}
        </td>
      </tr>
      {open && canManage && (
        <tr class="panelrow">
          <td colSpan={olderServer ? 6 : 7} id={panel}>
            <ManagePerson person={person} isMe={props.isMe} onChanged={props.onChanged} />
          </td>
        </tr>
      )}
    </>
  );
}

/** Whether her browser would ring, and her mobile. */
function Alive({ person }: { person: Person }) {
  const { t } = useView();
  const words = t.options.people;
  const when = person.mobile?.when;
  return (
    <>
      {hasLife(person) ? (
        <span class="row small alive tight">
          <Icon of={CircleCheck} size={14} />
          {words.alive}
        </span>
      ) : (
        <span class="small faint own-line">{words.closed}</span>
      )}
      {(when === 'also' || when === 'when-not-online') && person.mobile?.number != null && (
        <span class="small muted own-line" title={shownNumber(person.mobile.number)}>
          {words.mobileShort[when]}
        </span>
      )}
    </>
  );
}
