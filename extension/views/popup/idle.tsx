import { useRef, useState } from 'preact/hooks';
import { Keypad } from '#extension/views/call/keypad.tsx';
import { groupedAsTyped } from '#extension/views/format/phone.ts';
import { Segments } from '#extension/views/parts/segments.tsx';
import { AwayNote } from '#extension/views/popup/away-note.tsx';
import { DialBox } from '#extension/views/popup/dial-box.tsx';
import { emergencyIn, readDialled, whyNot } from '#extension/views/popup/dial-number.ts';
import { colleaguesNamed } from '#extension/views/popup/found.ts';
import { HealthRow } from '#extension/views/popup/health.tsx';
import { KnownContact } from '#extension/views/popup/known-contact.tsx';
import { MissedList } from '#extension/views/popup/missed-list.tsx';
import { PopupHead } from '#extension/views/popup/popup-head.tsx';
import { searched } from '#extension/views/popup/recent.ts';
import { RecentList } from '#extension/views/popup/recent-list.tsx';
import { SearchResults } from '#extension/views/popup/search-results.tsx';
import { useColleagues } from '#extension/views/popup/use-colleagues.ts';
import { useLookUp } from '#extension/views/popup/use-look-up.ts';
import { useTypingGoesTo } from '#extension/views/popup/use-typing-goes-to.ts';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';
import { unfinished } from '#extension/views/wrap-up/unfinished.ts';
import { UnfinishedList } from '#extension/views/wrap-up/unfinished-list.tsx';
import { useRecordSearch } from '#extension/views/wrap-up/use-record-search.ts';
import type { SoftphoneSnapshot, WrapUpsSnapshot } from '#extension/wire/snapshots.ts';
import type { RecentCall } from '#shared/api/agent-api.ts';
import type { RecordRef } from '#shared/crm/crm-record.ts';
import type { E164 } from '#shared/ids.ts';
import type { Problem } from '#shared/problem.ts';

type Tab = 'recent' | 'missed' | 'keypad';
type Target = { to: string; record: RecordRef | null };

/** No call: status, dial field, recent calls, keypad, and whether everything works. */
export function Idle(props: { phone: SoftphoneSnapshot; wrapUps?: WrapUpsSnapshot | null; tab?: Tab }) {
  const { phone, wrapUps = null, tab: firstTab = 'recent' } = props;
  const { wire, t } = useView();
  const [text, setText] = useState('');
  const [chosenCountry, setCountry] = useState<string | null>(null);
  const [chosenFrom, setFrom] = useState<E164 | null>(null);
  const [tab, setTab] = useState<Tab>(firstTab);
  const [refused, setRefused] = useState<Problem | null>(null);
  const field = useRef<HTMLInputElement>(null);

  const country = chosenCountry ?? phone.country;
  const outgoing = phone.outgoingNumbers;
  const from = chosenFrom !== null && outgoing.includes(chosenFrom) ? chosenFrom : (outgoing[0] ?? null);
  const dialled = readDialled(text, country);
  const records = useLookUp(dialled.is === 'number' ? dialled.read.number : null);
  const named = dialled.is === 'name' ? dialled.text : '';
  const inCrm = useRecordSearch(named);
  const colleagues = colleaguesNamed(useColleagues(named !== '' && (phone.contractMinor ?? 0) >= 4), named);
  const dial = useTask(({ to, record }: Target) => wire.ask('call.dial', { to, record, from }));

  useTypingGoesTo(field);

  const type = (next: string) => {
    setText(next);
    setRefused(null);
    dial.clear();
  };
  const toList = () => document.querySelector<HTMLElement>('#view .rec button.icb:last-of-type')?.focus();
  const call = () => {
    // A name is no number: Enter leads to whom it finds, and the next one calls.
    if (dialled.is === 'name') return toList();
    const why = whyNot(dialled, outgoing.length > 0);
    setRefused(why);
    if (why !== null || dialled.is !== 'number') return field.current?.focus();
    const extension = dialled.read.extension === null ? '' : ` ext. ${dialled.read.extension}`;
    const record = records.length === 1 ? (records[0]?.ref ?? null) : null;
    void dial.run({ to: `${dialled.read.number}${extension}`, record });
  };
  const recent = dialled.is === 'name' ? searched(phone.recentCalls, dialled.text) : phone.recentCalls;
  const results = colleagues.length > 0 || inCrm.records.length > 0;
  const callBack = ({ number, record }: RecentCall) => {
    if (number !== null) void dial.run({ to: number, record });
  };
  const shownProblem = refused ?? dial.problem ?? emergencyIn(dialled);

  return (
    <>
      <PopupHead phone={phone} />
      <h1 class="sr">{t.popup.title}</h1>
      <DialBox
        inputRef={field}
        text={text}
        country={country}
        dialled={dialled}
        from={from}
        outgoingNumbers={outgoing}
        slow={dial.slow}
        onText={type}
        onCountry={(next) => {
          setCountry(next);
          type(groupedAsTyped(text.replace(/\s/g, ''), next));
        }}
        onFrom={setFrom}
        onCall={call}
        onList={toList}
      />
      {shownProblem !== null && (
        <div class="under">
          <ProblemNote problem={shownProblem} />
        </div>
      )}
      <AwayNote phone={phone} />
      <UnfinishedList of={unfinished(wrapUps)} />
      <div class="tabs">
        <Segments
          name={t.popup.views}
          panel="view"
          selected={tab}
          onSelect={setTab}
          segments={[
            { id: 'recent', label: t.popup.recent },
            { id: 'missed', label: <Missed count={phone.missedCount} /> },
            { id: 'keypad', label: t.popup.keypad },
          ]}
        />
      </div>
      <div
        id="view"
        class="scroll"
        role="tabpanel"
        aria-labelledby={`tab-${tab}`}
        tabIndex={tab === 'keypad' ? undefined : -1}
      >
        {tab === 'keypad' ? (
          <div class="padded">
            <Keypad onDigit={(digit) => type(groupedAsTyped(text + digit, country))} />
            <KnownContact records={records} />
          </div>
        ) : (
          <>
            {records.length > 0 && (
              <div class="padded">
                <KnownContact records={records} />
              </div>
            )}
            {tab === 'missed' && named === '' ? (
              <MissedList calls={phone.recentCalls} slow={dial.slow} onCall={callBack} />
            ) : (
              <RecentList
                calls={recent}
                above={
                  results ? (
                    <SearchResults
                      colleagues={colleagues}
                      records={inCrm.records}
                      onCall={({ number, record }) => void dial.run({ to: number, record })}
                    />
                  ) : null
                }
                empty={
                  named === '' ? t.popup.noRecent : inCrm.slow ? `${t.popup.searching}…` : t.popup.nobodyNamed(named)
                }
                onCall={callBack}
              />
            )}
            {inCrm.problem !== null && (
              <div class="padded">
                <ProblemNote problem={inCrm.problem} />
              </div>
            )}
          </>
        )}
      </div>
      {phone.line.state === 'problem' && (
        <div class="linetrouble">
          <ProblemNote problem={phone.line.problem} kind={phone.line.blocks ? 'bad' : 'warn'} />
        </div>
      )}
      <HealthRow phone={phone} />
    </>
  );
}

function Missed({ count }: { count: number }) {
  const { t } = useView();
  return (
    <>
      {t.popup.missed}
      {count > 0 && (
        <span class="count" role="img" aria-label={t.popup.missedCount(count)}>
          {count}
        </span>
      )}
    </>
  );
}
