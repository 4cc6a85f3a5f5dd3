import type { Clock } from '#shared/time.ts';
import { newSecret, newSid } from '#test/twilio/sid.ts';
import type { TokenKeys } from '#test/twilio/signalling/signalling.ts';
import { type ErrorCode, levelOf, textOf } from './error-catalogue.ts';
import {
  type ApiKey,
  type Application,
  type CallerId,
  type IncomingNumber,
  type Notification,
  noVoiceSettings,
  type Resource,
  type VoiceSettings,
} from './resources.ts';

export type AccountStatus = 'active' | 'suspended' | 'closed';

const NAME = 'Local Twilio';
const BALANCE = '100.00';

/** The one account of a local Twilio, with all it owns. */
export class Account implements TokenKeys {
  readonly accountSid = newSid('AC');
  readonly createdAt: Date;
  updatedAt: Date;
  authToken = newSecret();
  status: AccountStatus = 'active';
  /** A trial account may only call verified numbers. */
  type: 'Full' | 'Trial' = 'Full';
  friendlyName = NAME;
  balance = BALANCE;
  readonly numbers = new Map<string, IncomingNumber>();
  readonly applications = new Map<string, Application>();
  readonly callerIds = new Map<string, CallerId>();
  readonly keys = new Map<string, ApiKey>();
  readonly notifications: Notification[] = [];
  /** Number prefixes (`+882`) that the account's geographic permissions refuse. */
  readonly blockedPrefixes = new Set<string>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.createdAt = clock.now();
    this.updatedAt = this.createdAt;
  }

  secretOf(apiKeySid: string): string | undefined {
    return this.keys.get(apiKeySid)?.secret;
  }

  addNumber(
    phoneNumber: string,
    settings: Partial<VoiceSettings & { friendlyName: string; voiceApplicationSid: string }> = {},
  ) {
    const number: IncomingNumber = {
      ...this.#resource('PN', settings.friendlyName ?? phoneNumber),
      ...noVoiceSettings,
      voiceApplicationSid: '',
      phoneNumber,
      ...settings,
    };
    this.numbers.set(number.sid, number);
    return number;
  }

  addApplication(friendlyName: string, settings: Partial<VoiceSettings> = {}): Application {
    const application = { ...this.#resource('AP', friendlyName), ...noVoiceSettings, ...settings };
    this.applications.set(application.sid, application);
    return application;
  }

  addCallerId(phoneNumber: string, friendlyName = phoneNumber): CallerId {
    const callerId = { ...this.#resource('PN', friendlyName), phoneNumber };
    this.callerIds.set(callerId.sid, callerId);
    return callerId;
  }

  addKey(friendlyName: string): ApiKey {
    const key = { ...this.#resource('SK', friendlyName), secret: newSecret() };
    this.keys.set(key.sid, key);
    return key;
  }

  /** Marks a resource as changed now, as `date_updated` shows. */
  touch(resource: Pick<Resource, 'updatedAt'>): void {
    resource.updatedAt = this.#clock.now();
  }

  numberOf(phoneNumber: string): IncomingNumber | undefined {
    return [...this.numbers.values()].find((number) => number.phoneNumber === phoneNumber);
  }

  /** May a call show this number: is it rented or verified? */
  owns(phoneNumber: string): boolean {
    return this.numberOf(phoneNumber) !== undefined || this.isVerified(phoneNumber);
  }

  isVerified(phoneNumber: string): boolean {
    return [...this.callerIds.values()].some((callerId) => callerId.phoneNumber === phoneNumber);
  }

  /** Writes into the account's debugger log. `detail` says what exactly happened, after the dictionary's own text. */
  notify(
    code: ErrorCode,
    detail: string,
    about: { callSid?: string; request?: Notification['request'] } = {},
  ): Notification {
    const notification: Notification = {
      sid: newSid('NO'),
      callSid: about.callSid ?? null,
      code,
      level: levelOf(code),
      text: detail ? `${textOf(code)}: ${detail}` : textOf(code),
      at: this.#clock.now(),
      request: about.request ?? null,
    };
    this.notifications.push(notification);
    return notification;
  }

  /** Everything as on the first day, but for SID and Auth Token. */
  reset(): void {
    for (const owned of [this.numbers, this.applications, this.callerIds, this.keys]) owned.clear();
    this.notifications.length = 0;
    this.blockedPrefixes.clear();
    this.status = 'active';
    this.type = 'Full';
    this.friendlyName = NAME;
    this.balance = BALANCE;
  }

  #resource(prefix: 'PN' | 'AP' | 'SK', friendlyName: string): Resource {
    const now = this.#clock.now();
    return { sid: newSid(prefix), friendlyName, createdAt: now, updatedAt: now };
  }
}
