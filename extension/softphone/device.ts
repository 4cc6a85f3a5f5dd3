import { Call, Device } from '@twilio/voice-sdk';
import * as v from 'valibot';
import type { Levels } from '#extension/wire/snapshots.ts';
import { type CallId, callIdSchema, e164Schema } from '#shared/ids.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import { type Clock, systemClock } from '#shared/time.ts';
import { isWithheldE164 } from '#shared/withheld-number.ts';
import type { LegId } from './call-state.ts';
import { DeviceLeg } from './device-leg.ts';
import { deviceOptions, microphoneOf } from './device-options.ts';
import { failureOf, isTokenEnded, twilioAway } from './device-problem.ts';
import { DeviceSound } from './device-sound.ts';
import { inCall } from './load-in-call.ts';
import type { Phone, PhoneAccess, PhoneEvents, SoundDevices } from './phone.ts';
import { registerDevice } from './register-device.ts';
import type { SdkCall, SdkDevice } from './sdk-seam.ts';
import type { SoundName } from './sound-names.ts';

export type DeviceOptions = Device.Options;

export interface DeviceParts {
  events: PhoneEvents;
  /** Where our own sound files lie: the SDK's would come from the internet. */
  soundUrl(name: SoundName): string;
  clock?: Clock;
  makeDevice?: (token: string, options: DeviceOptions) => SdkDevice;
}

/**
 * The agent's line through Twilio's Voice SDK: the only place that knows it. Uses no private option and no private member. One Device is
 * registered; it can have one call, and hangs it up when it accepts another. A second call is therefore taken over by a Device of its
 * own, which is how Twilio means it (documentation of `Device.incoming` and `Call.connectToken`).
 */
export class DevicePhone implements Phone {
  readonly #parts: DeviceParts;
  readonly #clock: Clock;
  readonly #legs = new Map<LegId, DeviceLeg>();
  #device: SdkDevice | null = null;
  /** What it was opened with, and the latest token. */
  #access: PhoneAccess | null = null;
  /** The leg she speaks on: the one whose loudness is shown. */
  #spoken: LegId | null = null;
  #lastLeg = 0;
  #chosen: SoundDevices = { microphoneId: '', speakerId: '' };
  readonly #sound = new WeakMap<SdkDevice, DeviceSound>();
  readonly #watchers = new Set<(levels: Levels) => void>();

  constructor(parts: DeviceParts) {
    this.#parts = parts;
    this.#clock = parts.clock ?? systemClock;
  }

