import type { Account } from '#test/twilio/account/account.ts';
import type { ApiCallSetup } from '#test/twilio/switch/api-calls.ts';
import type { Coming } from '#test/twilio/switch/arrivals.ts';
import type { Conference } from '#test/twilio/switch/conference.ts';
import { readConferenceEvents } from '#test/twilio/switch/conference-events.ts';
import { isLabel } from '#test/twilio/switch/participant.ts';
import { readFrom, readSubscription, readTo } from './call-create.ts';
import type { Form } from './form.ts';
import { refuseMachineDetection } from './machine-detection.ts';
import { pupilOf } from './participant-update.ts';
import { readRecordingPlan } from './recording-plan.ts';
import { RestError } from './rest-error.ts';

const DEFAULT_RING_SECONDS = 60;
const GRACE_SECONDS = 5;

/** Parameters whose effect is missing here. */
const MISSING = ['SipAuthUsername', 'Byoc', 'CallToken', 'ClientNotificationUrl', 'CallerDisplayName'];

export interface NewParticipant {
  call: ApiCallSetup;
  coming: Omit<Coming, 'call'>;
}

/** Reads what is needed to ring somebody into a conference (docs/voice/api/conference-participant-resource). */
export function readParticipant(form: Form, conference: Conference, account: Account): NewParticipant {
  form.refuse(MISSING);
  refuseMachineDetection(form);
  const to = readTo(form.text('To') ?? '', account);
  const from = readFrom(form.text('CallerId') ?? form.text('From') ?? '', to, account);
  const subscription = readSubscription(form);
  const timeout = form.whole('Timeout', { least: 5, most: 600, code: 21208 }) ?? DEFAULT_RING_SECONDS;
  const timeLimit = form.whole('TimeLimit', { least: 1, most: 86_400, code: 20001 });
  const coming = comingOf(form, conference);
  return {
    coming,
    call: {
      to,
      from,
      instruction: { from: 'text', twiml: twimlOf(form, conference, coming) },
      fallback: null,
      subscription,
      ringMs: (timeout + GRACE_SECONDS) * 1000,
      talkMs: timeLimit === undefined ? null : timeLimit * 1000,
      sendDigits: '',
      recording: form.flag('Record') ? readRecordingPlan(form, 'OutboundAPI', true) : null,
    },
  };
}

function comingOf(form: Form, conference: Conference): NewParticipant['coming'] {
  const label = form.text('Label') || null;
  if (label !== null && !isLabel(label)) throw new RestError(400, 16024, `Invalid participant label: ${label}`);
  if (label !== null && conference.isLabelTaken(label, null)) {
    throw new RestError(400, 16026, `Participant label ${label} is already in use`);
  }
  const coach = form.text('CallSidToCoach') || null;
  if (form.flag('Coaching') && coach === null) throw new RestError(400, 20001, 'Coaching needs CallSidToCoach');
  if (coach !== null) pupilOf(coach, conference);
  return {
    label,
    muted: form.flag('Muted') ?? false,
    startOnEnter: form.flag('StartConferenceOnEnter') ?? true,
    endOnExit: form.flag('EndConferenceOnExit') ?? false,
    coach: form.flag('Coaching') === false ? null : coach,
    isHeard: form.flag('EarlyMedia') ?? true,
  };
}

/** What runs on the leg when it is answered: the same noun with which a leg takes part by its own TwiML. */
function twimlOf(form: Form, conference: Conference, coming: NewParticipant['coming']): string {
  const { unknown } = readConferenceEvents(form.all('ConferenceStatusCallbackEvent').join(' '));
  if (unknown.length > 0)
    throw new RestError(400, 20001, `Invalid ConferenceStatusCallbackEvent: ${unknown.join(' ')}`);
  const isRecorded = form.oneOf('ConferenceRecord', ['true', 'false', 'record-from-start', 'do-not-record'], 'false');
  const attributes = {
    participantLabel: coming.label ?? undefined,
    muted: String(coming.muted),
    startConferenceOnEnter: String(coming.startOnEnter),
    endConferenceOnExit: String(coming.endOnExit),
    coach: coming.coach ?? undefined,
    beep: form.oneOf('Beep', ['true', 'false', 'onEnter', 'onExit'], 'true'),
    waitUrl: form.url('WaitUrl'),
    waitMethod: form.method('WaitMethod'),
    maxParticipants: form.whole('MaxParticipants', { least: 2, most: 250, code: 20001 })?.toString(),
    record: isRecorded === 'true' || isRecorded === 'record-from-start' ? 'record-from-start' : undefined,
    trim: form.oneOf('ConferenceTrim', ['trim-silence', 'do-not-trim'], 'trim-silence'),
    statusCallback: form.url('ConferenceStatusCallback'),
    statusCallbackMethod: form.method('ConferenceStatusCallbackMethod'),
    statusCallbackEvent: form.all('ConferenceStatusCallbackEvent').join(' ') || undefined,
    recordingStatusCallback: form.url('ConferenceRecordingStatusCallback'),
    recordingStatusCallbackMethod: form.method('ConferenceRecordingStatusCallbackMethod'),
    recordingStatusCallbackEvent: form.all('ConferenceRecordingStatusCallbackEvent').join(' ') || undefined,
  };
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${escaped(value ?? '')}"`);
  return `<Response><Dial><Conference${written.join('')}>${conference.sid}</Conference></Dial></Response>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
