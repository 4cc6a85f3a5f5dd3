import type { AudioPort, AudioSource } from '#test/twilio/party.ts';
import { sequence } from './audio-source.ts';
import { dtmfTones } from './dtmf.ts';
import { FrameListeners } from './frame-listeners.ts';
import { type Pacer, realTimePacer } from './pacer.ts';

/**
 * The ear and mouth of a party whose media path may not be there yet, or may move to another peer in mid-call: those who listen and what is heard move
 * with it.
 */
export class MovableAudio implements AudioPort {
  #pacer: Pacer;
  #path: AudioPort | null = null;
  #onPath = new AbortController();
  #listening = new AbortController();
  #heard: { source: AudioSource; onEnd: (() => void) | undefined } | null = null;
  #listeners = new FrameListeners((any) => this.#listenToPath(any));
  #digits: AudioSource | null = null;

  constructor(pacer: Pacer = realTimePacer) {
    this.#pacer = pacer;
  }

  listen(onFrame: (pcm: Int16Array) => void, signal: AbortSignal): void {
    this.#listeners.add(onFrame, signal);
  }

  hear(source: AudioSource | null, onEnd?: () => void): void {
    this.#heard = source && { source, onEnd };
    this.#hearOnPath();
  }

  /** Moves to another path; null: there is none for now. */
  moveTo(path: AudioPort | null): void {
    this.#path?.hear(null);
    this.#path = path;
    this.#onPath.abort();
    this.#onPath = new AbortController();
    this.#listenToPath(this.#listeners.any);
    this.#hearOnPath();
  }

  /**
   * The party pressed a key: the network turns the telephone event into its tones, and those replace what the party says meanwhile. They keep the pacer's
   * time, as a browser sends no sound while it sends an event.
   */
  press(digits: string): void {
    const sound = dtmfTones(digits);
    if (this.#digits) {
      this.#digits = sequence(this.#digits, sound);
      return;
    }
    this.#digits = sound;
    const done = new AbortController();
    this.#pacer.subscribe(() => {
      const frame = this.#digits?.pull();
      if (frame) {
        this.#listeners.tell(frame);
        return;
      }
      this.#digits = null;
      done.abort();
    }, done.signal);
  }

  #listenToPath(any: boolean): void {
    this.#listening.abort();
    this.#listening = new AbortController();
    if (!any || !this.#path) return;
    const signal = AbortSignal.any([this.#onPath.signal, this.#listening.signal]);
    this.#path.listen((frame) => this.#digits === null && this.#listeners.tell(frame), signal);
  }

  #hearOnPath(): void {
    const heard = this.#heard;
    if (!heard) {
      this.#path?.hear(null);
      return;
    }
    this.#path?.hear(heard.source, () => {
      if (this.#heard === heard) this.#heard = null;
      heard.onEnd?.();
    });
  }
}
