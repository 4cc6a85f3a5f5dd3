import { type AudioPort, type AudioSource, FRAME_SAMPLES } from '#test/twilio/party.ts';
import { SILENT_FRAME } from './audio-source.ts';
import { JitterQueue } from './jitter-queue.ts';
import { type Pacer, realTimePacer } from './pacer.ts';

/** A port's part in a mix. */
export interface Membership {
  /** While true the others don't hear this member. */
  muted: boolean;
  /** Leaves the mix: the others go on, this port hears silence until it is given something else to hear. */
  leave(): void;
}

interface Member {
  queue: JitterQueue;
  /** What this member says in the present tick. */
  frame: Int16Array | null;
  membership: Membership;
}

/**
 * Lets ports hear each other: each hears the sum of all the others, clipped. Two members are a plain bridge, more are a conference.
 * It has no timer of its own: the mix of a tick is made when the first member pulls it, so a bridge to which nobody listens costs next to nothing.
 */
export class Mixer {
  #pacer: Pacer;
  #members = new Set<Member>();
  #sum = new Int32Array(FRAME_SAMPLES);
  #speaking = 0;
  #mixedTick = -1;

  constructor(pacer: Pacer = realTimePacer) {
    this.#pacer = pacer;
  }

  get size(): number {
    return this.#members.size;
  }

  /** Adds a port; it hears the mix from now on. `wrap` may put a tap on what it hears. */
  join(port: AudioPort, options: { muted?: boolean; wrap?: (source: AudioSource) => AudioSource } = {}): Membership {
    const gone = new AbortController();
    const membership: Membership = {
      muted: options.muted ?? false,
      leave: () => {
        gone.abort();
        this.#members.delete(member);
      },
    };
    const member: Member = { queue: new JitterQueue(), frame: null, membership };
    this.#members.add(member);
    port.listen((frame) => member.queue.push(frame), gone.signal);
    // A source that has ended falls silent by itself, and never takes away what the port was given to hear meanwhile.
    const source = { pull: () => (gone.signal.aborted ? null : this.#others(member)) };
    port.hear(options.wrap ? options.wrap(source) : source);
    return membership;
  }

  #others(listener: Member): Int16Array {
    this.#mix();
    const own = listener.frame;
    if (this.#speaking === (own ? 1 : 0)) return SILENT_FRAME;
    const mixed = new Int16Array(FRAME_SAMPLES);
    for (let i = 0; i < FRAME_SAMPLES; i++) {
      const sample = (this.#sum[i] ?? 0) - (own?.[i] ?? 0);
      mixed[i] = Math.max(-32768, Math.min(32767, sample));
    }
    return mixed;
  }

  #mix(): void {
    if (this.#mixedTick === this.#pacer.tick) return;
    this.#mixedTick = this.#pacer.tick;
    this.#sum.fill(0);
    this.#speaking = 0;
    for (const member of this.#members) {
      const said = member.queue.pop();
      member.frame = member.membership.muted ? null : said;
      if (!member.frame) continue;
      this.#speaking++;
      for (let i = 0; i < FRAME_SAMPLES; i++) this.#sum[i] = (this.#sum[i] ?? 0) + (member.frame[i] ?? 0);
    }
  }
}
