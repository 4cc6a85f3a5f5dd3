/** Frames held back before the first is played: packets of the network come in bunches. 40 ms. */
const HELD_BACK = 2;
/** More than this (160 ms) is delay that nobody needs: the oldest are dropped down to `HELD_BACK`. */
const MOST = 8;

/** Evens out frames that come at their sender's pace for a reader that pulls at ours. */
export class JitterQueue {
  #frames: Int16Array[] = [];
  #playing = false;

  push(frame: Int16Array): void {
    this.#frames.push(frame);
    if (this.#frames.length > MOST) this.#frames.splice(0, this.#frames.length - HELD_BACK);
  }

  /** The next frame, or null when none is due: too few so far, or it ran dry. */
  pop(): Int16Array | null {
    if (!this.#playing && this.#frames.length < HELD_BACK) return null;
    const frame = this.#frames.shift() ?? null;
    this.#playing = frame !== null;
    return frame;
  }
}
