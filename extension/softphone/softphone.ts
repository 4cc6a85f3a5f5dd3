import type { ServerClient } from '#extension/companion/server-client.ts';
import type { Boot, Session } from '#extension/wire/internal.ts';
import type { Settings } from '#extension/wire/settings.ts';
import type { Line, SoftphoneSnapshot } from '#extension/wire/snapshots.ts';
import type { CallId } from '#shared/ids.ts';
import type { Problem } from '#shared/problem.ts';
import { ownProblem } from '#shared/problem.ts';
import { failed } from '#shared/result.ts';
import { CallDesk, type CallDeskParts } from './call-desk.ts';
import type { LegQuality } from './call-quality.ts';
import { isOnCall } from './call-state.ts';
import { LineKeeper } from './line-keeper.ts';
import { lineView } from './line-view.ts';
import { type MicrophoneWatch, microphoneProblem } from './microphone.ts';
import { missingSound } from './missing-sound.ts';
import type { Phone, PhoneEvents } from './phone.ts';
import type { Ringer } from './ringer.ts';
import { ServerLink, type ServerLinkParts } from './server-link.ts';
import { softphoneSnapshot } from './softphone-snapshot.ts';
import { watchWaking } from './wake-watch.ts';
import { WrapUpPause } from './wrap-up-pause.ts';

export interface SoftphoneParts extends Pick<ServerLinkParts, 'clock' | 'random' | 'network' | 'openSocket' | 'fetch'> {
  /** A new one at each call; default: 128 random bits. */
  newCallId?: () => CallId;
  phone(events: PhoneEvents): Phone;
  ringer: Pick<Ringer, 'use' | 'ring'>;
  /** The soft beep of a second call, where she hears the first. */
  beeper: Pick<Ringer, 'use' | 'ring'>;
  /** Asks the server something of a running call. */
  control: CallDeskParts['control'];
  microphone(changed: () => void): Pick<MicrophoneWatch, 'state' | 'look' | 'has'>;
  publish(snapshot: SoftphoneSnapshot): void;
  /** How a leg of a call was heard until now. */
  measured(callId: CallId, quality: LegQuality & { leg: string }): void;
  /** The server no longer knows the session of this token: it is forgotten for good. */
  sessionEnded(token: string): void;
}

/**
 * The agent's softphone: one line, one call, one server. It lives as long as the browser; pages, popups and the background come and
 * go around it. Everything it knows is in the snapshot, which is published at each change.
 */
export class Softphone {
  readonly phone: Phone;
  readonly desk: CallDesk;
  readonly microphone: Pick<MicrophoneWatch, 'state' | 'look' | 'has'>;
  readonly newCallId: SoftphoneParts['newCallId'];
  readonly #line: LineKeeper;
  readonly #pause: WrapUpPause;
  readonly #parts: SoftphoneParts;
  #session: Session | null = null;
  #settings: Settings | null = null;
  #link: ServerLink | null = null;
  #sessionProblem: Problem | null = null;
  #since: string;
  #toldDevice = '';
  #publishing = false;

  constructor(parts: SoftphoneParts) {
    this.#parts = parts;
    const { clock, random } = parts;
    this.newCallId = parts.newCallId;
    this.#since = clock.now().toISOString();
    this.phone = parts.phone({
      registered: (registered) => this.#line.registered(registered),
      tokenEnds: () => void this.#line.renew(),
      invited: (invite) => this.desk.happened({ type: 'invited', line: null, ...invite }),
      news: (news) => this.desk.happened(news),
      measured: (leg, sid, quality) => {
        const callId = this.desk.callOf(leg);
        if (callId && (this.me?.contractMinor ?? 0) >= 4) parts.measured(callId, { leg: sid, ...quality });
      },
    });
    const server = () => this.server;
    const { control } = parts;
    this.desk = new CallDesk({ phone: this.phone, clock, server, control, changed: () => this.#changed() });
    this.#line = new LineKeeper({
      ...{ phone: this.phone, clock, random, server },
      onCall: () => isOnCall(this.desk.view),
      changed: () => this.#changed(),
    });
    this.#pause = new WrapUpPause(clock, () => this.#changed());
    watchWaking(clock, () => this.#woke());
    this.microphone = parts.microphone(() => {
      // A ringer that was unplugged is silent until it is told anew where to ring.
      if (this.#settings) this.#useSounds(this.#settings);
      this.#changed();
    });
  }

  /** The server of the session; without one, every question is answered with `signed-out`. */
  get server(): ServerClient {
    return this.#link?.client ?? SIGNED_OUT;
  }

  get me() {
    return this.#link?.me ?? null;
  }

  /** Who to speak for and how to sound; always answered with a snapshot, for whoever has just begun to watch. */
  configure({ session, settings }: Boot): void {
    this.#use(settings);
    const same = session?.token === this.#session?.token && session?.origin === this.#session?.origin;
    if (!same) this.#speakFor(session, null);
    this.#changed();
  }

  /** Tries again whatever is wrong. */
  async retry(): Promise<void> {
    this.#link?.retry();
    this.#line.retry();
    await this.microphone.look();
  }

  /** Asks the server anew, and has Twilio hear of her: a dead connection is found by being used. */
  #woke(): void {
    this.#link?.refresh();
    this.#line.retry();
    void this.#line.renew();
  }

  #use(settings: Settings): void {
    this.#settings = settings;
    this.phone.useDevices(settings);
    this.#useSounds(settings);
  }

