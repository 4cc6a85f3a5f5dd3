import { upgradeWebSocket } from '@hono/node-server';
import { Hono } from 'hono';
import type { WSContext } from 'hono/ws';
import { describeMe } from '#server/agents/me.ts';
import { setPresence } from '#server/agents/presence.ts';
import type { SignedInAgent } from '#server/agents/sessions.ts';
import { agentMayBeFree } from '#server/calls/queue/queue-dispatch.ts';
import type { Context } from '#server/context.ts';
import { type ClientEvent, EVENTS_PATH, type ServerEvent } from '#shared/api/events.ts';
import { admit } from './admit.ts';
import { readClientFrame } from './client-frame.ts';
import { closeEndpoints, openEndpoint } from './endpoints.store.ts';
import type { HeldSocket, Hub } from './hub.ts';
import type { KeepAlive } from './keep-alive.ts';

const CLOSE_MALFORMED = 1008;
const CLOSE_FAILED = 1011;
/** A softphone sends a few frames a minute; one that sends this many between two heartbeats is broken or hostile. */
const MOST_FRAMES_PER_BEAT = 200;

interface Parts {
  hub: Hub;
  keepAlive: KeepAlive;
  processId: string;
}

/** The event socket of `shared/api/events.ts`. */
export function eventRoutes(context: Context, parts: Parts): Hono {
  return new Hono().get(
    EVENTS_PATH,
    upgradeWebSocket(async (asked) => {
      const protocols = (asked.req.header('Sec-WebSocket-Protocol') ?? '').split(',').map((part) => part.trim());
      const admission = await admit(context, asked.req.header('Origin'), protocols);
      if ('refused' in admission) {
        const { code, reason } = admission.refused;
        return { onOpen: (_, socket) => socket.close(code, reason) };
      }
      const connection = new Connection(context, parts, admission.agent);
      return {
        onOpen: (_, socket) => connection.open(socket),
        onMessage: (message) => connection.heard(message.data),
        onClose: (event) => connection.closed(event.code),
      };
    }),
  );
}

/** One softphone's socket, from greeting to close. What it says is worked off in order. */
class Connection {
  readonly #context: Context;
  readonly #parts: Parts;
  readonly #agent: SignedInAgent;
  readonly #endpointId: string;
  #held: HeldSocket | undefined;
  #socket: WSContext | undefined;
  #over = false;
  #wrappingUp = false;
  #work: Promise<void> = Promise.resolve();
  #frames = { beat: 0, count: 0 };

  constructor(context: Context, parts: Parts, agent: SignedInAgent) {
    this.#context = context;
    this.#parts = parts;
    this.#agent = agent;
    this.#endpointId = `e_${context.randomBytes(16).toString('base64url')}`;
  }

  open(socket: WSContext): void {
    this.#socket = socket;
    this.#do(() => this.#greet());
  }

  heard(frame: unknown): void {
    // Until its own close arrives, a socket that was sent away may go on talking: it is not listened to.
    if (this.#over) return;
    const { beat } = this.#parts.keepAlive;
    this.#frames = this.#frames.beat === beat ? { beat, count: this.#frames.count + 1 } : { beat, count: 1 };
    const event = readClientFrame(frame);
    if (event === 'malformed' || this.#frames.count > MOST_FRAMES_PER_BEAT) this.#close(CLOSE_MALFORMED, 'malformed');
    else if (event !== 'ignored') this.#do(() => this.#follow(event));
  }

  closed(code: number): void {
    this.#over = true;
    if (this.#held) this.#parts.hub.drop(this.#held);
    this.#parts.keepAlive.closed(this.#endpointId);
    this.#do(async () => {
      if (!this.#held) return;
      await this.#parts.keepAlive.settled();
      await closeEndpoints(this.#context.db, [this.#endpointId]);
      this.#context.log.info('softphone disconnected', { agentId: this.#agent.id, code });
    });
  }

  async #greet(): Promise<void> {
    const { db, log, config } = this.#context;
    const { hub, keepAlive, processId } = this.#parts;
    const agentId = this.#agent.id;
    // Who has given up waiting comes again: of many at once nobody is greeted in vain.
    if (this.#over) return;
    await db.transaction().execute(async (tx) => {
      await openEndpoint(this.#context, tx, { id: this.#endpointId, agentId, processId });
      await hub.tell(tx, [agentId], 'replaced');
    });
    this.#held = {
      endpointId: this.#endpointId,
      agentId,
      sessionHash: this.#agent.sessionHash,
      send: (event) => this.#send(event),
      close: (code, reason) => this.#close(code, reason),
    };
    if (this.#over) return;
    this.#send({
      type: 'hello',
      endpointId: this.#endpointId,
      heartbeatSeconds: config.limits.heartbeatMs / 1_000,
      me: await describeMe(this.#context, agentId),
    });
    if (this.#over) return;
    keepAlive.opened(this.#endpointId);
    hub.hold(this.#held);
    log.info('softphone connected', { agentId, endpointId: this.#endpointId });
  }

  async #follow(event: ClientEvent): Promise<void> {
    const { keepAlive } = this.#parts;
    if (event.type === 'presence') {
      await setPresence(this.#context, this.#agent.id, event.presence);
      return agentMayBeFree(this.#context);
    }
    // An answer to a heartbeat of long ago proves nothing about now.
    if (event.type === 'alive' && Math.abs(keepAlive.beat - event.n) > 1) return;
    // Who does not say keeps what was said last.
    this.#wrappingUp = ('wrappingUp' in event ? event.wrappingUp : undefined) ?? this.#wrappingUp;
    const { registered, onCall } = event;
    keepAlive.heard({ endpointId: this.#endpointId, registered, onCall, wrappingUp: this.#wrappingUp });
  }

  #do(task: () => Promise<void>): void {
    const { background, log } = this.#context;
    const failed = (error: unknown) => {
      log.error('softphone connection failed', { agentId: this.#agent.id, error });
      this.#close(CLOSE_FAILED, 'internal');
    };
    this.#work = background.own(this.#work.then(task).catch(failed));
  }

  #send(event: ServerEvent): void {
    if (!this.#over) this.#socket?.send(JSON.stringify(event));
  }

  #close(code: number, reason: string): void {
    this.#over = true;
    this.#socket?.close(code, reason);
  }
}
