import { CallNotices } from '#extension/views/call/call-notices.tsx';
import { PassingBody, PassingFoot } from '#extension/views/call/passing.tsx';
import { passingTitle } from '#extension/views/call/passing-title.ts';
import { PassingTools } from '#extension/views/call/passing-tools.tsx';
import type { Passing, RunningCall } from '#extension/views/call/running.ts';
import { Timer } from '#extension/views/call/timer.tsx';
import { TonePad } from '#extension/views/call/tone-pad.tsx';
import type { LiveHand } from '#extension/views/call/use-live-call.ts';
import { useView } from '#extension/views/view.ts';

/** The popup while a call is passed on: both others, what can be done, and Cancel. */
export function PassingScreen({ call, live, passing }: { call: RunningCall; live: LiveHand; passing: Passing }) {
  const { t } = useView();
  const title = passingTitle(call, passing, t);
  const keypad = live.panel === 'keypad';
  return (
    <>
      <header class="phead passhead">
        <h1 class="b" title={title}>
          {title}
        </h1>
        <span class="end row">
          <PassingTools call={call} live={live} />
          <span class="small muted calltime">
            <span class="sr">{t.control.passing.callTime} </span>
            <Timer since={call.answeredAt} />
          </span>
        </span>
      </header>
      <div class="scroll callbody passing">
        <CallNotices call={call} live={live} />
        {keypad ? (
          <TonePad
            digits={call.digits}
            down={live.down}
            onDigit={live.sendDigits}
            onPaste={live.sendDigits}
            onClose={() => live.show(null)}
          />
        ) : (
          <PassingBody call={call} live={live} passing={passing} />
        )}
      </div>
      <PassingFoot call={call} live={live} passing={passing} />
    </>
  );
}
