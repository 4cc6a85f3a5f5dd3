import type { Call } from '#test/twilio/switch/call.ts';
import { sendStatusCallbacks } from '#test/twilio/switch/status-callbacks.ts';
import { readFallback, readInstruction } from './call-create.ts';
import type { Form } from './form.ts';
import type { RestParts } from './rest-api.ts';
import { RestError } from './rest-error.ts';

/**
 * `POST /Calls/{Sid}.json`: ends a live call, or gives it other TwiML (docs/voice/tutorials/how-to-modify-calls-in-progress).
 * The reply shows the call as it still is; what was asked for happens right after.
 */
export function updateCall(call: Call, form: Form, { theSwitch, apiCalls }: RestParts): void {
  if (!call.isLive) throw new RestError(400, 21220, 'Call is not in-progress. Cannot redirect.');
  const status = form.text('Status');
  if (status !== undefined && status !== 'completed' && status !== 'canceled') {
    throw new RestError(400, 20001, `Invalid Status: ${status}`);
  }
  if (form.text('Url') && form.text('Twiml')) throw new RestError(400, 21205, 'Only one of Url and Twiml can be given');
  const instruction = readInstruction(form, 'redirect');
  const fallback = readFallback(form);
  const statusCallback = form.url('StatusCallback', 21609);
  const method = form.method('StatusCallbackMethod') ?? 'POST';
  const timeLimit = form.whole('TimeLimit', { least: 1, most: 86_400, code: 20001 });
  const isRingingLeg = call.direction === 'outbound-dial' && !call.answeredAt;
  if (instruction && isRingingLeg) throw new RestError(400, 21220, 'Call is not in-progress. Cannot redirect.');

  if (statusCallback) {
    sendStatusCallbacks(
      call,
      { kind: 'call-status', url: statusCallback, method, events: new Set(['completed']) },
      theSwitch,
    );
  }
  if (timeLimit !== undefined) theSwitch.limit(call, timeLimit * 1000);
  if (status) setImmediate(() => endByRest(call, status));
  else if (instruction && !apiCalls.replace(call, instruction, fallback)) {
    setImmediate(() => call.isLive && theSwitch.redirect(call, instruction, fallback));
  }
}

/** `canceled` leaves a call that is under way alone, and a leg that rings within a Dial counts as under way (cases E12). */
function endByRest(call: Call, status: 'completed' | 'canceled'): void {
  if (call.answeredAt) {
    if (status === 'completed') call.finish('completed');
  } else if (call.direction === 'outbound-dial') {
    if (status === 'completed') call.finish('canceled');
  } else {
    call.finish(call.direction === 'inbound' ? 'no-answer' : 'canceled');
  }
}
