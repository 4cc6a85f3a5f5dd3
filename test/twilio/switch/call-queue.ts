import type { Clock } from '#shared/time.ts';
import type { Resource } from '#test/twilio/account/resources.ts';
import { newSid } from '#test/twilio/sid.ts';
import type { Call } from './call.ts';
import { QueueMember } from './queue-member.ts';

/** A queue of callers, first come first served; and the Dials that wait for the next of them (docs/voice/api/queue-resource). */
export class CallQueue implements Resource {
  readonly sid = newSid('QU');
  friendlyName: string;
  maxSize: number;
  readonly createdAt: Date;
  updatedAt: Date;
  readonly #clock: Clock;
  readonly #members: QueueMember[] = [];
  readonly #dialers: ((member: QueueMember) => void)[] = [];

  constructor(friendlyName: string, maxSize: number, clock: Clock) {
    this.friendlyName = friendlyName;
    this.maxSize = maxSize;
    this.#clock = clock;
    this.createdAt = clock.now();
    this.updatedAt = this.createdAt;
  }

  /** Who waits, the longest-waiting first. */
  get members(): readonly QueueMember[] {
    return this.#members;
  }

  get averageWaitSeconds(): number {
    const waits = this.#members.map((member) => member.waitedSeconds);
    return waits.length === 0 ? 0 : Math.round(waits.reduce((sum, seconds) => sum + seconds, 0) / waits.length);
  }

  /** Puts a call at the end of the queue, or hands it to the Dial that has waited for one; null when the queue is full. */
  enter(call: Call): QueueMember | null {
    if (this.#members.length >= this.maxSize) return null;
    const member = new QueueMember(call, this, this.#clock);
    this.#members.push(member);
    this.#match();
    return member;
  }

  /** 1 is the front; 0 for who is not in the queue any more. */
  positionOf(member: QueueMember): number {
    return this.#members.indexOf(member) + 1;
  }

  /** The member with this CallSid, or the one at the `Front`. */
  memberAt(callSid: string): QueueMember | undefined {
    return callSid === 'Front' ? this.#members[0] : this.#members.find(({ call }) => call.sid === callSid);
  }

  /** Takes a member out of the queue; false when somebody else was first. */
  remove(member: QueueMember): boolean {
    const at = this.#members.indexOf(member);
    if (at < 0) return false;
    this.#members.splice(at, 1);
    return true;
  }

  /** The next caller, as soon as there is one; Dials are served in the order of their coming. Rejects with the signal's reason. */
  next(signal: AbortSignal): Promise<QueueMember> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const give = (member: QueueMember) => {
        signal.removeEventListener('abort', giveUp);
        resolve(member);
      };
      const giveUp = () => {
        this.#dialers.splice(this.#dialers.indexOf(give), 1);
        reject(signal.reason);
      };
      signal.addEventListener('abort', giveUp, { once: true });
      this.#dialers.push(give);
      this.#match();
    });
  }

  #match(): void {
    const [member] = this.#members;
    if (!member) return;
    const give = this.#dialers.shift();
    if (!give) return;
    this.#members.shift();
    give(member);
    this.#match();
  }
}
