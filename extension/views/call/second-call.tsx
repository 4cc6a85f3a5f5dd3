import { ArrowLeftRight, ListEnd, Pause, PhoneIncoming, PhoneOff } from 'lucide';
import { whoIs } from '#extension/views/call/party.ts';
import { Timer } from '#extension/views/call/timer.tsx';
import { shownNumber } from '#extension/views/format/phone.ts';
import { Button, IconButton } from '#extension/views/parts/button.tsx';
import { Icon } from '#extension/views/parts/icon.tsx';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';
import type { CallView } from '#extension/wire/snapshots.ts';

/** The call beside hers: a banner while it rings, a line with its time while it waits. One that is over is not shown. */
export function SecondCall({ second }: { second: CallView | null }) {
  if (second?.state === 'ringing') return <Rings key={second.startedAt} second={second} />;
  if (second?.state === 'live' || second?.state === 'answering') return <Waits second={second} />;
  return null;
}

function Rings({ second }: { second: Extract<CallView, { state: 'ringing' }> }) {
  const { wire, t } = useView();
  const words = t.control.second;
  const { id } = second;
  const answer = useTask(() => wire.ask('second.answer', { callId: id }));
  const decline = useTask(() => wire.ask('second.decline', { callId: id }));
  const queue = useTask(async () =>
    id === null
      ? { ok: true as const, value: {} }
      : wire.ask('call.control', { callId: id, ask: { what: 'to-queue' } }),
  );
  const who = whoIs(second, t);
  const from = second.control?.from ?? null;
  const line = second.lineName ?? (second.line === null ? null : shownNumber(second.line));
  const problem = answer.problem ?? decline.problem ?? queue.problem;
  return (
    <section class="secondcall" aria-label={words.title}>
      <div class="fill ringing">
        <div class="row small b">
          <Icon of={PhoneIncoming} />
          <span class="nowrap">
            {words.title} · <Timer since={second.startedAt} />
          </span>
          <span class="end row lineend">
            {line !== null && (
              <span class="path">
                <span class="trunc" title={line}>
                  {line}
                </span>
              </span>
            )}
            {id !== null && from === null && !second.supervises && (
              <IconButton icon={ListEnd} class="s onfill" name={words.toQueue} onClick={() => void queue.run()} />
            )}
          </span>
        </div>
        <div class="row answers2">
          <span class="grow">
            <b class="name trunc own-line" title={who.name}>
              <bdi>{who.name}</bdi>
            </b>
            <span class="small trunc own-line" title={who.about}>
              {from === null ? who.about : t.control.from(from.name)}
            </span>
          </span>
          {/* No key: Alt X hangs up the call that is on. */}
          <IconButton icon={PhoneOff} class="onfill" name={words.decline} onClick={() => void decline.run()} />
          <Button class="white" slow={answer.slow} keys="Alt+A" onClick={() => void answer.run()}>
            {words.answer}
          </Button>
        </div>
      </div>
      {problem !== null && <ProblemNote problem={problem} button={false} />}
    </section>
  );
}

function Waits({ second }: { second: Extract<CallView, { state: 'live' | 'answering' }> }) {
  const { wire, t } = useView();
  const words = t.control.second;
  const swap = useTask(() => wire.ask('second.swap', {}));
  const who = whoIs(second, t);
  const since = second.state === 'live' ? (second.control?.heldSince ?? second.answeredAt) : second.startedAt;
  return (
    <section class="secondcall" aria-label={words.title}>
      <div class="fill hold row waits">
        <Icon of={Pause} />
        <span class="grow trunc" title={who.name}>
          <b>{second.state === 'live' ? words.waits : words.connecting}</b> · <bdi>{who.name}</bdi>
        </span>
        <Timer since={since} class="num b" />
        {second.state === 'live' && (
          <Button
            class="white"
            size="s"
            icon={ArrowLeftRight}
            slow={swap.slow}
            label={`${words.swap}: ${words.swapTo(who.name)}`}
            onClick={() => void swap.run()}
          >
            {words.swap}
          </Button>
        )}
      </div>
      {swap.problem !== null && <ProblemNote problem={swap.problem} button={false} />}
    </section>
  );
}
