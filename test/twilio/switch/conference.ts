import type { Clock } from '#shared/time.ts';
import type { Account } from '#test/twilio/account/account.ts';
import type { Resource } from '#test/twilio/account/resources.ts';
import type { AudioSource } from '#test/twilio/party.ts';
import type { Recordings } from '#test/twilio/recording/recordings.ts';
import { newSid } from '#test/twilio/sid.ts';
import type { Instruction } from '#test/twilio/twiml/verb.ts';
import type { Webhooks } from '#test/twilio/webhook/webhooks.ts';
import { Arrivals, type Coming } from './arrivals.ts';
import type { Call } from './call.ts';
import { aboutEnding, aboutLeaving, type HowLeft, type ReasonEnded } from './conference-ending.ts';
import { type ConferenceEvent, ConferenceEvents } from './conference-events.ts';
import { ConferenceRecording } from './conference-recording.ts';
import { aboutComing, aboutParticipant, Participant, type ParticipantSetup } from './participant.ts';
import type { Sound } from './sound.ts';

export interface ConferenceParts {
  account: Account;
  clock: Clock;
  webhooks: Webhooks;
  sound: Sound;
  recordings: Recordings;
}

/**
 * ```
 * init ─► in-progress ─► completed
 *   └───────────────────────▲
 * ```
 * It starts when two are there and one of them was to start it; it ends when the last has left, when somebody leaves who was to end it, or
 * by REST (docs/voice/twiml/conference, docs/voice/api/conference-resource).
 */
export class Conference implements Resource {
  readonly sid = newSid('CF');
  readonly friendlyName: string;
  readonly createdAt: Date;
  updatedAt: Date;
  status: 'init' | 'in-progress' | 'completed' = 'init';
  ended: { reason: ReasonEnded; callSid: string | null } | null = null;
  /** Of the participant who came first: recordings and events of the conference as a whole belong to that call. */
  firstCall: Call | null = null;
  readonly #parts: ConferenceParts;
  readonly #participants: Participant[] = [];
  /** Legs that are still rung into the conference. */
  readonly #arrivals: Arrivals;
  readonly #room;
  readonly #events: ConferenceEvents;
  #recording: ConferenceRecording | null = null;
  readonly #life = new AbortController();

