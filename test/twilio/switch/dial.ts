import type { Call } from './call.ts';
import type { FinalStatus } from './call-status.ts';
import { type Branch, type DialPlan, type DialResult, statusOf } from './dial-plan.ts';
import { DialRecording } from './dial-recording.ts';
import { fork } from './fork.ts';
import { hearOut, lengthOfDigits } from './playing.ts';
import type { Services } from './services.ts';

/** Rings the branches, bridges the first that answers, and says how it ended. `signal` ends it from the parent's side. */
export function dial(parent: Call, plan: DialPlan, services: Services, signal: AbortSignal): Promise<DialResult> {
  return new Promise((resolve) => new Dialling(parent, plan, services, signal, resolve).start());
}

class Dialling {
  readonly #parent: Call;
  readonly #plan: DialPlan;
  readonly #services: Services;
  readonly #signal: AbortSignal;
  readonly #resolve: (result: DialResult) => void;
  readonly #over = new AbortController();
  readonly #waiting: Branch[];
  readonly #legs = new Map<Call, Branch>();
  readonly #outcomes: { leg: Call; status: FinalStatus }[] = [];
  readonly #recording: DialRecording | null;
  #winner: Call | null = null;
  #ringbackPlays = false;
  #bridge: { leave(): void } | null = null;

  constructor(
    parent: Call,
    plan: DialPlan,
    services: Services,
    signal: AbortSignal,
    resolve: (result: DialResult) => void,
  ) {
    this.#parent = parent;
    this.#plan = plan;
    this.#services = services;
    this.#signal = signal;
    this.#resolve = resolve;
    this.#waiting = [...plan.branches];
    this.#recording = plan.recording && new DialRecording(parent, plan.recording, services);
  }

  start(): void {
    if (this.#signal.aborted) {
      this.#end('canceled', null);
      return;
    }
    this.#signal.addEventListener('abort', () => this.#abandoned(), { once: true, signal: this.#over.signal });
    this.#ringNext();
  }

  #ringNext(): void {
    const batch = this.#waiting.splice(0, this.#plan.sequential ? 1 : this.#waiting.length);
    if (batch.length === 0) {
      this.#nobodyAnswered();
      return;
    }
    const legs = batch.map((branch) => this.#newLeg(branch));
    this.#services.clock.after(this.#plan.ringMs, () => this.#ringsOut(legs), this.#over.signal);
    for (const leg of legs) this.#ring(leg);
  }

