import { duration, secondsSince } from '#extension/views/format/duration.ts';
import { shownNumber } from '#extension/views/format/phone.ts';
import { OtherSide } from '#extension/views/options/other-side.tsx';
import { SuperviseButtons } from '#extension/views/options/supervise-buttons.tsx';
import { Avatar } from '#extension/views/parts/avatar.tsx';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useNow } from '#extension/views/use-now.ts';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';
import type { RunningCall } from '#shared/api/supervise-api.ts';
import type { Ask } from '#shared/call/control.ts';

/** A call that one of the team is on, and how the reader may come in. What is shown of that is what Twilio has confirmed. */
export function LiveCallRow({ call, supervision }: { call: RunningCall; supervision: boolean }) {
  const { wire, t } = useView();
  const words = t.supervise;
  const now = useNow();
  const ask = useTask((how: Extract<Ask, { what: 'supervise' }>['how']) =>
    wire.ask('call.control', { callId: call.callId, ask: { what: 'supervise', how } }),
  );
  const problem = ask.problem ?? call.mine.failed?.problem ?? null;
  const line = `${call.direction === 'incoming' ? words.incoming : words.outgoing}, ${call.lineName ?? shownNumber(call.line)}`;
  return (
    <>
      <tr>
        <td class="personcol">
          <span class="row">
            <Avatar name={call.agentName} presence="busy" />
            <b class="med">{call.agentName}</b>
          </span>
        </td>
        <td data-label={words.other}>
          <OtherSide of={call.other} more={line} />
        </td>
        <td data-label={words.state}>
          {words.states[call.state]}
          {call.listeners.length > 0 && (
            <span class="small muted own-line">{words.listens(call.listeners.map(({ name }) => name).join(', '))}</span>
          )}
        </td>
        <td class="num nowrap" data-label={words.since}>
          {duration(secondsSince(call.since, now))}
        </td>
        <td>
          {supervision && call.open && call.state !== 'dialling' && (
            <SuperviseButtons call={call} busy={ask.busy} onAsk={(how) => void ask.run(how)} />
          )}
        </td>
      </tr>
      {problem !== null && (
        <tr>
          <td colSpan={5}>
            <ProblemNote problem={problem} button={false} />
          </td>
        </tr>
      )}
    </>
  );
}
