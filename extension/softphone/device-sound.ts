import type { Clock } from '#shared/time.ts';
import type { SoundDevices } from './phone.ts';
import type { SdkAudio } from './sdk-seam.ts';

/** The SDK takes the system's own microphone at every change of devices, a moment after it has said so. */
const SETTLE_MS = 500;
const SYSTEM = 'default';

/**
 * Keeps what one Device is heard and spoken through to what she chose, while headsets come and go: unplugged, the call goes on through the
 * system's own; plugged in again, through hers. Between calls no microphone is held open.
 */
export class DeviceSound {
  readonly #audio: SdkAudio;
  readonly #chosen: () => SoundDevices;
  readonly #clock: Pick<Clock, 'after'>;
  #inCall = false;

  constructor(audio: SdkAudio, chosen: () => SoundDevices, clock: Pick<Clock, 'after'>) {
    this.#audio = audio;
    this.#chosen = chosen;
    this.#clock = clock;
    audio.incoming(false); // the ringer rings, on the device and as loud as the agent chose
    audio.outgoing(false); // the far end's own tone comes as early media
    audio.on('deviceChange', () => this.#clock.after(SETTLE_MS, () => this.follow()));
    this.#speak();
  }

  /** A call has begun on it, through the microphone it was given; or its last one is over. */
  inCall(on: boolean): void {
    if (this.#inCall === on) return;
    this.#inCall = on;
    if (!on) this.#audio.unsetInputDevice().catch(() => undefined);
  }

  /** Devices, or her choice, have changed. */
  follow(): void {
    this.#speak();
    if (!this.#inCall) return;
    const { microphoneId } = this.#chosen();
    const id = this.#audio.availableInputDevices.has(microphoneId) ? microphoneId : SYSTEM;
    // Refused where there is no microphone at all: the quality says so.
    this.#audio.setInputDevice(id).catch(() => undefined);
  }

  #speak(): void {
    const { availableOutputDevices: there, speakerDevices } = this.#audio;
    const { speakerId } = this.#chosen();
    const gone = there.size > 0 && !there.has(speakerId);
    // Refused for a device that has just gone: the call is heard on the system's own then.
    speakerDevices.set([gone || speakerId === '' ? SYSTEM : speakerId]).catch(() => undefined);
  }
}
