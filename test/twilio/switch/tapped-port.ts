import type { AudioPort, AudioSource } from '#test/twilio/party.ts';

/** A party's ear and mouth, where others can listen to what it hears, too: recordings that run whatever the call does. */
export class TappedPort implements AudioPort {
  readonly #port: AudioPort;
  readonly #taps = new Set<(frame: Int16Array) => void>();

  constructor(port: AudioPort) {
    this.#port = port;
  }

  listen(onFrame: (frame: Int16Array) => void, signal: AbortSignal): void {
    this.#port.listen(onFrame, signal);
  }

  hear(source: AudioSource | null, onEnd?: () => void): void {
    this.#port.hear(source && this.#tapped(source), onEnd);
  }

  /** What the party hears, frame by frame, until the signal is aborted; nothing while it hears silence. */
  overhear(onFrame: (frame: Int16Array) => void, signal: AbortSignal): void {
    if (signal.aborted) return;
    this.#taps.add(onFrame);
    signal.addEventListener('abort', () => this.#taps.delete(onFrame), { once: true });
  }

  #tapped(source: AudioSource): AudioSource {
    return {
      pull: () => {
        const frame = source.pull();
        if (frame) for (const tap of this.#taps) tap(frame);
        return frame;
      },
    };
  }
}
