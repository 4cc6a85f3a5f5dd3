import type { Settings } from '#extension/wire/settings.ts';

export type RingerSettings = Pick<Settings, 'ringerId' | 'ringerVolume'>;

/** The part of an audio element that a ringer needs. */
export type RingerSound = Pick<HTMLAudioElement, 'loop' | 'volume' | 'currentTime' | 'play' | 'pause' | 'setSinkId'>;

/** Rings on the device and as loudly as the agent chose, which need not be where her calls are heard. */
export class Ringer {
  readonly #sound: RingerSound;
  #ringing = false;

  constructor(sound: RingerSound) {
    this.#sound = sound;
    sound.loop = true;
  }

  use({ ringerId, ringerVolume }: RingerSettings): void {
    this.#sound.volume = ringerVolume;
    // An unplugged device: better the system's own than silence.
    this.#sound.setSinkId(ringerId).catch(() => this.#sound.setSinkId('').catch(() => undefined));
  }

  ring(on: boolean): void {
    if (on === this.#ringing) return;
    this.#ringing = on;
    if (on) {
      this.#sound.currentTime = 0;
      // Refused where the sound can't be played: the call still shows everywhere.
      this.#sound.play().catch(() => undefined);
    } else {
      this.#sound.pause();
    }
  }
}
