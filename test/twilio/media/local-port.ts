import type { AudioPort, AudioSource } from '#test/twilio/party.ts';
import { SILENT_FRAME } from './audio-source.ts';
import { FrameListeners } from './frame-listeners.ts';
import { Hearing } from './hearing.ts';
import type { Pacer } from './pacer.ts';

/** The ear and mouth of a party that lives in this process. */
export interface LocalVoice {
  /** What the party says in this frame; null is silence. Asked only while somebody listens. */
  speak(): Int16Array | null;
  /** What the party hears in this frame. Told only while there is something to hear, and a moment of silence after it. */
  hear(frame: Int16Array): void;
}

/** 0.2 s of silence: whoever measures what is heard must notice that it has ended. */
const FRAMES_OF_SILENCE = 10;

/** The AudioPort of a party that lives in this process: the pacer moves it. */
export class LocalPort implements AudioPort {
  #pacer: Pacer;
  #voice: LocalVoice;
  #hearing = new Hearing();
  #listeners = new FrameListeners();
  #closed = new AbortController();
  #running = false;
  #silenceDue = 0;

  constructor(voice: LocalVoice, pacer: Pacer) {
    this.#voice = voice;
    this.#pacer = pacer;
  }

  listen(onFrame: (pcm: Int16Array) => void, signal: AbortSignal): void {
    this.#listeners.add(onFrame, AbortSignal.any([signal, this.#closed.signal]));
    this.#run();
  }

  hear(source: AudioSource | null, onEnd?: () => void): void {
    this.#hearing.hear(source, onEnd);
    if (source) this.#run();
  }

  close(): void {
    this.#closed.abort();
    this.#hearing.hear(null);
  }

  #run(): void {
    if (this.#running) return;
    this.#running = true;
    this.#pacer.subscribe(() => this.#beat(), this.#closed.signal);
  }

  #beat(): void {
    if (this.#listeners.any) this.#listeners.tell(this.#voice.speak() ?? SILENT_FRAME);
    const heard = this.#hearing.next();
    if (heard) this.#silenceDue = FRAMES_OF_SILENCE;
    else if (this.#silenceDue > 0) this.#silenceDue -= 1;
    else return;
    this.#voice.hear(heard ?? SILENT_FRAME);
  }
}
