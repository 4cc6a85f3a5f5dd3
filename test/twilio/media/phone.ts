import type { Clock } from '#shared/time.ts';
import type { AudioPort, AudioSource, Invite, Party, PartyEvents, Refusal } from '#test/twilio/party.ts';
import { pcm, sequence, tone } from './audio-source.ts';
import { DtmfDetector, dtmfTones, isDigit } from './dtmf.ts';
import { FrameListeners } from './frame-listeners.ts';
import { Handset, type HandsetPort } from './handset.ts';
import { LocalPort } from './local-port.ts';
import { type Pacer, realTimePacer } from './pacer.ts';
import { PendingEvents } from './pending-events.ts';
import type { PhoneBehaviour, PhoneReport, PhoneState } from './phone-report.ts';
import { ToneMeter } from './tone-meter.ts';

export type { PhoneBehaviour, PhoneReport, PhoneState } from './phone-report.ts';

export interface PhoneOptions {
  kind: 'phone' | 'client';
  /** E.164, or `client:<identity>`. */
  address: string;
  behaviour: PhoneBehaviour;
  /** Whether it places the call (and is born calling) or waits to be rung. */
  calling: boolean;
  clock: Clock;
  pacer?: Pacer;
}

const DEFAULT_AFTER_SECONDS = 1;

/** A tenth of a second without anything to hear is silence: a port is told of what there is only. */
const FRAMES_OF_PRESENT = 5;

/** A phone of the public network, or a client without an SDK: a party whose behaviour a test or the handset page decides. One per call. */
export class Phone implements Party {
  readonly kind: 'phone' | 'client';
  readonly address: string;
  #behaviour: PhoneBehaviour;
  #clock: Clock;
  #events = new PendingEvents();
  #port: LocalPort;
  #pacer: Pacer;
  #meter: ToneMeter;
  /** Tick of the last frame heard. */
  #heardAt = 0;
  #detector: DtmfDetector;
  #digits = '';
  #state: PhoneState;
  #invite: Invite | undefined;
  #tone: AudioSource | null;
  /** Sound that goes before the tone: digits and recordings. */
  #utterance: AudioSource | null = null;
  #handset: Handset | null = null;
  #overhearing = new FrameListeners();
  #stillRinging = new AbortController();

