import type { Clock } from '#shared/time.ts';
import type { Account } from '#test/twilio/account/account.ts';
import type { Method, VoiceSettings } from '#test/twilio/account/resources.ts';
import type { Party } from '#test/twilio/party.ts';
import type { Recordings } from '#test/twilio/recording/recordings.ts';
import type { OutgoingCall } from '#test/twilio/signalling/signalling.ts';
import { Program } from '#test/twilio/twiml/program.ts';
import type { Instruction } from '#test/twilio/twiml/verb.ts';
import type { Webhooks } from '#test/twilio/webhook/webhooks.ts';
import { Call, type CallSetup, Stopped } from './call.ts';
import { Conferences } from './conferences.ts';
import { type CountedSound, counted } from './counted-sound.ts';
import type { Network } from './network.ts';
import { Queues } from './queues.ts';
import type { Services } from './services.ts';
import type { Sound } from './sound.ts';
import { type StatusSubscription, sendStatusCallbacks, subscriptionOf } from './status-callbacks.ts';

/** No call lasts longer (docs/voice/twiml/dial, timeLimit). */
const LONGEST_CALL_MS = 14_400_000;

export interface Incoming {
  party: Party;
  from: string;
  to: string;
  forwardedFrom?: string;
  callerName?: string;
}

type Fallback = { url: string; method: Method } | null;

/** The switchboard: every call of the account, and what runs on it. */
export class Switch implements Services {
  readonly account: Account;
  readonly clock: Clock;
  readonly webhooks: Webhooks;
  readonly sound: CountedSound;
  readonly network: Network;
  readonly recordings: Recordings;
  readonly queues: Queues;
  readonly conferences: Conferences;
  readonly calls = new Map<string, Call>();
  readonly #limits = new WeakMap<Call, AbortController>();
  readonly #running = new WeakMap<Call, { stop: AbortController; fallback: Fallback }>();
  readonly #log: (line: string) => void;

  constructor(parts: {
    account: Account;
    clock: Clock;
    webhooks: Webhooks;
    sound: Sound;
    network: Network;
    recordings: Recordings;
    log?: (line: string) => void;
  }) {
    this.account = parts.account;
    this.clock = parts.clock;
    this.webhooks = parts.webhooks;
    this.sound = counted(parts.sound);
    this.network = parts.network;
    this.recordings = parts.recordings;
    this.queues = new Queues(parts.clock);
    this.conferences = new Conferences(this);
    this.#log = parts.log ?? (() => {});
  }

  /** Calls that have not ended. Zero at the end of every test. */
  liveLegs(): Call[] {
    return [...this.calls.values()].filter((call) => call.isLive);
  }

  newCall(setup: CallSetup, subscription?: StatusSubscription): Call {
    const call = new Call(setup, this.clock);
    this.calls.set(call.sid, call);
    if (subscription) sendStatusCallbacks(call, subscription, this);
    call.watch({
      progressed: (status) => {
        this.#log(`${call.sid} ${status}`);
        if (status === 'in-progress') this.clock.after(LONGEST_CALL_MS, () => call.finish('completed'), call.life);
      },
      ended: (status) => this.#log(`${call.sid} ${status}`),
    });
    return call;
  }

  /** Ends a call when it has lasted so long; a limit that was set before counts no more. */
  limit(call: Call, ms: number): void {
    this.#limits.get(call)?.abort();
    const changed = new AbortController();
    this.#limits.set(call, changed);
    const signal = AbortSignal.any([call.life, changed.signal]);
    const count = (answeredAt: Date) => {
      const left = answeredAt.getTime() + ms - this.clock.now().getTime();
      if (left > 0) this.clock.after(left, () => call.finish('completed'), signal);
      else setImmediate(() => call.finish('completed'));
    };
    if (call.answeredAt) count(call.answeredAt);
    else call.watch({ progressed: () => call.answeredAt && count(call.answeredAt) }, signal);
  }

  /** A phone calls one of the account's numbers. Without a number of the account there is no call. */
  incoming({ party, from, to, forwardedFrom, callerName }: Incoming): Call | null {
    const number = this.account.numberOf(to);
    if (!number) return null;
    const settings = this.account.applications.get(number.voiceApplicationSid) ?? number;
    const call = this.#inbound(settings, party, {
      direction: 'inbound',
      from,
      to,
      status: 'ringing',
      phoneNumberSid: number.sid,
      ...(forwardedFrom ? { forwardedFrom } : {}),
      ...(callerName && settings.voiceCallerIdLookup ? { callerName } : {}),
    });
    this.#begin(call, settings, {});
    return call;
  }

  /** A browser calls: the TwiML application of its token says what happens. */
  outgoing({ callSid, identity, applicationSid, parameters, party }: OutgoingCall): Call {
    const application = this.account.applications.get(applicationSid);
    const setup: CallSetup = {
      sid: callSid,
      direction: 'inbound',
      from: `client:${identity}`,
      to: parameters.To ?? '',
      status: 'ringing',
      applicationSid,
    };
    const call = this.#inbound(application, party, setup);
    if (application) this.#begin(call, application, parameters);
    else this.#fail(call, '21264', applicationSid);
    return call;
  }

  /** Runs TwiML on a call, in place of what runs on it now. */
  run(call: Call, instruction: Instruction, fallback?: Fallback): void {
    const kept = fallback === undefined ? (this.#running.get(call)?.fallback ?? null) : fallback;
    void this.#program(call, kept, false).run(instruction);
  }

  /** REST gives a live call other TwiML: a leg of a Dial leaves it, a parent releases its leg. */
  redirect(call: Call, instruction: Instruction, fallback?: Fallback): void {
    call.announceRedirect();
    this.run(call, instruction.from === 'url' ? { ...instruction, isLiveChange: true } : instruction, fallback);
  }

  async runWhisper(call: Call, instruction: Instruction): Promise<void> {
    await this.#program(call, null, true).run(instruction);
  }

  #program(call: Call, fallback: Fallback, whisper: boolean): Program {
    this.#running.get(call)?.stop.abort(new Stopped('redirected'));
    const stop = new AbortController();
    this.#running.set(call, { stop, fallback });
    const signal = AbortSignal.any([call.life, stop.signal]);
    return new Program({ call, services: this, signal, fallback, whisper });
  }

  #inbound(settings: VoiceSettings | undefined, party: Party, setup: CallSetup): Call {
    const call = this.newCall(setup, subscriptionOf(settings));
    call.take(party);
    return call;
  }

  #begin(call: Call, settings: VoiceSettings, parameters: Record<string, string>): void {
    if (this.account.status !== 'active') {
      this.#fail(call, '10003', this.account.status);
      return;
    }
    if (!settings.voiceUrl) {
      this.#fail(call, '11100', `no VoiceUrl for ${call.to || call.from}`);
      return;
    }
    const { voiceUrl: url, voiceMethod: method, voiceFallbackUrl, voiceFallbackMethod } = settings;
    const fallback = voiceFallbackUrl ? { url: voiceFallbackUrl, method: voiceFallbackMethod } : null;
    this.run(call, { from: 'url', kind: 'voice', url, method, parameters }, fallback);
  }

  #fail(call: Call, code: '10003' | '11100' | '21264', detail: string): void {
    const { level, text, at } = this.account.notify(code, detail, { callSid: call.sid });
    call.log.errors.push({ at, code, level, text });
    call.finish('failed', { code: 31404, message: 'Not Found' });
  }
}