  #useSounds(settings: Settings): void {
    this.#parts.ringer.use(settings);
    this.#parts.beeper.use({ ringerId: settings.speakerId, ringerVolume: BEEP_VOLUME });
  }

  #speakFor(session: Session | null, why: Problem | null): void {
    this.#link?.close();
    this.#session = session;
    this.#sessionProblem = why;
    this.#since = this.#parts.clock.now().toISOString();
    if (session === null) {
      this.#link = null;
      return;
    }
    this.#link = new ServerLink({
      ...this.#parts,
      session,
      device: () => this.#device(),
      changed: () => this.#changed(),
      calls: (calls) => this.desk.happened({ type: 'calls', calls }),
      told: () => void this.#line.renew(),
      ended: (problem) => {
        this.#speakFor(null, problem);
        this.#parts.sessionEnded(session.token);
        this.#changed();
      },
    });
  }

  /** Reachable only when a call could be answered, too. */
  #device(): { registered: boolean; onCall: boolean; wrappingUp: boolean } {
    const registered = this.#line.line.state === 'open' && microphoneProblem(this.microphone.state) === null;
    const { view } = this.desk;
    // A call that the server has not allowed yet is none to it: said earlier, it would refuse it as a second one.
    const begun = view?.state !== 'dialling' || this.desk.isKnownToServer;
    return { registered, onCall: isOnCall(view) && begun, wrappingUp: this.#pause.on };
  }

  /** Brings everything that follows from the state in line with it: line, ringing, what the server knows, and the snapshot. */
  #changed(): void {
    // Another connection of the same agent is the one that rings: this one lets go once it is idle.
    const replaced = this.#link?.problem?.code === 'replaced-elsewhere';
    this.#line.want(this.me?.twilioConnected === true && !replaced);
    this.#line.settle();
    const { view, second } = this.desk;
    for (const one of [second, view]) this.#pause.see(one, this.me?.wrapUp?.seconds ?? 0);
    this.#parts.ringer.ring(view?.state === 'ringing');
    this.#parts.beeper.ring(second?.state === 'ringing');
    const device = JSON.stringify(this.#device());
    if (device !== this.#toldDevice) {
      this.#toldDevice = device;
      this.#link?.tellDevice();
    }
    if (this.#publishing) return;
    this.#publishing = true;
    queueMicrotask(() => {
      this.#publishing = false;
      this.#parts.publish(this.#snapshot());
    });
  }

  /** Whether calls can come and go now. */
  get line(): Line {
    return lineView({
      signedIn: this.#link !== null,
      sessionProblem: this.#sessionProblem,
      serverProblem: this.#link?.problem ?? null,
      ...{ me: this.me, microphone: this.microphone.state, line: this.#line.line, since: this.#since },
      missing: this.#settings && missingSound(this.#settings, (id) => this.microphone.has(id)),
    });
  }

  /** Until when she notes a call and is not rung; null: she is. */
  pauseUntil(until: Date | null): void {
    this.#pause.set(until);
    this.#changed();
  }

  #snapshot(): SoftphoneSnapshot {
    const { view: call, second } = this.desk;
    return softphoneSnapshot({
      ...{ line: this.line, link: this.#link, agent: this.#session?.agent ?? null, call, second },
      ...{ microphone: this.microphone.state, wrappingUp: this.#pause.on, now: this.#parts.clock.now() },
    });
  }
}

/** Heard beside a voice. */
const BEEP_VOLUME = 0.25;

const SIGNED_OUT: ServerClient = {
  call: async () => failed(ownProblem('signed-out')),
};