  constructor(options: PhoneOptions) {
    this.kind = options.kind;
    this.address = options.address;
    this.#behaviour = options.behaviour;
    this.#clock = options.clock;
    this.#state = { state: options.calling ? 'calling' : 'idle' };
    this.#tone = options.behaviour.toneHz === undefined ? null : tone(options.behaviour.toneHz);
    this.#meter = new ToneMeter(() => options.clock.now());
    this.#detector = new DtmfDetector((digit) => {
      this.#digits += digit;
    });
    const voice = { speak: () => this.#speak(), hear: (frame: Int16Array) => this.#hear(frame) };
    this.#pacer = options.pacer ?? realTimePacer;
    this.#port = new LocalPort(voice, this.#pacer);
  }

  get audio(): AudioPort {
    return this.#port;
  }

  attach(events: PartyEvents): void {
    this.#events.attach(events);
  }

  ring(invite: Invite): void {
    if (this.#state.state !== 'idle') return;
    this.#invite = invite;
    this.#state = { state: 'ringing', invite };
    const { whenRung, afterSeconds = DEFAULT_AFTER_SECONDS } = this.#behaviour;
    if (whenRung === 'busy') this.#refuse('busy');
    else if (whenRung === 'fails') this.#refuse('failed');
    else if (whenRung === 'answers') this.#after(afterSeconds, () => this.pickUp());
    else if (whenRung === 'declines') this.#after(afterSeconds, () => this.decline());
  }

  showRinging(callSid: string): void {
    if (this.#state.state === 'calling') this.#state = { state: 'waiting', callSid };
  }

  answer(): void {
    if (this.#state.state === 'calling' || this.#state.state === 'waiting') this.#state = { state: 'talking' };
  }

  end(reason?: { code: number; message: string }): void {
    if (this.#state.state === 'ended') return;
    this.#events.stop();
    this.#finish({ state: 'ended', by: 'network', ...(reason ? { reason } : {}) });
  }

  /** The person answers the ringing phone. */
  pickUp(): void {
    if (this.#state.state !== 'ringing') return;
    this.#stillRinging.abort();
    this.#state = { state: 'talking' };
    this.#events.answered();
  }

  /** The person declines the ringing call. */
  decline(): void {
    if (this.#state.state === 'ringing') this.#refuse('declined');
  }

  /** The person hangs up: ends the call, gives up on one that still rings at the far end, or declines one that rings here. */
  hangUp(): void {
    this.decline();
    if (this.#state.state === 'idle' || this.#state.state === 'ended') return;
    this.#events.hungUp();
    this.#finish({ state: 'ended', by: 'phone' });
  }

  /** Presses keys: 0–9, *, #, A–D; `w` is half a second's pause. The far end hears them. Throws on anything else. */
  press(digits: string): void {
    if (![...digits].every((digit) => digit === 'w' || isDigit(digit)))
      throw new RangeError(`not keys of a phone: ${digits}`);
    if (this.#state.state === 'ended' || this.#state.state === 'idle' || this.#state.state === 'ringing') return;
    for (const digit of digits) if (isDigit(digit)) this.#events.digit(digit);
    // After what still sounds: a second key must not cut off the tone of the first.
    this.#utterance = this.#utterance ? sequence(this.#utterance, dtmfTones(digits)) : dtmfTones(digits);
  }

  /** Says something: 16-bit samples at 8 kHz. */
  say(samples: Int16Array): void {
    this.#utterance = pcm(samples);
  }

  /** Changes the tone it plays; null for none. */
  play(hz: number | null): void {
    this.#tone = hz === null ? null : tone(hz);
  }

  /** Gives the phone to a person: their sound instead of the tone, and all that is heard goes to them. Returns their end of the line. */
  connectHandset(port: HandsetPort): { receive(ulaw: Uint8Array): void; disconnect(): void } {
    const handset = new Handset(port);
    this.#handset = handset;
    return {
      receive: (ulaw) => handset.receive(ulaw),
      disconnect: () => {
        if (this.#handset === handset) this.#handset = null;
      },
    };
  }

  /** Tells of each frame that it hears. */
  overhear(onFrame: (frame: Int16Array) => void, signal: AbortSignal): void {
    this.#overhearing.add(onFrame, signal);
  }

  report(): PhoneReport {
    return {
      state: this.#state,
      invite: this.#invite,
      heard: this.#meter.heard(),
      digits: this.#digits,
      present: this.#hearsSomething ? this.#meter.present() : { level: Number.NEGATIVE_INFINITY, tones: [] },
    };
  }

  get #hearsSomething(): boolean {
    return this.#pacer.tick - this.#heardAt <= FRAMES_OF_PRESENT;
  }

  #after(seconds: number, act: () => void): void {
    this.#clock.after(seconds * 1000, act, this.#stillRinging.signal);
  }

  #refuse(why: Refusal): void {
    this.#events.refused(why);
    this.#finish({ state: 'ended', by: 'phone' });
  }

  #finish(state: PhoneState): void {
    this.#state = state;
    this.#stillRinging.abort();
    this.#port.close();
  }

  #speak(): Int16Array | null {
    const utterance = this.#utterance?.pull();
    if (utterance) return utterance;
    this.#utterance = null;
    if (this.#state.state !== 'talking') return null;
    return this.#handset ? this.#handset.speak() : (this.#tone?.pull() ?? null);
  }

  #hear(frame: Int16Array): void {
    this.#heardAt = this.#pacer.tick;
    this.#meter.push(frame);
    this.#detector.push(frame);
    this.#handset?.hear(frame);
    this.#overhearing.tell(frame);
  }
}
