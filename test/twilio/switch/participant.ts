import type { Method } from '#test/twilio/account/resources.ts';
import type { Instruction } from '#test/twilio/twiml/verb.ts';
import type { Coming } from './arrivals.ts';
import type { Call } from './call.ts';
import type { Conference } from './conference.ts';
import type { ConferenceSubscription } from './conference-events.ts';
import type { RecordingPlan } from './dial-recording.ts';
import type { Ear } from './playing.ts';
import type { Seat } from './room.ts';

/** What somebody hears who waits or is on hold: Twilio's own music, nothing, or what a URL says. */
export type WaitSound = 'music' | 'silence' | { url: string; method: Method };

/**
 * Runs documents on the leg, which may only speak and play; rejects with a Fault, or with the signal's reason. `again`: until it is
 * aborted; `ear`: who hears it, if not the leg.
 */
export type LegDocuments = (
  first: Instruction,
  signal: AbortSignal,
  how: { again: boolean; ear?: Ear },
) => Promise<void>;

/** How a leg takes part in a conference. */
export interface ParticipantSetup {
  call: Call;
  /** Unique among the participants; null: none. */
  label: string | null;
  muted: boolean;
  beepOnEnter: boolean;
  beepOnExit: boolean;
  startOnEnter: boolean;
  endOnExit: boolean;
  /** Who alone hears this leg; null: it coaches nobody. */
  coaches: Participant | null;
  wait: WaitSound;
  /** Where the conference's events go: counts only for the first who joins. */
  subscription: ConferenceSubscription | undefined;
  /** Counts for the first who asks for it: what is recorded of the conference. */
  recording: Pick<RecordingPlan, 'trim' | 'subscription'> | null;
  documents: LegDocuments;
  /** Writes a Fault into the call's report. */
  report(error: unknown): void;
}

const LONGEST_LABEL = 128;

/** A label stands in a path in place of a CallSid, whose letters are small (docs/api/errors/16023). */
export const isLabel = (text: string): boolean =>
  text.length <= LONGEST_LABEL && !/^CA[0-9a-f]{32}$|\/|%2[fF]/.test(text);

/** Something else is to be heard. */
class SomethingElse extends Error {}

/** A leg in a conference: what it hears, and who hears it. */
export class Participant {
  readonly call: Call;
  readonly conference: Conference;
  readonly label: string | null;
  readonly startOnEnter: boolean;
  readonly joinedAt: Date;
  updatedAt: Date;
  endOnExit: boolean;
  beepOnExit: boolean;
  coaches: Participant | null;
  muted: boolean;
  hold: WaitSound | null = null;
  wait: WaitSound;
  readonly #setup: ParticipantSetup;
  readonly #seat: Seat | null;
  readonly #left = Promise.withResolvers<'answered' | 'failed'>();
  #heard = new AbortController();
  #announcing = 0;

  constructor(setup: ParticipantSetup, conference: Conference, seat: Seat | null, now: Date) {
    this.call = setup.call;
    this.conference = conference;
    this.label = setup.label;
    this.startOnEnter = setup.startOnEnter;
    this.endOnExit = setup.endOnExit;
    this.beepOnExit = setup.beepOnExit;
    this.coaches = setup.coaches;
    this.muted = setup.muted;
    this.wait = setup.wait;
    this.joinedAt = now;
    this.updatedAt = now;
    this.#setup = setup;
    this.#seat = seat;
  }

  get seat(): Seat | null {
    return this.#seat;
  }

  get documents(): LegDocuments {
    return this.#setup.documents;
  }

  report(error: unknown): void {
    this.#setup.report(error);
  }

  /** Resolves when the leg is out of the conference; `failed`: what it was to hear could not be had. */
  get left(): Promise<'answered' | 'failed'> {
    return this.#left.promise;
  }

  /** Brings what is heard in line with what is so now. */
  refresh(): void {
    this.refreshVoice();
    if (this.#announcing === 0) this.#listen();
  }

  /** Brings in line who hears the leg. */
  refreshVoice(): void {
    if (!this.#seat) return;
    this.#seat.muted = this.muted || this.hold !== null || !this.conference.hasStarted;
    this.#seat.onlyTo = this.coaches?.seat ?? null;
  }

  /** Says something to this leg alone; rejects with a Fault when it can't be had. */
  async announce(instruction: Instruction): Promise<void> {
    const signal = this.#somethingElse();
    this.#announcing++;
    try {
      await this.#setup.documents(instruction, signal, { again: false });
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      this.#announcing--;
      if (!signal.aborted) this.refresh();
    }
  }

  /** Out of the conference; `failed` when it never came to be. */
  leave(how: 'answered' | 'failed'): void {
    this.#heard.abort(new SomethingElse());
    this.#seat?.leave();
    this.call.hear(null);
    this.#left.resolve(how);
  }

  #somethingElse(): AbortSignal {
    this.#heard.abort(new SomethingElse());
    this.#heard = new AbortController();
    return AbortSignal.any([this.#heard.signal, this.call.life]);
  }

  #listen(): void {
    const sound = this.hold ?? (this.conference.hasStarted ? 'the others' : this.wait);
    const signal = this.#somethingElse();
    if (sound === 'the others') {
      this.#seat?.listen();
      return;
    }
    this.call.hear(sound === 'music' ? this.conference.music() : null);
    if (typeof sound === 'object') void this.#run(sound, signal);
  }

  async #run({ url, method }: { url: string; method: Method }, signal: AbortSignal): Promise<void> {
    const parameters = { ConferenceSid: this.conference.sid };
    const isOnHold = this.hold !== null;
    try {
      await this.#setup.documents({ from: 'url', kind: 'wait', url, method, parameters }, signal, { again: true });
    } catch (error) {
      if (signal.aborted) return;
      this.conference.soundFailed(this, isOnHold, error);
    }
  }
}

/** What a conference's event says of a participant. */
export function aboutParticipant(participant: Participant): Record<string, string> {
  const { hold, coaches } = participant;
  return aboutOne({ ...participant, isOnHold: hold !== null, coach: coaches?.call.sid ?? null });
}

/** What it says of who was rung into the conference and is not there. */
export const aboutComing = (coming: Coming): Record<string, string> => aboutOne({ ...coming, isOnHold: false });

type One = Pick<Coming, 'call' | 'muted' | 'coach' | 'endOnExit' | 'startOnEnter' | 'label'> & { isOnHold: boolean };

function aboutOne({ call, muted, isOnHold, coach, endOnExit, startOnEnter, label }: One): Record<string, string> {
  return {
    CallSid: call.sid,
    Muted: String(muted),
    Hold: String(isOnHold),
    Coaching: String(coach !== null),
    ...(coach ? { CallSidToCoach: coach } : {}),
    EndConferenceOnExit: String(endOnExit),
    StartConferenceOnEnter: String(startOnEnter),
    ...(label ? { ParticipantLabel: label } : {}),
  };
}