  #newLeg(branch: Branch): Call {
    const { from, to } = branch;
    const leg = this.#services.newCall(
      { direction: 'outbound-dial', from, to, parent: this.#parent, status: 'initiated' },
      branch.subscription,
    );
    this.#legs.set(leg, branch);
    leg.watch(
      {
        progressed: (status) => status === 'in-progress' && this.#answered(leg),
        ended: (status) => this.#legEnded(leg, status),
        redirected: () => this.#legTakenAway(leg),
      },
      this.#over.signal,
    );
    leg.progress('initiated');
    return leg;
  }

  #ring(leg: Call): void {
    const branch = this.#legs.get(leg);
    if (!branch || !leg.isLive || this.#winner) return;
    if (branch.impossible) {
      leg.finish('failed');
      return;
    }
    const { network } = this.#services;
    const parties = branch.kind === 'client' ? network.clients(branch.name) : [network.phone(branch.name)];
    if (parties.length === 0) {
      leg.finish('no-answer');
      return;
    }
    const party = fork(parties);
    leg.take(party);
    leg.progress('ringing');
    this.#parent.note({ what: 'rings', legSid: leg.sid, who: leg.to });
    this.#recording?.ringing();
    this.#letParentHearRinging();
    party.ring({ callSid: leg.sid, from: leg.from, to: leg.to, parameters: branch.parameters });
  }

  #letParentHearRinging(): void {
    if (this.#ringbackPlays) return;
    this.#ringbackPlays = true;
    this.#parent.showRinging();
    const ringback = this.#services.sound.ringback();
    this.#parent.hear(this.#recording?.recorder?.hearing(ringback) ?? ringback);
  }

  #ringsOut(legs: Call[]): void {
    if (this.#winner) return;
    for (const leg of legs) leg.finish('no-answer');
  }

  #answered(leg: Call): void {
    // Only one can come here: the others are ended in the same breath, and an ended leg answers no more.
    this.#winner = leg;
    this.#waiting.length = 0;
    this.#recording?.answered();
    leg.recording = this.#recording?.recording ?? null;
    this.#parent.note({ what: 'answered', legSid: leg.sid, who: leg.to });
    for (const other of this.#legs.keys()) if (other !== leg) other.finish('canceled');
    // What fails here is a bug of ours; the leg must not stay up because of it.
    this.#connect(leg).catch(() => leg.finish('failed'));
  }

  async #connect(leg: Call): Promise<void> {
    const branch = this.#legs.get(leg);
    const { sound, clock } = this.#services;
    if (branch?.sendDigits) {
      await hearOut(leg, sound.digits(branch.sendDigits), lengthOfDigits(branch.sendDigits), clock, leg.life).catch(
        () => {},
      );
    }
    if (branch?.whisper && leg.isLive) await this.#services.runWhisper(leg, branch.whisper);
    if (this.#over.signal.aborted || !leg.isLive) return;
    this.#talk(leg);
  }

  #talk(leg: Call): void {
    const parent = this.#parent;
    parent.answer();
    parent.hear(null);
    if (!parent.audio || !leg.audio) return;
    const recorder = this.#recording?.recorder ?? undefined;
    this.#bridge = this.#services.sound.bridge(parent.audio, leg.audio, recorder);
    parent.note({ what: 'bridged', legSid: leg.sid, who: leg.to });
    leg.note({ what: 'bridged', legSid: parent.sid, who: parent.address });
    this.#services.clock.after(this.#plan.talkMs, () => leg.finish('completed'), this.#over.signal);
    const onStar = (digit: string) => digit === '*' && this.#plan.hangupOnStar && leg.finish('completed');
    parent.watch({ digit: onStar }, this.#over.signal);
  }

  #legEnded(leg: Call, status: FinalStatus): void {
    this.#parent.note({ what: 'left', legSid: leg.sid, who: leg.to, status });
    if (leg === this.#winner) {
      this.#end('completed', leg);
      return;
    }
    this.#outcomes.push({ leg, status });
    if (!this.#winner && this.#outcomes.length === this.#legs.size) this.#ringNext();
  }

  /** REST gave the leg other TwiML: the Dial is over, the leg lives on (twilio-voice.md 2.2). */
  #legTakenAway(leg: Call): void {
    if (leg !== this.#winner) return;
    this.#legs.delete(leg);
    this.#end('completed', leg, null);
  }

  #nobodyAnswered(): void {
    const status = statusOf(this.#outcomes.map((outcome) => outcome.status));
    const last = this.#outcomes.filter((outcome) => outcome.status === status).at(-1);
    this.#end(status, last?.leg ?? null);
  }

  /** The caller hung up, or REST gave the parent other TwiML. */
  #abandoned(): void {
    const leg = this.#winner ?? [...this.#legs.keys()].at(-1) ?? null;
    this.#end(this.#winner ? 'completed' : 'canceled', leg);
  }

  #end(status: FinalStatus, leg: Call | null, talkedSeconds: number | null = leg?.durationSeconds ?? 0): void {
    if (this.#over.signal.aborted) return;
    this.#over.abort();
    const bridged = this.#bridge !== null;
    this.#bridge?.leave();
    this.#parent.hear(null);
    for (const other of this.#legs.keys()) this.#release(other);
    const recordingUrl = this.#recording?.end() ?? null;
    this.#resolve({ status, leg, bridged, talkedSeconds, recordingUrl });
  }

  #release(leg: Call): void {
    if (!leg.isLive) return;
    const status = leg.answeredAt ? 'completed' : 'canceled';
    leg.finish(status);
    this.#parent.note({ what: 'left', legSid: leg.sid, who: leg.to, status });
  }
}
