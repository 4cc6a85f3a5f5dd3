import { FRAME_SAMPLES } from '#test/twilio/party.ts';
import { decodeUlaw, encodeUlaw } from './g711.ts';
import { JitterQueue } from './jitter-queue.ts';

/** Where a handset page gets its sound: one message a frame, 160 bytes of μ-law at 8 kHz. */
export interface HandsetPort {
  send(ulaw: Uint8Array): void;
}

/** A second of sound: a longer message than this comes from no handset. */
const LONGEST_MESSAGE = 8000;

/** A person's own ear and mouth on a phone: sound comes and goes as μ-law. */
export class Handset {
  #port: HandsetPort;
  #queue = new JitterQueue();
  #rest = new Uint8Array(0);

  constructor(port: HandsetPort) {
    this.#port = port;
  }

  /** Sound from the microphone, μ-law at 8 kHz, any length up to a second; longer messages are left out. */
  receive(ulaw: Uint8Array): void {
    if (ulaw.length > LONGEST_MESSAGE) return;
    const bytes = new Uint8Array(this.#rest.length + ulaw.length);
    bytes.set(this.#rest);
    bytes.set(ulaw, this.#rest.length);
    let at = 0;
    for (; at + FRAME_SAMPLES <= bytes.length; at += FRAME_SAMPLES) {
      this.#queue.push(decodeUlaw(bytes.subarray(at, at + FRAME_SAMPLES)));
    }
    this.#rest = bytes.slice(at);
  }

  speak(): Int16Array | null {
    return this.#queue.pop();
  }

  hear(frame: Int16Array): void {
    this.#port.send(encodeUlaw(frame));
  }
}
