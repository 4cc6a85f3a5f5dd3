import type { Call, Stopped } from '#test/twilio/switch/call.ts';
import { dial } from '#test/twilio/switch/dial.ts';
import { dialConference } from '#test/twilio/switch/dial-conference.ts';
import type { DialResult } from '#test/twilio/switch/dial-plan.ts';
import { dialQueue } from '#test/twilio/switch/dial-queue.ts';
import { flag, httpMethod, readAttributes, text, whole } from './attributes.ts';
import { conferenceOf } from './conference-noun.ts';
import { branchesOf } from './dial-nouns.ts';
import { RECORDING_ATTRIBUTES, recordingPlanOf } from './dial-recording.ts';
import { askForNobody } from './gone-action.ts';
import { queueOf } from './queue-noun.ts';
import type { Instruction, Outcome, Verb, VerbContext } from './verb.ts';

/** Twilio rings 5 s longer than it was asked to (docs/voice/twiml/dial, timeout). */
const GRACE_SECONDS = 5;

const ATTRIBUTES = {
  done: {
    action: text(),
    method: httpMethod('13210'),
    timeout: whole(30, '13212', { least: 1 }),
    timeLimit: whole(14_400, '13216', { least: 1 }),
    callerId: text(),
    answerOnBridge: flag(false, '13219'),
    hangupOnStar: flag(false, '13213'),
    sequential: flag(false, '13218'),
    ...RECORDING_ATTRIBUTES,
  },
  // Only a carrier or a SIP trunk would notice these.
  ignored: ['callReason', 'ringTone', 'referUrl', 'referMethod'],
  refused: { events: [] },
};

/** `<Dial>` (docs/voice/twiml/dial): rings clients and numbers, waits for the next of a queue, or takes part
 * in a conference, and talks; then asks its action. */
export const dialVerb: Verb = {
  name: 'Dial',
  answers: false,
  async run(element, context) {
    const { call, signal, warn } = context;
    const read = readAttributes(element, ATTRIBUTES, warn);
    const action = read.action === '' ? null : context.resolve(read.action);
    const common = {
      ringMs: (Math.min(600, Math.max(5, read.timeout)) + GRACE_SECONDS) * 1000,
      talkMs: read.timeLimit * 1000,
      hangupOnStar: read.hangupOnStar,
      recording: recordingPlanOf(read, context),
    };
    const queue = queueOf(element, context);
    const conference = queue ? undefined : conferenceOf(element, context);
    const isAlone = queue !== undefined || conference !== undefined;
    const branches = isAlone ? [] : branchesOf(element, context, read.callerId);
    if (!read.answerOnBridge || conference) call.answer();
    const { services } = context;
    const result = queue
      ? await dialQueue(call, { ...common, ...queue }, services, signal)
      : conference
        ? await dialConference(call, { ...common, ...conference }, services, signal)
        : conference === null
          ? NOT_CONNECTED
          : await dial(call, { ...common, branches, sequential: read.sequential }, services, signal);
    const instruction = action === null ? null : actionOf(action, read.method, result, call);
    if (signal.aborted) return parentGone(context, instruction);
    return after(result, instruction);
  },
};

/** There is no such conference. */
const NOT_CONNECTED: DialResult = {
  status: 'failed',
  leg: null,
  bridged: false,
  talkedSeconds: null,
  recordingUrl: null,
};

function after(result: DialResult, instruction: Instruction | null): Outcome {
  const unanswered = result.status === 'completed' || result.status === 'answered' ? {} : { unanswered: result.status };
  return instruction ? { kind: 'document', instruction, ...unanswered } : { kind: 'next', ...unanswered };
}

/**
 * When the caller has hung up the action is still asked, and its reply ignored (cases D10); when REST gave the caller other TwiML,
 * that one runs instead.
 */
function parentGone(context: VerbContext, instruction: Instruction | null): never {
  const stopped: Stopped = context.signal.reason;
  if (stopped.why === 'ended') askForNobody(context, instruction);
  throw stopped;
}

function actionOf(url: string, method: 'GET' | 'POST', result: DialResult, { sid }: Call): Instruction {
  const { waited } = result;
  return {
    from: 'url',
    kind: 'action',
    url,
    method,
    parameters: {
      DialCallStatus: result.status,
      ...(result.leg ? { DialCallSid: result.leg.sid } : {}),
      ...(result.talkedSeconds === null ? {} : { DialCallDuration: String(result.talkedSeconds) }),
      DialBridged: String(result.bridged),
      ...(result.recordingUrl === null ? {} : { RecordingUrl: result.recordingUrl }),
      // docs/voice/twiml/dial, action: a queue's parameters are those of its url.
      ...(waited && { QueueSid: waited.queueSid, QueueTime: String(waited.seconds), DequeingCallSid: sid }),
    },
  };
}
