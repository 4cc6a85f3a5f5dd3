import * as v from 'valibot';
import type { CommandInput, CommandOutput } from '#extension/wire/contract.ts';
import type { Handlers } from '#extension/wire/handlers.ts';
import { lineApi } from '#shared/api/line-api.ts';
import type { Party } from '#shared/api/party.ts';
import { e164Schema } from '#shared/ids.ts';
import { ownProblem, type Problem } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import { isOnCall } from './call-state.ts';
import { twilioAway } from './device-problem.ts';
import { extensionOf } from './extension-of.ts';
import { microphoneProblem } from './microphone.ts';
import type { Softphone } from './softphone.ts';

/** Everything that the softphone answers. */
export function softphoneCommands(softphone: Softphone): Handlers<'softphone'> {
  const { desk } = softphone;
  let placing = false;
  return {
    async 'call.dial'(asked) {
      if (placing) return failed(onCallAlready());
      placing = true;
      return dial(softphone, asked).finally(() => {
        placing = false;
      });
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
    async 'presence.set'({ presence }) {
      const reply = await softphone.server.call(lineApi.setPresence, { input: { presence } });
      if (!reply.ok) return reply;
      softphone.presenceIs(reply.value.presence);
      return ok({});
    },
    'number.lookUp': ({ number }) => softphone.server.call(lineApi.lookUp, { input: { number } }),
    async 'line.retry'() {
      await softphone.retry();
      return ok({});
    },
  };
}

async function dial(
  softphone: Softphone,
  asked: CommandInput<'call.dial'>,
): Promise<Result<CommandOutput<'call.dial'>>> {
  const { desk } = softphone;
  const hindered = await hindrance(softphone);
  if (hindered) return failed(hindered);
  const { record, from } = asked;
  const { number: to, extension } = extensionOf(asked.to);
  const line = from ?? softphone.me?.outgoingNumbers[0] ?? null;
  const wanted = softphone.newCallId();
  // Begun at once where the asker has read the number; typed text is the server's to read (its metadata would double our size).
  const read = v.safeParse(e164Schema, to);
  const atOnce = read.success && softphone.me?.takesCallIds === true;
  if (atOnce) {
    const party: Party = { number: read.output, match: { state: 'looking' } };
    desk.happened({ type: 'dial', callId: wanted, party, record, line, extension });
  }
  const call = await softphone.server.call(lineApi.placeCall, { input: { callId: wanted, to, record, from } });
  if (!call.ok) {
    desk.happened({ type: 'refused', callId: wanted });
    return isOnCall(desk.view) && desk.view?.id === wanted ? ok({ callId: wanted }) : call;
  }
  const { callId, party, from: shown } = call.value;
  if (!atOnce) desk.happened({ type: 'dial', callId, party, record, line: shown, extension });
  desk.happened({ type: 'placed', callId, party, line: shown });
  return ok({ callId });
}

/** Why no call can be placed now; null: it can. */
async function hindrance(softphone: Softphone): Promise<Problem | null> {
  const { microphone } = softphone;
  // Told of every change, it need not look while all is well.
  const deaf = microphoneProblem(microphone.state === 'granted' ? 'granted' : await microphone.look());
  if (isOnCall(softphone.desk.view)) return onCallAlready();
  if (deaf) return deaf;
  const { line } = softphone;
  // Through the system's own microphone a call is better than none.
  if (line.state === 'problem' && line.problem.code !== 'sound-device-gone') return line.problem;
  if (line.state === 'signed-out') return line.problem ?? ownProblem('signed-out');
  return line.state === 'connecting' ? twilioAway() : null;
}

const told = (hindered: Problem | null) => (hindered ? failed<Record<string, never>>(hindered) : ok({}));

const onCallAlready = (): Problem => ownProblem('already-on-a-call');

const gone = (): Problem => ownProblem('call-gone');