  constructor(friendlyName: string, parts: ConferenceParts) {
    this.friendlyName = friendlyName;
    this.#parts = parts;
    this.createdAt = parts.clock.now();
    this.updatedAt = this.createdAt;
    this.#room = parts.sound.room();
    this.#arrivals = new Arrivals(
      () => this.#room.play(parts.sound.ringback()),
      (coming) => this.#neverCame(coming),
    );
    const about = { AccountSid: parts.account.accountSid, ConferenceSid: this.sid, FriendlyName: friendlyName };
    this.#events = new ConferenceEvents(about, parts);
  }

  get hasStarted(): boolean {
    return this.status === 'in-progress';
  }

  get participants(): readonly Participant[] {
    return this.#participants;
  }

  get events(): ConferenceEvents {
    return this.#events;
  }

  participantAt(callSidOrLabel: string): Participant | undefined {
    return this.#participants.find(({ call, label }) => call.sid === callSidOrLabel || label === callSidOrLabel);
  }

  /** Whether another than this call has the label, be it one that is still rung; null: any call. */
  isLabelTaken(label: string, except: Call | null): boolean {
    return [...this.#participants, ...this.coming].some((one) => one.label === label && one.call !== except);
  }

  music(): AudioSource {
    return this.#parts.sound.holdMusic();
  }

  /** The conference stays while somebody may still come. */
  expect(coming: Coming): void {
    this.#arrivals.expect(coming);
  }

  /** Who is rung, or has answered and is not in the conference yet. */
  get coming(): readonly Coming[] {
    return this.#arrivals.list();
  }

  join(setup: ParticipantSetup): Participant {
    const { call } = setup;
    if (!this.firstCall) {
      this.firstCall = call;
      this.#events.subscribe(setup.subscription);
    }
    this.#arrivals.arrived(call);
    const tellVoice = (speaks: boolean) => {
      if (this.participants.includes(participant)) {
        this.#tellAbout(speaks ? 'participant-speech-start' : 'participant-speech-stop', participant);
      }
    };
    const voice = this.#events.wantsSpeech ? { onVoice: tellVoice } : {};
    const seat = call.audio ? this.#room.join(call.audio, voice) : null;
    const participant = new Participant(setup, this, seat, this.#parts.clock.now());
    this.#participants.push(participant);
    if (setup.recording) {
      this.#recording ??= new ConferenceRecording(setup.recording, this, this.#room, this.#parts);
    }
    this.#tellAbout('participant-join', participant);
    if (setup.beepOnEnter && this.hasStarted) this.#beep(participant);
    if (this.status === 'init' && this.#participants.length > 1 && this.#participants.some((one) => one.startOnEnter)) {
      this.#start();
    } else participant.refresh();
    return participant;
  }

  /** Somebody is out of the conference: by hanging up or going on to something else, or by REST (`moved` with the call, `kicked`). */
  leave(participant: Participant, how: 'left' | 'moved' | 'kicked' | 'failed'): void {
    if (!this.#remove(participant, how)) return;
    const { call, endOnExit } = participant;
    const isKicked = how === 'kicked';
    if (endOnExit) {
      const reason = isKicked ? 'kicked' : 'left';
      this.#end(`participant-with-end-conference-on-exit-${reason}`, call.sid, participant.label);
    } else this.#endWhenEmpty(call, isKicked ? 'last-participant-kicked' : 'last-participant-left');
    if (this.hasStarted && participant.beepOnExit) this.#beep();
  }

  /** Ended by REST: everybody is hung up (docs/voice/api/conference-resource, Status). */
  endByRest(): void {
    const calls = [...this.#participants, ...this.coming].map(({ call }) => call);
    this.#end('conference-ended-via-api', null, null);
    for (const call of calls) call.finish(call.answeredAt ? 'completed' : 'canceled');
  }

  /** Something about a participant was changed by REST. */
  changed(participant: Participant, event: ConferenceEvent): void {
    participant.updatedAt = this.#parts.clock.now();
    this.updatedAt = participant.updatedAt;
    this.#tellAbout(event, participant);
  }

  /** An announcement has been made, to one or (null) to all, or it failed. */
  announced(participant: Participant | null, about: Record<string, string>): void {
    const event = 'ReasonAnnouncementFailed' in about ? 'announcement-fail' : 'announcement-end';
    const subject = participant?.call ?? this.firstCall;
    if (subject) this.#events.tell(event, subject, { ...(participant ? { CallSid: subject.sid } : {}), ...about });
  }

  /** The waitUrl or holdUrl of somebody could not be had or run: who waits is not in the conference then (cases H28). */
  soundFailed(participant: Participant, isOnHold: boolean, error: unknown): void {
    participant.report(error);
    if (!isOnHold) this.leave(participant, 'failed');
  }

  /** Says something to everybody; rejects with a Fault when it can't be had. */
  async announce(instruction: Instruction): Promise<void> {
    const [speaker] = this.#participants;
    if (!speaker) return;
    let playing: { stop(): void } | null = null;
    const hear = (source: AudioSource | null, onEnd?: () => void) => {
      playing?.stop();
      playing = source && this.#room.play(source, onEnd ? { onEnd } : {});
    };
    try {
      await speaker.documents(instruction, this.#life.signal, { again: false, ear: { hear } });
    } catch (error) {
      if (!this.#life.signal.aborted) throw error;
    }
  }

  #start(): void {
    this.status = 'in-progress';
    this.updatedAt = this.#parts.clock.now();
    for (const participant of this.#participants) participant.refresh();
    if (this.firstCall) this.#events.tell('conference-start', this.firstCall, {});
    this.#recording?.start();
  }

  #remove(participant: Participant, how: HowLeft): boolean {
    const at = this.#participants.indexOf(participant);
    if (at < 0) return false;
    this.#participants.splice(at, 1);
    participant.leave(how === 'failed' ? 'failed' : 'answered');
    this.#tellAbout('participant-leave', participant, aboutLeaving(participant.call, how));
    return true;
  }

  /** Who was rung into the conference did not answer, or could not come in. */
  #neverCame(coming: Coming): void {
    const { call } = coming;
    if (this.status === 'completed') return;
    this.#events.tell('participant-leave', call, { ...aboutComing(coming), ...aboutLeaving(call, 'failed') });
    this.#endWhenEmpty(call, 'last-participant-left');
  }

  #endWhenEmpty(call: Call, reason: ReasonEnded): void {
    if (this.#participants.length === 0 && this.coming.length === 0) this.#end(reason, call.sid, null);
  }

  #end(reason: ReasonEnded, callSid: string | null, label: string | null): void {
    if (this.status === 'completed') return;
    this.status = 'completed';
    this.updatedAt = this.#parts.clock.now();
    this.ended = { reason, callSid };
    const how = reason === 'conference-ended-via-api' ? 'ended-by-rest' : 'ended';
    for (const participant of [...this.#participants]) this.#remove(participant, how);
    this.#recording?.end();
    this.#life.abort(new Error('the conference has ended'));
    if (!this.firstCall) return;
    this.#events.tell('conference-end', this.firstCall, aboutEnding(reason, callSid, label));
  }

  #beep(except?: Participant): void {
    this.#room.play(this.#parts.sound.beep(), except?.seat ? { except: except.seat } : {});
  }

  #tellAbout(event: ConferenceEvent, participant: Participant, more: Record<string, string> = {}): void {
    this.#events.tell(event, participant.call, { ...aboutParticipant(participant), ...more });
  }
}
