import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { sameRecord } from '#extension/views/call/party.ts';
import { KIND_ICON } from '#extension/views/call/record-choice.tsx';
import { Button } from '#extension/views/parts/button.tsx';
import { TextField } from '#extension/views/parts/field.tsx';
import { Icon } from '#extension/views/parts/icon.tsx';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useView } from '#extension/views/view.ts';
import { useRecordSearch } from '#extension/views/wrap-up/use-record-search.ts';
import type { CrmRecord, RecordRef } from '#shared/crm/crm-record.ts';

/** Which record the call goes to: one with its number, another that she looks for, or none. */
export function RecordChange(props: {
  readonly matches: readonly CrmRecord[];
  readonly chosen: RecordRef | null;
  readonly onChoose: (record: RecordRef | null) => void;
  readonly onClose: () => void;
}) {
  const { t } = useView();
  const [text, setText] = useState('');
  const { records, slow, problem, none } = useRecordSearch(text);
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  const choice = (record: CrmRecord) => (
    <Choice
      key={`${record.ref.kind} ${record.ref.id}`}
      record={record}
      isChosen={sameRecord(record.ref, props.chosen)}
      onChoose={() => props.onChoose(record.ref)}
    />
  );
  return (
    <section class="recordchange" aria-label={t.wrapUp.changeTitle}>
      <h2 class="b">{t.wrapUp.changeTitle}</h2>
      <TextField
        label={t.wrapUp.search}
        value={text}
        maxLength={80}
        help={t.wrapUp.searchHint}
        inputRef={field}
        onInput={setText}
      />
      {problem !== null && <ProblemNote problem={problem} />}
      <div aria-live="polite">
        {slow && <p class="small muted late">{t.wrapUp.searching}…</p>}
        {none && <p class="small muted">{t.wrapUp.noneFound(text.trim())}</p>}
        {records.map(choice)}
      </div>
      {props.matches.length > 0 && (
        <>
          <h3 class="small muted">{t.wrapUp.matches}</h3>
          {props.matches.map(choice)}
        </>
      )}
      <button
        type="button"
        class={props.chosen === null ? 'pick on' : 'pick'}
        aria-pressed={props.chosen === null}
        onClick={() => props.onChoose(null)}
      >
        <span class="grow">
          <span class="med own-line">{t.wrapUp.noRecord}</span>
          <span class="small muted own-line">{t.wrapUp.noRecordWhat}</span>
        </span>
      </button>
      <Button kind="outline" class="block" keys="Escape" onClick={props.onClose}>
        {t.wrapUp.back}
      </Button>
    </section>
  );
}

function Choice({ record, isChosen, onChoose }: { record: CrmRecord; isChosen: boolean; onChoose: () => void }) {
  const { t } = useView();
  const about = [record.company, record.ownerName && t.call.ownedBy(record.ownerName)].filter(Boolean).join(' · ');
  return (
    <button type="button" class={isChosen ? 'pick on' : 'pick'} aria-pressed={isChosen} onClick={onChoose}>
      <Icon of={KIND_ICON[record.ref.kind]} />
      <span class="grow">
        <span class="med trunc own-line" title={record.name}>
          {record.name}
        </span>
        <span class="small muted trunc own-line" title={about}>
          {about}
        </span>
      </span>
      <span class={isChosen ? 'tag accent' : 'tag'}>{isChosen ? t.call.chosen : t.call.kind[record.ref.kind]}</span>
    </button>
  );
}
