import { Call, Device } from '@twilio/voice-sdk';
import * as v from 'valibot';
import type { Levels } from '#extension/wire/snapshots.ts';
import { type CallId, callIdSchema, e164Schema } from '#shared/ids.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import { type Clock, systemClock } from '#shared/time.ts';
import { isWithheldNumber } from '#shared/withheld-number.ts';
import type { LegId } from './call-state.ts';
import { DeviceLeg } from './device-leg.ts';
import { failureOf, isTokenEnded, twilioAway } from './device-problem.ts';
import type { Phone, PhoneAccess, PhoneEvents, SoundDevices } from './phone.ts';
import type { SdkCall, SdkDevice } from './sdk-seam.ts';
import { SOUND_NAMES, type SoundName } from './sound-names.ts';

const REGISTER_LIMIT_MS = 10_000;
/** How long before its end a token is renewed: the SDK's own 10 s are too few for a server that is just restarting. */
const RENEW_BEFORE_MS = { least: 30_000, most: 5 * 60_000 };
/** How long the SDK tries to take a call up again when its signalling is lost; Twilio keeps the leg as long. */
const SIGNALLING_LIMIT_MS = 30_000;

export type DeviceOptions = Device.Options;

export interface DeviceParts {
  events: PhoneEvents;
  /** Where our own sound files lie: the SDK's would come from the internet. */
  soundUrl(name: SoundName): string;
  clock?: Clock;
  makeDevice?: (token: string, options: DeviceOptions) => SdkDevice;
}

/** The agent's line through Twilio's Voice SDK: the only place that knows it. Uses no private option and no private member. */
export class DevicePhone implements Phone {
  readonly #parts: DeviceParts;
  readonly #clock: Clock;
  readonly #legs = new Map<LegId, DeviceLeg>();
  #device: SdkDevice | null = null;
  #lastLeg = 0;
  #devices: SoundDevices = { microphoneId: '', speakerId: '' };
  readonly #watchers = new Set<(levels: Levels) => void>();

  constructor(parts: DeviceParts) {
    this.#parts = parts;
    this.#clock = parts.clock ?? systemClock;
  }

  async open(access: PhoneAccess): Promise<Result<null>> {
    this.close();
    const device = (this.#parts.makeDevice ?? makeDevice)(access.token, this.#options(access));
    this.#device = device;
    device.audio?.incoming(false); // the ringer rings, on the device and as loud as the agent chose
    device.audio?.outgoing(false); // the far end's own tone comes as early media
    this.#listen(device);
    this.#chooseSpeaker();
    // `register` has no time limit of its own, and waits for ever for an answer to a bad token.
    const limit = new AbortController();
    const inTime = this.#clock.sleep(REGISTER_LIMIT_MS, limit.signal).then(
      () => false,
      () => false,
    );
    const registered = await Promise.race([
      device
        .register()
        .then(() => true)
        .catch(() => false),
      inTime,
    ]);
    limit.abort();
    if (this.#device !== device) return failed(twilioAway());
    if (registered && device.state === 'registered') return ok(null);
    if (this.#legs.size === 0) this.close();
    return failed(twilioAway());
  }

  renew(token: string): void {
    this.#device?.updateToken(token);
  }

  close(): void {
    const device = this.#device;
    this.#device = null;
    for (const leg of this.#legs.values()) leg.forget();
    this.#legs.clear();
    device?.destroy();
  }

  async dial(callId: CallId): Promise<Result<LegId>> {
    const device = this.#device;
    if (!device) return failed(twilioAway());
    try {
      const call = await device.connect({ params: { c: callId }, rtcConstraints: this.#sound() });
      return ok(this.#take(call).id);
    } catch {
      // The SDK is still busy with a call that ended a moment ago, or was closed meanwhile.
      return failed({ ...failureOf(0).problem, retry: true });
    }
  }

  accept(leg: LegId): void {
    this.#legs.get(leg)?.call.accept({ rtcConstraints: this.#sound() });
  }
  reject(leg: LegId): void {
    this.#legs.get(leg)?.call.reject();
  }
  hangUp(leg: LegId): void {
    this.#legs.get(leg)?.call.disconnect();
  }
  silence(leg: LegId): void {
    this.#legs.get(leg)?.call.ignore();
  }
  mute(leg: LegId, muted: boolean): void {
    this.#legs.get(leg)?.call.mute(muted);
  }
  sendDigits(leg: LegId, digits: string): void {
    this.#legs.get(leg)?.digits.add(digits);
  }

  useDevices(devices: SoundDevices): void {
    this.#devices = devices;
    this.#chooseSpeaker();
  }

  watchLevels(show: (levels: Levels) => void, signal: AbortSignal): void {
    if (signal.aborted) return;
    this.#watchers.add(show);
    signal.addEventListener('abort', () => this.#watchers.delete(show), { once: true });
  }

  #options({ edge, ttlSeconds }: PhoneAccess): DeviceOptions {
    const { least, most } = RENEW_BEFORE_MS;
    return {
      edge,
      sounds: Object.fromEntries(SOUND_NAMES.map((name) => [name, this.#parts.soundUrl(name)])),
      codecPreferences: [Call.Codec.Opus, Call.Codec.PCMU],
      closeProtection: false,
      allowIncomingWhileBusy: false,
      enableImprovedSignalingErrorPrecision: true,
      tokenRefreshMs: Math.min(most, Math.max(least, ttlSeconds * 250)),
      maxCallSignalingTimeoutMs: SIGNALLING_LIMIT_MS,
      logLevel: 'silent',
    };
  }

  #listen(device: SdkDevice): void {
    const mine = () => this.#device === device;
    const { events } = this.#parts;
    device.on('registered', () => mine() && events.registered(true));
    device.on('unregistered', () => mine() && events.registered(false));
    device.on('tokenWillExpire', () => mine() && events.tokenEnds());
    // Errors of a call come on the call too; what the line itself lacks shows as `unregistered`.
    device.on('error', ({ code }) => mine() && isTokenEnded(code) && events.tokenEnds());
    device.on('incoming', (call) => {
      if (!mine()) return;
      const leg = this.#take(call);
      const callId = v.safeParse(callIdSchema, call.customParameters.get('callId'));
      const from = v.safeParse(e164Schema, call.parameters.From ?? '');
      events.invited({
        leg: leg.id,
        callId: callId.success ? callId.output : null,
        from: from.success && !isWithheldNumber(from.output) ? from.output : null,
      });
    });
  }

  #take(call: SdkCall): DeviceLeg {
    this.#lastLeg += 1;
    const leg = new DeviceLeg(this.#lastLeg, call, this.#clock, {
      news: (news) => this.#parts.events.news(news),
      levels: (levels) => {
        for (const show of this.#watchers) show(levels);
      },
      over: () => this.#legs.delete(leg.id),
    });
    this.#legs.set(leg.id, leg);
    return leg;
  }

  /** Not `exact`: a call through another microphone is better than none. */
  #sound(): MediaStreamConstraints {
    const { microphoneId } = this.#devices;
    return { audio: microphoneId === '' ? true : { deviceId: { ideal: microphoneId } } };
  }

  #chooseSpeaker(): void {
    // Fails for a device that is unplugged: the call is heard on the system's own then.
    this.#device?.audio?.speakerDevices.set([this.#devices.speakerId || 'default']).catch(() => undefined);
  }
}

function makeDevice(token: string, options: DeviceOptions): SdkDevice {
  return new Device(token, options);
}
