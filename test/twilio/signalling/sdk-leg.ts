import { randomUUID } from 'node:crypto';
import type { Clock } from '#shared/time.ts';
import { MovableAudio } from '#test/twilio/media/movable-audio.ts';
import { PendingEvents } from '#test/twilio/media/pending-events.ts';
import type { Path } from '#test/twilio/media/rtp-sender.ts';
import { WebRtcPeer } from '#test/twilio/media/webrtc-peer.ts';
import type { Invite, Party, PartyEvents } from '#test/twilio/party.ts';
import type { CallMessage, ServerMessageType } from './message.schema.ts';
import type { SdkLegs } from './sdk-legs.ts';
import { type SignallingErrorCode, signallingError } from './signalling-error.ts';
import type { Log } from './wire.ts';

/** One signalling connection, as a leg sees it. */
export interface LegConnection {
  readonly identity: string;
  /** How long the SDK wants its calls kept when this connection is lost: whole seconds, 0–30 (its `maxCallSignalingTimeoutMs`). */
  readonly reconnectTimeoutSeconds: number;
  /** Whether it was sent. */
  send(type: ServerMessageType, payload: object): boolean;
}

export interface LegWorld {
  legs: SdkLegs;
  clock: Clock;
  log: Log;
  accountSid: string;
  /** Longest wait for a lost client, whatever it asks for. */
  longestLostSeconds: number;
  /** From here to every browser. */
  path: Readonly<Path>;
}

const LONGEST_CONTENT = 10 * 1024;

/**
 * A browser's part in one call: what outgoing and incoming calls have in common. Its signalling can be lost and come back (`lost`, `rejoin`), move to another
 * Device of the same identity (`rejoin` with the SDP of another page), and its media can restart.
 */
export abstract class SdkLeg implements Party {
  readonly kind = 'sdk';
  readonly address: string;
  readonly identity: string;
  readonly audio = new MovableAudio();
  /** Proves a claim on this leg when a client comes back. */
  readonly reconnectToken = randomUUID();
  protected readonly events = new PendingEvents();
  protected readonly world: LegWorld;
  /** Null while the signalling is lost. */
  protected connection: LegConnection | null;
  protected peer: WebRtcPeer | null = null;
  protected ended = false;
  #back = new AbortController();

  constructor(world: LegWorld, connection: LegConnection) {
    this.world = world;
    this.connection = connection;
    this.identity = connection.identity;
    this.address = `client:${connection.identity}`;
  }

  abstract readonly callSid: string;
  /** The sid under which the SDK knows the call now. */
  protected abstract readonly sidForClient: string;
  abstract ring(invite: Invite): void;
  abstract showRinging(callSid: string, earlyMedia: boolean): void;
  abstract answer(): void;
  abstract end(reason?: { code: number; message: string }): void;
  /** The client answered, rejected or hung up. */
  protected abstract onDecision(message: Extract<CallMessage, { type: 'answer' | 'reject' | 'hangup' }>): void;
  /** The client is gone for good. */
  protected abstract onGone(): void;
  /** Another page of the same identity has taken the call over and is answered. */
  protected abstract onTakenOver(from: LegConnection | null): void;

  attach(events: PartyEvents): void {
    this.events.attach(events);
  }

  isOn(connection: LegConnection): boolean {
    return this.connection === connection;
  }

  get isLost(): boolean {
    return this.connection === null;
  }

  knows(sid: string): boolean {
    return sid === this.callSid || sid === this.sidForClient;
  }

  /** A message of the client about this call. A client that was lost is back with it. */
  receive(message: CallMessage, connection: LegConnection): void {
    this.#back.abort();
    this.connection = connection;
    if (message.type === 'reinvite') this.#restartMedia(message.payload.sdp);
    else if (message.type === 'dtmf') this.press(message.payload.dtmf);
    else if (message.type === 'message') this.#acknowledge(message.payload);
    else this.onDecision(message);
  }

  /** The signalling connection is gone. Unless the client is back in the time it asked for, it has hung up. */
  lost(): void {
    const seconds = Math.min(this.connection?.reconnectTimeoutSeconds ?? 0, this.world.longestLostSeconds);
    this.connection = null;
    this.world.log('signalling: a call lost its signalling', { callSid: this.callSid, seconds });
    if (seconds === 0) {
      this.onGone();
      return;
    }
    this.#back = new AbortController();
    this.world.clock.after(seconds * 1000, () => this.onGone(), this.#back.signal);
  }

  /** The client is back, or (with the SDP of another peer connection) another Device takes the call over. */
  async rejoin(connection: LegConnection, sdp: string): Promise<void> {
    this.#back.abort();
    const before = this.connection;
    this.connection = connection;
    if (this.peer?.isWith(sdp)) {
      connection.send('answer', { callsid: this.callSid, reconnect: this.reconnectToken });
      return;
    }
    const peer = this.openPeer();
    const answer = await peer.answer(sdp);
    if (this.ended) return;
    connection.send('answer', { callsid: this.callSid, sdp: answer, reconnect: this.reconnectToken });
    this.onTakenOver(before === connection ? null : before);
  }

  /** A new media path; the old one is closed. */
  protected openPeer(): WebRtcPeer {
    this.closePeer();
    const peer = new WebRtcPeer(this.world.path);
    peer.onDigit((digit) => this.press(digit));
    this.peer = peer;
    this.audio.moveTo(peer);
    return peer;
  }

  protected closePeer(): void {
    const peer = this.peer;
    this.peer = null;
    if (!peer) return;
    this.audio.moveTo(null);
    peer.close().catch((error: unknown) => this.world.log('media: closing failed', { reason: String(error) }));
  }

  /** The leg is over: it is forgotten, and its media is closed. False when it was over before. */
  protected finish(): boolean {
    if (this.ended) return false;
    this.ended = true;
    this.#back.abort();
    this.closePeer();
    this.world.legs.remove(this);
    return true;
  }

  /** Keys pressed by the browser's person; `w` is a pause. */
  protected press(digits: string): void {
    for (const digit of digits) if (/^[0-9*#A-D]$/.test(digit)) this.events.digit(digit);
    this.audio.press(digits);
  }

  protected refuseClient(code: SignallingErrorCode): void {
    this.connection?.send('hangup', { callsid: this.sidForClient, error: signallingError(code) });
  }

  #restartMedia(sdp: string): void {
    const answered = this.peer?.answer(sdp);
    answered?.then(
      (answer) => {
        if (this.ended) return;
        this.connection?.send('answer', { callsid: this.callSid, sdp: answer, reconnect: this.reconnectToken });
      },
      (error: unknown) => this.world.log('media: restart refused', { callSid: this.callSid, reason: String(error) }),
    );
  }

  /** Call messages reach nobody behind the local Twilio (no subscription); they are checked and acknowledged as documented for `call.sendMessage`. */
  #acknowledge({
    callsid,
    voiceeventsid,
    content,
    messagetype,
  }: Extract<CallMessage, { type: 'message' }>['payload']): void {
    const length = Buffer.byteLength(JSON.stringify(content) ?? '');
    const code = messagetype !== 'user-defined-message' ? 31210 : length > LONGEST_CONTENT ? 31212 : undefined;
    if (code) this.connection?.send('error', { callsid, voiceeventsid, error: signallingError(code) });
    else this.connection?.send('ack', { acktype: 'message', callsid, voiceeventsid });
  }
}
