import type { Microphone } from '#extension/wire/snapshots.ts';

export interface AudioDevice {
  readonly kind: 'microphone' | 'speaker';
  readonly id: string;
  /** Empty until the microphone has been allowed. */
  readonly label: string;
}

/** What views need of microphones and loudspeakers; a browser's own, or made-up ones in the gallery. */
export interface Audio {
  /** Tells the microphone's state now and at each change. */
  watchMicrophone(show: (state: Microphone) => void, signal: AbortSignal): void;
  /** Lets the browser ask for the microphone (only a visible page can), and answers with what came of it. */
  askMicrophone(): Promise<Microphone>;
  /** Tells the devices now and whenever one is plugged in or out. */
  watchDevices(show: (devices: readonly AudioDevice[]) => void, signal: AbortSignal): void;
  /** Loudness of a microphone (`''`: the system's), 0 to 1, some 20 times a second. The microphone is open until `signal`. */
  watchLevel(microphoneId: string, show: (level: number) => void, signal: AbortSignal): void;
  /** Plays a short sound on a loudspeaker (`''`: the system's). `volume`: 0 to 1. */
  playTest(speakerId: string, volume: number): Promise<void>;
}
