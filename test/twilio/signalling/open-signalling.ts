import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Clock } from '#shared/time.ts';
import type { Path } from '#test/twilio/media/rtp-sender.ts';
import { looksLikeAudioSession } from '#test/twilio/media/webrtc-sdp.ts';
import type { Grant } from './access-token.ts';
import { CallingLeg } from './calling-leg.ts';
import { Connection } from './connection.ts';
import type { InviteMessage } from './message.schema.ts';
import { RungLeg } from './rung-leg.ts';
import { SdkLegs } from './sdk-legs.ts';
import type { OutgoingCall, Signalling, TokenKeys } from './signalling.ts';
import { signallingError } from './signalling-error.ts';
import type { Log } from './wire.ts';

type OnUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** An HTTP or HTTPS server, as far as it is needed here. */
export interface UpgradingServer {
  on(event: 'upgrade', listener: OnUpgrade): unknown;
  off(event: 'upgrade', listener: OnUpgrade): unknown;
  listenerCount(event: 'upgrade'): number;
}

export interface SignallingOptions {
  /** The server whose `upgrade` requests for `/signal` are taken; those for other paths are left to others. */
  server: UpgradingServer;
  keys: TokenKeys;
  /** For token expiry and for how long a lost client is waited for. Heartbeats and media run in real time. */
  clock: Clock;
  log: Log;
  newCallSid(): string;
  /** Default 10 s, as at Twilio; the SDK gives up after 15 s without one. */
  heartbeatMs?: number;
  /** How long a call is kept whose client was lost, at most. Default 30 s, as at Twilio. */
  longestLostSeconds?: number;
}

const PATH = '/signal';
/** SDP and call messages (10 kB) are the largest that come. */
const LARGEST_FRAME = 64 * 1024;
/** Twilio rings an identity's newest registrations (docs/voice/sdks: at most ten). */
const MOST_REGISTRATIONS = 10;
const DEFAULT_EDGE = 'ashburn';

/** Starts speaking the Voice SDK's own signalling (pstream 1.6) on a TLS server. */
export function openSignalling(options: SignallingOptions): Signalling {
  const { server, keys, clock, log } = options;
  const legs = new SdkLegs();
  const { longestLostSeconds = 30 } = options;
  const path: Path = { loss: 0 };
  const world = { legs, clock, log, accountSid: keys.accountSid, longestLostSeconds, path };
  const connections = new Set<Connection>();
  const listeners: ((call: OutgoingCall) => void)[] = [];
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_FRAME });

  const onCall = (connection: Connection, grant: Grant, invite: InviteMessage['payload']) => {
    const { outgoing, identity, apiKeySid } = grant;
    const code = looksLikeAudioSession(invite.sdp) ? (listeners.length > 0 ? undefined : 31001) : 31400;
    if (code || !outgoing) {
      connection.send('hangup', { callsid: invite.callsid, error: signallingError(code ?? 31201) });
      return;
    }
    const callSid = options.newCallSid();
    const party = new CallingLeg(world, connection, callSid, invite);
    legs.add(party);
    const chosen = Object.fromEntries(new URLSearchParams(invite.twilio.params ?? ''));
    const parameters = { ...chosen, ...outgoing.parameters };
    const call = { callSid, identity, applicationSid: outgoing.applicationSid, apiKeySid, parameters, party };
    for (const listener of listeners) listener(call);
  };

  const onUpgrade: OnUpgrade = (request, socket, head) => {
    if (new URL(request.url ?? '/', 'https://signal').pathname !== PATH) {
      if (server.listenerCount('upgrade') === 1) socket.destroy();
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const connection: Connection = new Connection(`gw-${randomBytes(4).toString('hex')}`, webSocket, {
        legs,
        keys,
        clock,
        log,
        heartbeatMs: options.heartbeatMs ?? 10_000,
        edge: edgeOf(request.headers.host),
        onCall,
        onClose: () => connections.delete(connection),
      });
      connections.add(connection);
    });
  };
  server.on('upgrade', onUpgrade);

  const registrations = () => {
    const found = [];
    for (const connection of connections) {
      if (connection.registeredSince) found.push({ connection, since: connection.registeredSince });
    }
    // The set keeps the order of connecting, and sorting is stable: newest first also when the Clock stands still.
    return found.reverse().sort((a, b) => b.since.getTime() - a.since.getTime());
  };

  return {
    reach: (identity) =>
      registrations()
        .filter(({ connection }) => connection.identity === identity)
        .slice(0, MOST_REGISTRATIONS)
        .map(({ connection }) => new RungLeg(world, connection)),
    onOutgoing: (listener) => {
      listeners.push(listener);
    },
    registered: () =>
      registrations().map(({ connection, since }) => ({
        identity: connection.identity,
        connectionId: connection.id,
        since: since.toISOString(),
      })),
    cutAll: (identity) => {
      for (const connection of connections)
        if (identity === undefined || connection.identity === identity) connection.cut();
    },
    expire: (identity) => {
      for (const connection of connections) if (connection.identity === identity) connection.expire();
    },
    path,
    async close() {
      server.off('upgrade', onUpgrade);
      for (const leg of legs.all()) leg.end();
      for (const connection of connections) connection.cut();
      await new Promise((resolve) => sockets.close(resolve));
    },
  };
}

/** `voice-js.<edge>.twilio.com` names the edge; "roaming" and foreign names get the default one. */
function edgeOf(host: string | undefined): string {
  const edge = /^voice-js\.([a-z0-9-]+)\.twilio\.com/.exec(host ?? '')?.[1];
  return edge === undefined || edge === 'roaming' ? DEFAULT_EDGE : edge;
}
