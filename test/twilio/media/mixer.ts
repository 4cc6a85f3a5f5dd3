import { type AudioPort, type AudioSource, FRAME_SAMPLES } from '#test/twilio/party.ts';
import type { Room, Seat } from '#test/twilio/switch/room.ts';
import { SILENT_FRAME } from './audio-source.ts';
import { JitterQueue } from './jitter-queue.ts';
import { type Pacer, realTimePacer } from './pacer.ts';
import { isLoud } from './tape.ts';

interface Member {
  queue: JitterQueue;
  /** What this member says in the present tick, to whomever; null is nothing. */
  frame: Int16Array | null;
  seat: Seat;
  /** Told when the member begins and ceases to speak. */
  onVoice: ((speaks: boolean) => void) | undefined;
  /** Silent frames since the last loud one; null: does not speak. */
  quietFrames: number | null;
}

/** A pause this long ends what is said: half a second. */
const PAUSE_FRAMES = 25;

/** A sound that is played into the mix. */
interface Insert {
  source: AudioSource;
  /** Who does not hear it. */
  except: Seat | undefined;
  onEnd: (() => void) | undefined;
  frame: Int16Array | null;
}

/**
 * Lets ports hear each other: each hears the sum of all the others, clipped. Two members are a plain bridge, more are a conference.
 * It has no timer of its own: the mix of a tick is made when the first member pulls it, so a bridge to which nobody listens costs next to nothing.
 */
export class Mixer implements Pick<Room, 'join' | 'play'> {
  #pacer: Pacer;
  #members = new Set<Member>();
  #inserts = new Set<Insert>();
  #sum = new Int32Array(FRAME_SAMPLES);
  /** How many voices and sounds the sum is made of. */
  #parts = 0;
  #mixedTick = -1;

  constructor(pacer: Pacer = realTimePacer) {
    this.#pacer = pacer;
  }

  get size(): number {
    return this.#members.size;
  }

  /** Adds a port; it hears the mix from now on. `wrap` may put a tap on what it hears. */
  join(
    port: AudioPort,
    options: {
      muted?: boolean;
      wrap?: (source: AudioSource) => AudioSource;
      onVoice?: (speaks: boolean) => void;
    } = {},
  ): Seat {
    const gone = new AbortController();
    // A source that has ended falls silent by itself, and never takes away what the port was given to hear meanwhile.
    const mix = { pull: () => (gone.signal.aborted ? null : this.#others(member)) };
    const source = options.wrap ? options.wrap(mix) : mix;
    const seat: Seat = {
      muted: options.muted ?? false,
      onlyTo: null,
      listen: () => port.hear(source),
      leave: () => {
        gone.abort();
        this.#members.delete(member);
      },
    };
    const member: Member = {
      queue: new JitterQueue(),
      frame: null,
      seat,
      onVoice: options.onVoice,
      quietFrames: null,
    };
    this.#members.add(member);
    port.listen((frame) => member.queue.push(frame), gone.signal);
    seat.listen();
    return seat;
  }

  play(source: AudioSource, { except, onEnd }: { except?: Seat; onEnd?: () => void } = {}): { stop(): void } {
    const insert: Insert = { source, except, onEnd, frame: null };
    this.#inserts.add(insert);
    return { stop: () => void this.#inserts.delete(insert) };
  }

  /** All that is said to everybody, in this tick. */
  whole(): Int16Array {
    this.#mix();
    return this.#parts === 0 ? SILENT_FRAME : clipped(this.#sum, [], []);
  }

  #others(listener: Member): Int16Array {
    this.#mix();
    const notForHer: Int16Array[] = listener.frame && !listener.seat.onlyTo ? [listener.frame] : [];
    for (const { except, frame } of this.#inserts) if (frame && except === listener.seat) notForHer.push(frame);
    const onlyForHer: Int16Array[] = [];
    for (const { frame, seat } of this.#members) {
      if (frame && seat.onlyTo === listener.seat) onlyForHer.push(frame);
    }
    if (this.#parts === notForHer.length && onlyForHer.length === 0) return SILENT_FRAME;
    return clipped(this.#sum, notForHer, onlyForHer);
  }

  #mix(): void {
    if (this.#mixedTick === this.#pacer.tick) return;
    this.#mixedTick = this.#pacer.tick;
    this.#sum.fill(0);
    this.#parts = 0;
    for (const member of this.#members) {
      const said = member.queue.pop();
      member.frame = member.seat.muted ? null : said;
      if (member.frame && !member.seat.onlyTo) this.#add(member.frame);
      if (member.onVoice) noticeVoice(member, member.onVoice);
    }
    for (const insert of this.#inserts) {
      insert.frame = insert.source.pull();
      if (insert.frame) {
        this.#add(insert.frame);
        continue;
      }
      this.#inserts.delete(insert);
      // Not within the pacer's tick: the other ports have frames due.
      if (insert.onEnd) queueMicrotask(insert.onEnd);
    }
  }

  #add(frame: Int16Array): void {
    this.#parts++;
    for (let i = 0; i < FRAME_SAMPLES; i++) this.#sum[i] = (this.#sum[i] ?? 0) + (frame[i] ?? 0);
  }
}

/** Who is muted does not speak. */
function noticeVoice(member: Member, onVoice: (speaks: boolean) => void): void {
  const before = member.quietFrames;
  if (member.frame && isLoud({ said: member.frame })) member.quietFrames = 0;
  else if (before !== null) member.quietFrames = before < PAUSE_FRAMES ? before + 1 : null;
  const speaks = member.quietFrames !== null;
  if (speaks !== (before !== null)) queueMicrotask(() => onVoice(speaks));
}

function clipped(sum: Int32Array, without: readonly Int16Array[], and: readonly Int16Array[]): Int16Array {
  const mixed = new Int16Array(FRAME_SAMPLES);
  for (let i = 0; i < FRAME_SAMPLES; i++) {
    let sample = sum[i] ?? 0;
    for (const frame of without) sample -= frame[i] ?? 0;
    for (const frame of and) sample += frame[i] ?? 0;
    mixed[i] = Math.max(-32768, Math.min(32767, sample));
  }
  return mixed;
}
