import type { Handlers } from '#extension/wire/handlers.ts';
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
    async 'call.answer'() {
      if (desk.view?.state !== 'ringing') return failed(gone());
      const { microphone } = softphone;
      // Told of every change, it need not look while all is well.
      const deaf = microphoneProblem(microphone.state === 'granted' ? 'granted' : await microphone.look());
      if (deaf) return failed(deaf);
      if (desk.view?.state !== 'ringing') return failed(gone());
      desk.happened({ type: 'answer' });
      return ok({});
    },
    async 'call.decline'() {
      if (desk.view?.state !== 'ringing') return failed(gone());
      desk.happened({ type: 'end' });
      return ok({});
    },
    async 'call.end'() {
      desk.happened({ type: 'end' });
      return ok({});
    },
    async 'second.answer'() {
      return told(await desk.changeTo('second-answer'));
    },
    async 'second.decline'() {
      if (desk.second?.state !== 'ringing') return failed(gone());
      desk.happened({ type: 'second-decline' });
      return ok({});
    },
    async 'second.swap'() {
      return told(await desk.changeTo('second-swap'));
    },
    async 'call.mute'({ muted }) {
      if (desk.view?.state !== 'live') return failed(gone());
      desk.happened({ type: 'mute', muted });
      return ok({});
    },
    async 'call.sendDigits'({ digits }) {
      if (desk.view?.state !== 'live') return failed(gone());
      desk.happened({ type: 'digits', digits });
      return ok({});
    },
    async 'call.chooseRecord'({ record }) {
      if (desk.view === null) return failed(gone());
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

const told = (hindered: Problem | null) => (hindered ? failed<Record<string, never>>(hindered) : ok({}));
