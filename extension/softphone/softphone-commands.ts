import type { Handlers } from '#extension/wire/handlers.ts';
import type { CallView } from '#extension/wire/snapshots.ts';
import type { CallId } from '#shared/ids.ts';
import type { Problem } from '#shared/problem.ts';
import { failed, ok } from '#shared/result.ts';
import { onCallAlready } from './device-problem.ts';
import { microphoneProblem } from './microphone.ts';
import type { Softphone } from './softphone.ts';
import { gone } from './two-calls-state.ts';

/** Everything that the softphone answers. */
export function softphoneCommands(softphone: Softphone): Handlers<'softphone'> {
  const { desk } = softphone;
  let placing = false;
  return {
    async 'call.dial'(asked) {
      if (placing) return failed(onCallAlready());
      placing = true;
      try {
        const { dial } = await import('./dial.ts');
        return await dial(softphone, asked);
      } finally {
        placing = false;
      }
    },
    async 'call.answer'({ callId }) {
      if (!isAt(desk.view, callId, 'ringing')) return failed(gone());
      const { microphone } = softphone;
      // Told of every change, it need not look while all is well.
      const deaf = microphoneProblem(microphone.state === 'granted' ? 'granted' : await microphone.look());
      if (deaf) return failed(deaf);
      if (!isAt(desk.view, callId, 'ringing')) return failed(gone());
      desk.happened({ type: 'answer' });
      return ok({});
    },
    async 'call.decline'({ callId }) {
      if (!isAt(desk.view, callId, 'ringing')) return failed(gone());
      desk.happened({ type: 'end' });
      return ok({});
    },
    async 'call.end'({ callId }) {
      if (isAt(desk.view, callId)) desk.happened({ type: 'end' });
      return ok({});
    },
    async 'second.answer'({ callId }) {
      if (!isAt(desk.second, callId)) return failed(gone());
      return told(await desk.changeTo('second-answer'));
    },
    async 'second.decline'({ callId }) {
      if (!isAt(desk.second, callId, 'ringing')) return failed(gone());
      desk.happened({ type: 'second-decline' });
      return ok({});
    },
    async 'second.swap'() {
      return told(await desk.changeTo('second-swap'));
    },
    async 'call.mute'({ callId, muted }) {
      if (!isAt(desk.view, callId, 'live')) return failed(gone());
      desk.happened({ type: 'mute', muted });
      return ok({});
    },
    async 'call.sendDigits'({ callId, digits }) {
      if (!isAt(desk.view, callId, 'live')) return failed(gone());
      desk.happened({ type: 'digits', digits });
      return ok({});
    },
    async 'call.chooseRecord'({ callId, record }) {
      if (!isAt(desk.view, callId)) return failed(gone());
      desk.happened({ type: 'choose-record', record });
      return ok({});
    },
    async 'call.dismiss'() {
      desk.happened({ type: 'dismiss' });
      return ok({});
    },
    async 'wrapUp.presence'({ until }) {
      softphone.pauseUntil(until === null ? null : new Date(until));
      return ok({});
    },
    async 'line.retry'() {
      await softphone.retry();
      return ok({});
    },
  };
}

/** Whether the call that was meant still stands there, in this state where one is given. */
const isAt = (view: CallView | null, callId: CallId | null, state = view?.state): boolean =>
  view !== null && (callId ?? view.id) === view.id && view.state === state;

const told = (hindered: Problem | null) => (hindered ? failed<Record<string, never>>(hindered) : ok({}));
