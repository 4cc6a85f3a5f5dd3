import * as v from 'valibot';
import type { CommandInput, CommandOutput } from '#extension/wire/contract.ts';
import { lineApi } from '#shared/api/line-api.ts';
import type { Party } from '#shared/api/party.ts';
import { extensionOf } from '#shared/extension-of.ts';
import { e164Schema } from '#shared/ids.ts';
import { ownProblem, type Problem } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import { isOnCall } from './call-state.ts';
import { onCallAlready, twilioAway } from './device-problem.ts';
import { microphoneProblem } from './microphone.ts';
import { newCallId } from './new-call-id.ts';
import type { Softphone } from './softphone.ts';

/** Places an outgoing call; loaded with the first one. */
export async function dial(
  softphone: Softphone,
  asked: CommandInput<'call.dial'>,
): Promise<Result<CommandOutput<'call.dial'>>> {
  const { desk } = softphone;
  const hindered = await hindrance(softphone);
  if (hindered) return failed(hindered);
  const { record, from } = asked;
  const { number: to, extension } = extensionOf(asked.to);
  const line = from ?? softphone.me?.outgoingNumbers[0] ?? null;
  const wanted = (softphone.newCallId ?? newCallId)();
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
