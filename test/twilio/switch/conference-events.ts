import type { Clock } from '#shared/time.ts';
import type { Account } from '#test/twilio/account/account.ts';
import type { Method } from '#test/twilio/account/resources.ts';
import type { WebhookSubject } from '#test/twilio/webhook/webhook-request.ts';
import type { Webhooks } from '#test/twilio/webhook/webhooks.ts';
import { tell } from './status-callbacks.ts';

/** What `statusCallbackEvent` can ask for, and the events that each brings (docs/voice/twiml/conference). */
const EVENTS = {
  start: ['conference-start'],
  end: ['conference-end'],
  join: ['participant-join'],
  leave: ['participant-leave'],
  mute: ['participant-mute', 'participant-unmute'],
  hold: ['participant-hold', 'participant-unhold'],
  modify: ['participant-modify'],
  speaker: ['participant-speech-start', 'participant-speech-stop'],
  announcement: ['announcement-end', 'announcement-fail'],
} as const;

export type ConferenceEventName = keyof typeof EVENTS;
export type ConferenceEvent = (typeof EVENTS)[ConferenceEventName][number];

export interface ConferenceSubscription {
  url: string;
  method: Method;
  events: ReadonlySet<ConferenceEventName>;
}

export function readConferenceEvents(list: string): { events: Set<ConferenceEventName>; unknown: string[] } {
  const names = list.split(/[\s,]+/).filter(Boolean);
  const events = new Set<ConferenceEventName>();
  for (const name of ['start', 'end', 'join', 'leave', 'mute', 'hold', 'modify', 'speaker', 'announcement'] as const) {
    if (names.includes(name)) events.add(name);
  }
  return { events, unknown: names.filter((name) => !(name in EVENTS)) };
}

/** Sends a conference's events, one after the other, numbered from 1; an error that answers one is logged and changes nothing. */
export class ConferenceEvents {
  readonly #about: Record<string, string>;
  readonly #parts: { account: Account; webhooks: Webhooks; clock: Clock };
  #subscription: ConferenceSubscription | undefined;
  #number = 0;
  #queue: Promise<unknown> = Promise.resolve();

  /** `about` is in every request: account, conference, its name. */
  constructor(about: Record<string, string>, parts: { account: Account; webhooks: Webhooks; clock: Clock }) {
    this.#about = about;
    this.#parts = parts;
  }

  get wantsSpeech(): boolean {
    return this.#subscription?.events.has('speaker') ?? false;
  }

  /** Who joins first decides where the events go; what the others ask for does not count (cases H26). */
  subscribe(subscription: ConferenceSubscription | undefined): void {
    this.#subscription = subscription;
  }

  tell(event: ConferenceEvent, subject: WebhookSubject, parameters: Record<string, string>): void {
    const subscription = this.#subscription;
    if (!subscription || ![...subscription.events].some((name) => isOf(name, event))) return;
    const { url, method } = subscription;
    const request = {
      kind: 'conference-status' as const,
      url,
      method,
      parameters: {
        ...this.#about,
        StatusCallbackEvent: event,
        SequenceNumber: String(++this.#number),
        Timestamp: this.#parts.clock.now().toUTCString().replace('GMT', '+0000'),
        ...parameters,
      },
    };
    this.#queue = this.#queue.then(() => tell(subject, request, '16011', this.#parts));
  }
}

function isOf(name: ConferenceEventName, event: ConferenceEvent): boolean {
  return EVENTS[name].some((one) => one === event);
}
