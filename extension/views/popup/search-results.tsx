import { Phone, User } from 'lucide';
import type { ComponentChildren } from 'preact';
import { PresenceDot } from '#extension/views/call/presence-dot.tsx';
import { shownNumber } from '#extension/views/format/phone.ts';
import { IconButton } from '#extension/views/parts/button.tsx';
import { Icon } from '#extension/views/parts/icon.tsx';
import { doingNow, linesOf } from '#extension/views/popup/found.ts';
import { useView } from '#extension/views/view.ts';
import type { Colleague } from '#shared/api/control-api.ts';
import type { FoundRecord, RecordRef } from '#shared/crm/crm-record.ts';
import type { E164 } from '#shared/ids.ts';

/** Whom to call. */
export interface Callable {
  readonly number: E164;
  readonly record: RecordRef | null;
}

/** Colleagues and people in the CRM whose name is being typed. Stands in a list whose arrows lead through them. */
export function SearchResults(props: {
  readonly colleagues: readonly Colleague[];
  readonly records: readonly FoundRecord[];
  readonly onCall: (who: Callable) => void;
}) {
  const view = useView();
  const { t, wire } = view;
  const words = t.popup;
  const people = linesOf(props.records);
  // One tab stop: arrows lead on from the first that can be called.
  const firstColleague = props.colleagues.find(({ directLine }) => directLine != null);
  const firstPerson = firstColleague === undefined ? people.find(({ number }) => number !== null) : undefined;
  return (
    <>
      <output class="sr">{words.found(props.colleagues.length + props.records.length)}</output>
      {props.colleagues.length > 0 && (
        <Group name={words.colleagues}>
          {props.colleagues.map((colleague) => {
            const { shape, words: doing } = doingNow(colleague, view);
            const line = colleague.directLine ?? null;
            return (
              <Line
                key={colleague.agentId}
                mark={<PresenceDot is={shape} />}
                name={colleague.name}
                more={[doing, line === null ? words.noLine : shownNumber(line)]}
                number={line}
                tabStop={colleague === firstColleague}
                onCall={(number) => props.onCall({ number, record: null })}
              />
            );
          })}
        </Group>
      )}
      {props.records.length > 0 && (
        <Group name={words.inCrm}>
          {people.map((person) => {
            const { record, number } = person;
            return (
              <Line
                key={`${record.ref.kind} ${record.ref.id} ${number}`}
                mark={<Icon of={User} />}
                name={record.name}
                more={[record.company, number ? shownNumber(number) : words.noNumber]}
                number={number}
                tabStop={person === firstPerson}
                onOpen={() => void wire.ask('open', { what: 'record', url: record.url })}
                onCall={(called) => props.onCall({ number: called, record: record.ref })}
              />
            );
          })}
        </Group>
      )}
    </>
  );
}

function Group({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <section aria-label={name}>
      <h2 class="day">{name}</h2>
      <ul>{children}</ul>
    </section>
  );
}

function Line(props: {
  mark: ComponentChildren;
  name: string;
  more: readonly (string | null)[];
  number: E164 | null;
  tabStop: boolean;
  onOpen?: () => void;
  onCall: (number: E164) => void;
}) {
  const { t } = useView();
  const { number, name } = props;
  const more = props.more.filter(Boolean).join(' · ');
  return (
    <li class="rec">
      <span class="dir">{props.mark}</span>
      <span class="grow">
        {props.onOpen === undefined ? (
          <span class="who trunc own-line" title={name}>
            {name}
          </span>
        ) : (
          <button
            type="button"
            class="who trunc own-line plain"
            tabIndex={-1}
            title={t.popup.openRecordOf(name)}
            onClick={props.onOpen}
          >
            {name}
          </button>
        )}
        <span class="why small muted num trunc own-line" title={more}>
          {more}
        </span>
      </span>
      {number !== null && (
        <IconButton
          icon={Phone}
          name={t.popup.callOn(name, shownNumber(number))}
          tabIndex={props.tabStop ? 0 : -1}
          onClick={() => props.onCall(number)}
        />
      )}
    </li>
  );
}