  async open(access: PhoneAccess): Promise<Result<null>> {
    this.close();
    const device = this.#make(access);
    this.#device = device;
    this.#access = access;
    this.#listen(device);
    const registered = await registerDevice(device, this.#clock);
    if (this.#device !== device) return failed(twilioAway());
    if (registered) return ok(null);
    if (this.#legs.size === 0) this.close();
    return failed(twilioAway());
  }

  renew(token: string): void {
    if (this.#access) this.#access = { ...this.#access, token };
    for (const device of this.#devices()) device.updateToken(token);
  }

  close(): void {
    const devices = this.#devices();
    this.#device = null;
    for (const leg of this.#legs.values()) leg.forget();
    this.#legs.clear();
    for (const device of devices) device.destroy();
  }

  async dial(callId: CallId): Promise<Result<LegId>> {
    const device = this.#device;
    if (!device) return failed(twilioAway());
    try {
      const call = await device.connect({ params: { c: callId }, ...microphoneOf(this.#chosen) });
      const leg = this.#take(call, device);
      this.#begins(leg);
      return ok(leg.id);
    } catch {
      // The SDK is still busy with a call that ended a moment ago, or was closed meanwhile.
      return failed({ ...failureOf(0).problem, retry: true });
    }
  }

  accept(id: LegId): void {
    const leg = this.#legs.get(id);
    if (!leg || leg.begun) return;
    const busy = [...this.#legs.values()].some(isOn(leg.device));
    const microphone = microphoneOf(this.#chosen);
    if (busy) {
      const make = (access: PhoneAccess) => this.#make(access);
      const beside = { access: this.#access, make, ...microphone };
      void (inCall()?.acceptBeside(leg, beside) ?? leg.fail());
    } else leg.call.accept(microphone);
    this.#begins(leg);
  }
  reject(leg: LegId): void {
    this.#legs.get(leg)?.call.reject();
  }
  hangUp(leg: LegId): void {
    this.#legs.get(leg)?.hangUp();
  }
  silence(leg: LegId): void {
    this.#legs.get(leg)?.call.ignore();
  }
  mute(leg: LegId, muted: boolean): void {
    this.#legs.get(leg)?.mute(muted);
  }
  speakOn(leg: LegId, muted: boolean): void {
    this.#spoken = leg;
    for (const one of this.#legs.values()) one.mute(one.id === leg ? muted : true);
  }
  sendDigits(leg: LegId, digits: string): void {
    this.#legs.get(leg)?.digits.add(digits);
  }

  useDevices(devices: SoundDevices): void {
    this.#chosen = devices;
    for (const device of this.#devices()) this.#sound.get(device)?.follow();
  }

  watchLevels(show: (levels: Levels) => void, signal: AbortSignal): void {
    if (signal.aborted) return;
    this.#watchers.add(show);
    signal.addEventListener('abort', () => this.#watchers.delete(show), { once: true });
  }

  #make(access: PhoneAccess): SdkDevice {
    const options = deviceOptions(access, this.#parts.soundUrl);
    const device = (this.#parts.makeDevice ?? makeDevice)(access.token, {
      ...options,
      codecPreferences: [Call.Codec.Opus, Call.Codec.PCMU],
    });
    if (device.audio) this.#sound.set(device, new DeviceSound(device.audio, () => this.#chosen, this.#clock));
    const { events } = this.#parts;
    const mine = () => this.#devices().has(device);
    device.on('tokenWillExpire', () => mine() && events.tokenEnds());
    // Errors of a call come on the call too; what the line itself lacks shows as `unregistered`.
    device.on('error', ({ code }) => mine() && isTokenEnded(code) && events.tokenEnds());
    return device;
  }

  #begins(leg: DeviceLeg): void {
    leg.begun = true;
    this.#sound.get(leg.device)?.inCall(true);
  }

  /** Everyone that is in use: the registered one, and those that have taken over a second call. */
  #devices(): Set<SdkDevice> {
    const devices = new Set([...this.#legs.values()].map(({ device }) => device));
    return this.#device ? devices.add(this.#device) : devices;
  }

  #listen(device: SdkDevice): void {
    const mine = () => this.#device === device;
    const { events } = this.#parts;
    device.on('registered', () => mine() && events.registered(true));
    device.on('unregistered', () => mine() && events.registered(false));
    device.on('incoming', (call) => {
      if (!mine()) return;
      const leg = this.#take(call, device);
      const callId = v.safeParse(callIdSchema, call.customParameters.get('callId'));
      const from = v.safeParse(e164Schema, call.parameters.From ?? '');
      events.invited({
        leg: leg.id,
        callId: callId.success ? callId.output : null,
        from: from.success && !isWithheldE164(from.output) ? from.output : null,
      });
    });
  }

  #take(call: SdkCall, device: SdkDevice): DeviceLeg {
    this.#lastLeg += 1;
    const leg = new DeviceLeg(this.#lastLeg, { call, device }, this.#clock, {
      news: (news) => this.#parts.events.news(news),
      measured: (sid, quality) => this.#parts.events.measured(leg.id, sid, quality),
      levels: (levels) => {
        if (this.#spoken !== null && this.#spoken !== leg.id && this.#legs.has(this.#spoken)) return;
        for (const show of this.#watchers) show(levels);
      },
      over: () => {
        this.#legs.delete(leg.id);
        if (leg.device !== this.#device) leg.device.destroy();
        else this.#sound.get(leg.device)?.inCall([...this.#legs.values()].some(isOn(leg.device)));
      },
    });
    this.#legs.set(leg.id, leg);
    return leg;
  }
}

const isOn = (device: SdkDevice) => (leg: DeviceLeg) => leg.begun && leg.device === device;

function makeDevice(token: string, options: DeviceOptions): SdkDevice {
  return new Device(token, options);
}
