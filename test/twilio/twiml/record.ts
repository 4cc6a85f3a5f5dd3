import { BEEP_MS, hearOut } from '#test/twilio/switch/playing.ts';
import { recordVoice, type VoiceRecordingResult } from '#test/twilio/switch/voice-recording.ts';
import { flag, httpMethod, oneOf, type Reader, readAttributes, text, whole } from './attributes.ts';
import { Fault } from './fault.ts';
import { askForNobody } from './gone-action.ts';
import { callbackAttributes, recordingSubscriptionOf } from './recording-subscription.ts';
import { type Instruction, next, type Verb, type VerbContext } from './verb.ts';

/** An hour; ten minutes when the caller's phone is a Voice SDK (docs/voice/twiml/record, maxLength). */
const LONGEST_SECONDS = 3600;
const LONGEST_SECONDS_OF_CLIENT = 600;
const MOST_SECONDS = 86_400;

const finishKeys: Reader<string> = {
  read: (value) => (/^[0-9#*]*$/.test(value) ? value : undefined),
  standard: '1234567890*#',
  code: '13613',
};

/**
 * `<Record>` (docs/voice/twiml/record): records what the caller says after the beep, and tells its action where; the same document
 * unless told otherwise, which it must be where REST moved a call that was up. When nothing was said the next verb follows.
 */
export const recordVerb: Verb = {
  name: 'Record',
  answers: true,
  async run(element, context) {
    const { call, services, signal, warn } = context;
    const longest = call.address.startsWith('client:') ? LONGEST_SECONDS_OF_CLIENT : LONGEST_SECONDS;
    const spec = {
      action: text(),
      method: httpMethod('13610'),
      timeout: whole(5, '13611'),
      finishOnKey: finishKeys,
      maxLength: whole(longest, '13612', { least: 1, most: MOST_SECONDS }),
      playBeep: flag(true, '13616'),
      trim: oneOf(['trim-silence', 'do-not-trim'], 'trim-silence', '13699'),
      ...callbackAttributes(),
    };
    const refused = { transcribe: ['false'], transcribeCallback: [''] };
    const read = readAttributes(element, { done: spec, refused }, warn);
    const action = read.action === '' ? null : context.resolve(read.action);
    const subscription = recordingSubscriptionOf(read, context, '13621');

    if (read.playBeep) {
      call.note({ what: 'beeped' });
      await hearOut(call, services.sound.beep(), BEEP_MS, services.clock, signal);
    }
    const plan = {
      silenceMs: read.timeout === 0 ? null : read.timeout * 1000,
      longestMs: read.maxLength * 1000,
      finishOnKey: read.finishOnKey,
      trim: read.trim === 'trim-silence',
      subscription,
    };
    const result = await recordVoice(call, plan, services, signal);
    const { url, seconds } = result;
    call.note({ what: 'recorded', url, seconds });
    if (url === null) {
      if (signal.aborted) throw signal.reason;
      return next;
    }
    const instruction = actionOf(action, read.method, { ...result, url }, context);
    if (!signal.aborted) return { kind: 'document', instruction };
    if (!call.isLive) askForNobody(context, instruction);
    throw signal.reason;
  },
};

function actionOf(
  action: string | null,
  method: 'GET' | 'POST',
  { url: recordingUrl, seconds, endedBy }: VoiceRecordingResult & { url: string },
  { document, isLiveChange }: VerbContext,
): Instruction {
  const url = action ?? (isLiveChange ? undefined : document?.url);
  if (url === undefined) throw new Fault('11100', 'a <Record> without an action in TwiML that REST has given');
  const parameters = {
    RecordingUrl: recordingUrl,
    RecordingDuration: String(seconds),
    ...(endedBy === '' ? {} : { Digits: endedBy }),
  };
  return { from: 'url', kind: 'action', url, method, parameters };
}
