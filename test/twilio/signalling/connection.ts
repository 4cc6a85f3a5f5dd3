import type { WebSocket } from 'ws';
import type { Clock } from '#shared/time.ts';
import { checkToken, type Grant } from './access-token.ts';
import { type ClientMessage, type InviteMessage, readMessage, type ServerMessageType } from './message.schema.ts';
import type { LegConnection } from './sdk-leg.ts';
import type { SdkLegs } from './sdk-legs.ts';
import type { TokenKeys } from './signalling.ts';
import { type SignallingErrorCode, signallingError } from './signalling-error.ts';
import { type Log, Wire } from './wire.ts';

export interface ConnectionWorld {
  legs: SdkLegs;
  keys: TokenKeys;
  clock: Clock;
  log: Log;
  heartbeatMs: number;
  /** Edge that the client asked for by the host name it connected to. */
  edge: string;
  onCall(connection: Connection, grant: Grant, invite: InviteMessage['payload']): void;
  onClose(connection: Connection): void;
}

/** The SDK asks for at most this much (pstream.ts, MAX_RECONNECT_TIMEOUT_ALLOWED). */
const LONGEST_RECONNECT_SECONDS = 30;
const REGION = 'US_EAST_VIRGINIA';

/** One Device's signalling connection: who it is, whether it is registered, and which messages of its are for whom. */
export class Connection implements LegConnection {
  readonly id: string;
  /** Since when it has been registered for incoming calls. */
  registeredSince: Date | undefined;
  reconnectTimeoutSeconds = 0;
  #world: ConnectionWorld;
  #wire: Wire;
  #grant: Grant | undefined;
  #expired = false;
  #tokenReplaced = new AbortController();

  constructor(id: string, socket: WebSocket, world: ConnectionWorld) {
    this.id = id;
    this.#world = world;
    this.#wire = new Wire(
      socket,
      { onFrame: (frame) => this.#receive(frame), onClose: () => this.#closed(), log: world.log },
      world.heartbeatMs,
    );
  }

  get identity(): string {
    return this.#grant?.identity ?? '';
  }

  send(type: ServerMessageType, payload: object = {}): boolean {
    return this.#wire.send(type, payload);
  }

  cut(): void {
    this.#wire.cut();
  }

  #receive(frame: string): void {
    const message = readMessage(frame);
    if (!message) {
      this.#world.log('signalling: not a message of the protocol', { connection: this.id, bytes: frame.length });
      this.#fail(31100);
      return;
    }
    switch (message.type) {
      case 'listen':
        this.#listen(message.payload);
        break;
      case 'register':
        this.#register(message.payload.media.audio);
        break;
      case 'invite':
        if (message.payload.reconnect === undefined) this.#invite(message.payload);
        else this.#rejoin(message.payload, message.payload.reconnect);
        break;
      default:
        this.#forCall(message);
    }
  }

  /** First message of a connection, and again for each new token (`device.updateToken`). */
  #listen({ token, reconnectTimeout }: { token: string; reconnectTimeout: number }): void {
    const { keys, clock, log } = this.#world;
    const check = checkToken(token, keys, clock.now());
    if (!check.ok) {
      log('signalling: token refused', { connection: this.id, code: check.code });
      this.#fail(check.code);
      if (this.#grant) return;
      this.send('close');
      this.#wire.close();
      return;
    }
    this.#tokenReplaced.abort();
    this.#tokenReplaced = new AbortController();
    this.#grant = check.grant;
    this.#expired = false;
    this.reconnectTimeoutSeconds = Math.min(LONGEST_RECONNECT_SECONDS, Math.max(0, Math.ceil(reconnectTimeout)));
    const left = check.grant.expiresAt.getTime() - clock.now().getTime();
    clock.after(left, () => this.#expire(), this.#tokenReplaced.signal);
    this.send('connected', {
      edge: this.#world.edge,
      region: REGION,
      home: check.grant.region,
      gateway: this.id,
      token: { identity: check.grant.identity, ttl: Math.floor(left / 1000) },
    });
  }

  /** The token is at its end, before its time. */
  expire(): void {
    this.#tokenReplaced.abort();
    if (this.#grant) this.#expire();
  }

  /** Registering stops with the token; calls go on (Device.offline in Twilio's documentation). */
  #expire(): void {
    this.#expired = true;
    this.registeredSince = undefined;
    this.#fail(31205);
    this.send('offline');
  }

  #register(audio: boolean): void {
    const refusal = this.#refusal() ?? (audio && !this.#grant?.incoming ? 31201 : undefined);
    if (refusal) {
      this.#fail(refusal);
      return;
    }
    this.registeredSince = audio ? (this.registeredSince ?? this.#world.clock.now()) : undefined;
    this.send(audio ? 'ready' : 'offline');
  }

  #invite(invite: InviteMessage['payload']): void {
    const refusal = this.#refusal() ?? (this.#grant?.outgoing ? undefined : 31201);
    if (refusal || !this.#grant) {
      this.send('hangup', { callsid: invite.callsid, error: signallingError(refusal ?? 31204) });
      return;
    }
    if (this.#world.legs.find(this, invite.callsid)) {
      this.#world.log('signalling: the same call once more', { connection: this.id });
      return;
    }
    this.#world.onCall(this, this.#grant, invite);
  }

  /** A client comes back to its call, or takes one over with the token of another Device of the same identity. */
  #rejoin({ callsid, sdp }: InviteMessage['payload'], reconnectToken: string): void {
    const { legs, log } = this.#world;
    const leg = legs.byToken(reconnectToken, callsid);
    const refusal = this.#refusal() ?? (leg ? (leg.identity === this.identity ? undefined : 31209) : 31107);
    if (leg && !refusal) {
      leg.rejoin(this, sdp).catch((error: unknown) => {
        log('media: taking over failed', { callSid: callsid, reason: String(error) });
        this.send('hangup', { callsid, error: signallingError(31400) });
        leg.lost();
      });
      return;
    }
    // A call that the far end ended meanwhile is simply over.
    const error = !leg && legs.hasEnded(reconnectToken) ? {} : { error: signallingError(refusal ?? 31107) };
    this.send('hangup', { callsid, ...error });
  }

  #forCall(message: Exclude<ClientMessage, { type: 'listen' | 'register' | 'invite' }>): void {
    const { type, payload } = message;
    const leg = this.#world.legs.find(this, payload.callsid);
    if (leg) {
      leg.receive(message, this);
      return;
    }
    this.#world.log('signalling: no such call', { connection: this.id, type });
    if (type === 'answer') this.send('hangup', { callsid: payload.callsid, error: signallingError(31008) });
    if (type === 'message') {
      const { callsid, voiceeventsid } = payload;
      this.send('error', { callsid, voiceeventsid, error: signallingError(31404) });
    }
  }

  /** Why nothing new may be begun on this connection. */
  #refusal(): SignallingErrorCode | undefined {
    if (!this.#grant) return 31204;
    return this.#expired ? 31205 : undefined;
  }

  #fail(code: SignallingErrorCode): void {
    this.send('error', { error: signallingError(code) });
  }

  #closed(): void {
    this.#tokenReplaced.abort();
    this.registeredSince = undefined;
    this.#world.legs.lost(this);
    this.#world.onClose(this);
  }
}
