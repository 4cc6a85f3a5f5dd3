import type { Clock } from '#shared/time.ts';
import type { Account } from '#test/twilio/account/account.ts';
import type { IncomingNumber, VoiceSettings } from '#test/twilio/account/resources.ts';
import type { Phone, PhoneBehaviour } from '#test/twilio/media/phone.ts';
import type { PhoneBook } from '#test/twilio/network/phone-book.ts';
import type { Recordings } from '#test/twilio/recording/recordings.ts';
import { newSid } from '#test/twilio/sid.ts';
import type { Signalling } from '#test/twilio/signalling/signalling.ts';
import type { Call } from '#test/twilio/switch/call.ts';
import type { Speech } from '#test/twilio/switch/collect-input.ts';
import type { Switch } from '#test/twilio/switch/switch.ts';
import { WITHHELD_FROM, type WithheldAs } from '#test/twilio/switch/withheld.ts';
import { isTurnable } from '#test/twilio/turnable.ts';
import type { Chaos } from '#test/twilio/webhook/chaos.ts';
import { type CallReport, reportOf } from './call-report.ts';
import { turnInSteps } from './clock-turning.ts';
import { ControlError } from './control-error.ts';

export type NumberSettings = Partial<VoiceSettings & { friendlyName: string; voiceApplicationSid: string }>;

export interface PlacedCall {
  /** The phone that calls, E.164. */
  from: string;
  /** One of the account's numbers. */
  to: string;
  /** Don't show the caller's number: what Twilio sends instead of it. */
  withheld?: WithheldAs | undefined;
  /** The exact From that Twilio shall send, instead of `from` and `withheld`: for spellings of a withheld number. */
  showAs?: string | undefined;
  /** The tone the phone plays while it talks. */
  toneHz?: number | undefined;
  forwardedFrom?: string | undefined;
  callerName?: string | undefined;
}

/** After this the first words are on the line: whoever then turns the Clock finds the person speaking. */
const ON_THE_LINE_MS = 100;

/** The hands of a test on the local Twilio: people with phones, the account's owner, and Murphy. README.md has the same by HTTP. */
export class Control {
  readonly account: Account;
  readonly phones: PhoneBook;
  /** Faults for the webhooks. */
  readonly chaos: Chaos;
  /** What was recorded, how long a file takes to be ready, and faults of its download. */
  readonly recordings: Recordings;
  readonly #switch: Switch;
  readonly #signalling: Signalling;
  readonly #clock: Clock;

  constructor(parts: { theSwitch: Switch; phones: PhoneBook; signalling: Signalling }) {
    this.#switch = parts.theSwitch;
    this.#signalling = parts.signalling;
    this.phones = parts.phones;
    this.account = parts.theSwitch.account;
    this.chaos = parts.theSwitch.webhooks.chaos;
    this.recordings = parts.theSwitch.recordings;
    this.#clock = parts.theSwitch.clock;
  }

  /** Rents a number to the account, or changes the one it has. */
  configureNumber(phoneNumber: string, settings: NumberSettings = {}): IncomingNumber {
    const known = this.account.numberOf(phoneNumber);
    if (!known) return this.account.addNumber(phoneNumber, settings);
    Object.assign(known, settings);
    this.account.touch(known);
    return known;
  }

  /** Says how a phone behaves when it is rung, from its next call on. */
  setPhone(number: string, behaviour: PhoneBehaviour): void {
    this.phones.behaviours.set(number, behaviour);
  }

  /** Registers a client without an SDK under an identity, or changes how it behaves. */
  registerClient(identity: string, behaviour: PhoneBehaviour = { whenRung: 'no-answer' }): void {
    this.phones.clientBehaviours.set(identity, behaviour);
  }

  unregisterClient(identity: string): void {
    this.phones.clientBehaviours.delete(identity);
  }

