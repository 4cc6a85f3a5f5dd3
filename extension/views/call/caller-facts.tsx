import type { ComponentChildren } from 'preact';
import { recordOf } from '#extension/views/call/party.ts';
import { localTimeAt } from '#extension/views/format/local-time.ts';
import { shownNumber } from '#extension/views/format/phone.ts';
import { Avatar } from '#extension/views/parts/avatar.tsx';
import { useNow } from '#extension/views/use-now.ts';
import { useView } from '#extension/views/view.ts';
import type { CallView } from '#extension/wire/snapshots.ts';
import type { E164 } from '#shared/ids.ts';

const MINUTE_MS = 60_000;

/** The caller card: number and its local time, the record's facts, which of our numbers was dialled. `me`: the agent's own name. */
export function CallerFacts({ call, me }: { call: CallView; me: string | null }) {
  const { t } = useView();
  const record = recordOf(call);
  return (
    <dl class="facts">
      {call.party.number !== null && <NumberFact number={call.party.number} />}
      {record?.title && <Fact name={t.call.jobTitle}>{record.title}</Fact>}
      {record?.ownerName && (
        <Fact name={t.call.owner}>
          <span class="row">
            <Avatar name={record.ownerName} small />
            {record.ownerName === me ? t.call.you : record.ownerName}
          </span>
        </Fact>
      )}
      {record?.email && (
        <Fact name={t.call.email}>
          <span class="trunc own-line" title={record.email}>
            {record.email}
          </span>
        </Fact>
      )}
      {call.direction === 'incoming' && call.line !== null && (
        <Fact name={t.call.dialled}>
          <span class="num">{shownNumber(call.line)}</span>
          {call.lineName && <span class="small muted own-line">{call.lineName}</span>}
        </Fact>
      )}
    </dl>
  );
}

function NumberFact({ number }: { number: E164 }) {
  const { t, language } = useView();
  const there = localTimeAt(number, useNow(MINUTE_MS), language);
  return (
    <Fact name={t.call.number}>
      <span class="num">{shownNumber(number)}</span>
      {there !== null && <span class="small muted num own-line">{t.call.timeThere(there.time, there.city)}</span>}
    </Fact>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
