import { type ConferenceSubscription, readConferenceEvents } from '#test/twilio/switch/conference-events.ts';
import type { ConferenceDialPlan } from '#test/twilio/switch/dial-conference.ts';
import { isLabel, type WaitSound } from '#test/twilio/switch/participant.ts';
import { flag, httpMethod, oneOf, readAttributes, text, whole } from './attributes.ts';
import { type Element, elementsOf, textOf } from './document.ts';
import { Fault } from './fault.ts';
import { legDocuments } from './leg-documents.ts';
import { callbackAttributes, recordingSubscriptionOf } from './recording-subscription.ts';
import type { VerbContext } from './verb.ts';

const MOST_PARTICIPANTS = 250;
const LONGEST_NAME = 128;

const ATTRIBUTES = {
  done: {
    muted: flag(false, '13230'),
    beep: oneOf(['true', 'false', 'onEnter', 'onExit'], 'true', '13235'),
    startConferenceOnEnter: flag(true, '13232'),
    endConferenceOnExit: flag(false, '13231'),
    participantLabel: text(),
    waitUrl: text(),
    waitMethod: httpMethod('13234'),
    maxParticipants: whole(MOST_PARTICIPANTS, '16002', { least: 2, most: MOST_PARTICIPANTS }),
    record: oneOf(['do-not-record', 'record-from-start', 'true', 'false'], 'do-not-record', '16002'),
    trim: oneOf(['trim-silence', 'do-not-trim'], 'trim-silence', '13239'),
    coach: text(),
    statusCallback: text(),
    statusCallbackMethod: httpMethod('16002'),
    statusCallbackEvent: text('start end'),
    ...callbackAttributes('16002'),
  },
  // Sound is mixed on this machine, with the delay that it has.
  ignored: ['jitterBufferSize', 'region'],
  refused: { eventCallbackUrl: [''] },
} as const;

type Read = ReturnType<typeof read>;

const read = (noun: Element, { warn }: VerbContext) => readAttributes(noun, ATTRIBUTES, warn);

type NounPlan = Omit<ConferenceDialPlan, 'talkMs' | 'hangupOnStar' | 'recording'>;

/**
 * The `<Conference>` of a `<Dial>` (docs/voice/twiml/conference); undefined when it dials something else, null when there is none that
 * could be joined.
 */
export function conferenceOf(dial: Element, context: VerbContext): NounPlan | null | undefined {
  const nouns = elementsOf(dial);
  const noun = nouns.find(({ name }) => name === 'Conference');
  if (!noun) return undefined;
  const { warn, services } = context;
  for (const other of nouns) if (other !== noun) warn('13215', `${other.name} beside a Conference`);
  const attributes = read(noun, context);
  const name = textOf(noun);
  const { participantLabel: label } = attributes;
  if (!isLabel(label)) {
    warn('16023', label);
    return null;
  }
  if (name === '' || name.length > LONGEST_NAME) {
    warn('13237', name);
    return null;
  }
  const bySid = /^CF[0-9a-fA-F]{32}$/.test(name);
  const known = bySid ? services.conferences.get(name) : services.conferences.named(name);
  if (bySid && !known) {
    warn('13236', name);
    return null;
  }
  const setup = {
    label: label === '' ? null : label,
    muted: attributes.muted,
    beepOnEnter: attributes.beep === 'true' || attributes.beep === 'onEnter',
    beepOnExit: attributes.beep === 'true' || attributes.beep === 'onExit',
    startOnEnter: attributes.startConferenceOnEnter,
    endOnExit: attributes.endConferenceOnExit,
    wait: waitOf(noun, attributes, context),
    subscription: subscriptionOf(attributes, context),
    recording: recordingOf(attributes, context),
    documents: legDocuments(context),
    report: (error: unknown) => {
      const fault = error instanceof Fault ? error : new Fault('internal', String(error));
      warn(fault.code, fault.message);
    },
  };
  const { maxParticipants, coach } = attributes;
  return { conference: known ?? services.conferences.create(name), setup, maxParticipants, coach, warn };
}

function waitOf(noun: Element, { waitUrl, waitMethod }: Read, { resolve, warn }: VerbContext): WaitSound {
  if (noun.attributes.waitUrl === undefined) return 'music';
  if (waitUrl === '') return 'silence';
  try {
    return { url: resolve(waitUrl), method: waitMethod };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    warn('13233', waitUrl);
    return 'music';
  }
}

function subscriptionOf(attributes: Read, { resolve, warn }: VerbContext): ConferenceSubscription | undefined {
  const { events, unknown } = readConferenceEvents(attributes.statusCallbackEvent);
  if (unknown.length > 0) warn('16002', `statusCallbackEvent: ${unknown.join(' ')}`);
  const { statusCallback: url, statusCallbackMethod: method } = attributes;
  return url === '' ? undefined : { url: resolve(url), method, events };
}

function recordingOf(attributes: Read, context: VerbContext): NounPlan['setup']['recording'] {
  const subscription = recordingSubscriptionOf(attributes, context, '16002');
  if (attributes.record === 'do-not-record' || attributes.record === 'false') return null;
  return { trim: attributes.trim === 'trim-silence', subscription };
}