  /** Places a call from a phone of the public network; answers its CallSid. */
  placeCall(placed: PlacedCall): string {
    const phone = this.phones.calling(placed.from, placed.toneHz === undefined ? {} : { toneHz: placed.toneHz });
    const from = placed.showAs ?? (placed.withheld ? WITHHELD_FROM[placed.withheld] : placed.from);
    const { to, forwardedFrom, callerName } = placed;
    const call = this.#switch.incoming({
      party: phone,
      from,
      to,
      ...(forwardedFrom ? { forwardedFrom } : {}),
      ...(callerName ? { callerName } : {}),
    });
    if (!call) throw new ControlError(404, 'no-such-number', `${to} is not a number of this account`);
    this.phones.placed(call.sid, phone);
    return call.sid;
  }

  /** A client without an SDK connects through the account's TwiML application, as `device.connect` does; answers its CallSid. */
  connectClient(identity: string, parameters: Record<string, string>, toneHz?: number): string {
    const [application] = this.account.applications.values();
    const [key] = this.account.keys.values();
    if (!application || !key) throw new ControlError(409, 'no-application', 'no server has connected this account');
    const party = this.phones.callingClient(identity, toneHz === undefined ? {} : { toneHz });
    const callSid = newSid('CA');
    this.#switch.outgoing({
      callSid,
      identity,
      applicationSid: application.sid,
      apiKeySid: key.sid,
      parameters,
      party,
    });
    this.phones.placed(callSid, party);
    return callSid;
  }

  /** Presses keys on the phone of a leg: 0–9, *, #, A–D, and `w` for half a second. */
  press(callSid: string, digits: string): void {
    this.#phoneOf(callSid).press(digits);
  }

  hangUp(callSid: string): void {
    this.#phoneOf(callSid).hangUp();
  }

  /** Picks up a leg's ringing phone by hand. */
  answer(callSid: string): void {
    this.#phoneOf(callSid).pickUp();
  }

  decline(callSid: string): void {
    this.#phoneOf(callSid).decline();
  }

  /** The person at a leg's phone says something; a `<Gather>` of speech understands it word by word. */
  async say(callSid: string, text: string, language = 'en-US'): Promise<void> {
    const phone = this.#phoneOf(callSid);
    const call = this.#callAt(callSid);
    call.note({ what: 'spoke', text });
    phone.say(await this.#switch.sound.speak(text, { language, voice: 'woman' }));
    await new Promise((resolve) => setTimeout(resolve, ON_THE_LINE_MS));
    call.recognize({ final: true, text, confidence: 1 });
  }

  /** What a `<Gather>` of speech shall recognize on a leg, without anybody saying it: words in progress, or all that was said. */
  recognize(callSid: string, speech: Speech): void {
    this.#callAt(callSid).recognize(speech);
  }

  /** Calls with their legs, oldest first. */
  calls(): CallReport[] {
    return [...this.#switch.calls.values()].filter((call) => !call.parent).map((call) => this.#report(call));
  }

  /** A call or a leg, with the legs that its Dials made. */
  call(callSid: string): CallReport {
    return this.#report(this.#callAt(callSid));
  }

  /** Is there such a call or leg? */
  has(callSid: string): boolean {
    return this.#switch.calls.has(callSid);
  }

  /** The CallSids of all legs that have not ended: empty at the end of every test. */
  liveLegs(): string[] {
    return this.#switch.liveLegs().map((call) => call.sid);
  }

  /** Webhooks that wait for their answer. */
  webhooksUnderWay(): number {
    return this.#switch.webhooks.underWay();
  }

  /** Browsers that are registered for incoming calls. */
  registered() {
    return this.#signalling.registered();
  }

  /** Cuts the signalling of every browser, or of one identity's, as a network loss does. */
  cutSignalling(identity?: string): void {
    this.#signalling.cutAll(identity);
  }

  /** From now on this part of the sound that goes to browsers is lost on its way: 0 to 1. */
  loseSound(loss: number): void {
    this.#signalling.path.loss = loss;
  }

  /** The access tokens of an identity's browsers have come to their end. */
  expireTokens(identity: string): void {
    this.#signalling.expire(identity);
  }

  get isTurnable(): boolean {
    return isTurnable(this.#clock);
  }

  now(): Date {
    return this.#clock.now();
  }

  /** Turns the Clock, if it is one that can be turned. */
  async turnClock(ms: number): Promise<void> {
    if (!isTurnable(this.#clock)) throw new ControlError(409, 'real-time', 'this local Twilio runs in real time');
    const { webhooks, sound } = this.#switch;
    await turnInSteps(this.#clock, ms, {
      webhooks: (youngerThanMs) => webhooks.underWay(youngerThanMs),
      sounds: () => sound.underWay,
    });
  }

  /** Forgets the calls that are over, as if they had never been. */
  forgetEndedCalls(): void {
    const { calls } = this.#switch;
    for (const call of calls.values()) if (!call.isLive) calls.delete(call.sid);
  }

  /** Ends every call and forgets calls, numbers, keys, phones and faults; SID and Auth Token stay. */
  reset(): void {
    for (const call of this.#switch.liveLegs()) call.finish(call.answeredAt ? 'completed' : 'canceled');
    this.#switch.calls.clear();
    this.#switch.queues.reset();
    this.#switch.conferences.reset();
    this.recordings.reset();
    this.phones.reset();
    this.chaos.clear();
    this.loseSound(0);
    this.account.reset();
  }

  #callAt(callSid: string): Call {
    const call = this.#switch.calls.get(callSid);
    if (!call) throw new ControlError(404, 'no-such-call', `there is no call ${callSid}`);
    return call;
  }

  #report(call: Call): CallReport {
    const phonesOf = (leg: Call) => this.phones.onLeg(leg.sid).map((phone) => phone.report());
    const legs = [...this.#switch.calls.values()].filter((leg) => leg.parent === call);
    return { ...reportOf(call, phonesOf(call)), legs: legs.map((leg) => reportOf(leg, phonesOf(leg))) };
  }

  #phoneOf(callSid: string): Phone {
    const phones = this.phones.onLeg(this.#callAt(callSid).sid);
    const inUse = phones.find((phone) => phone.report().state.state !== 'ended') ?? phones[0];
    if (!inUse) throw new ControlError(409, 'not-a-phone', `leg ${callSid} is a browser's, or has no phone yet`);
    return inUse;
  }
}
