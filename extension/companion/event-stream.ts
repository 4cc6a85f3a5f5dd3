import * as v from 'valibot';
import { CLOSE, type ClientEvent, EVENTS_PATH, type ServerEvent, serverEventSchema } from '#shared/api/events.ts';
import { contractText } from '#shared/api/version.ts';
import { ownProblem, type Problem } from '#shared/problem.ts';
import type { Clock } from '#shared/time.ts';
import { backoffMs } from './backoff.ts';
import { serverAway } from './server-client.ts';

/** From opening a socket to the server's first word. */
const HELLO_LIMIT_MS = 10_000;
/** A server that misses this many heartbeats is away, whatever the socket says. */
const MISSED_BEATS = 3;
/** While somebody has to update something, look again this often. */
const UPDATE_RETRY_MS = 60_000;
const SERVER_STOPS = 1001;

export interface EventStreamParts {
  origin: string;
  token: string;
  clock: Clock;
  /** From 0 to 1. */
  random(): number;
  /** Told `online` by the browser when the network is back. */
  network?: Pick<EventTarget, 'addEventListener'>;
  openSocket?(url: string, protocols: string[]): WebSocket;
  /** State of the Device, for the answer to a heartbeat. */
  device(): { registered: boolean; onCall: boolean; wrappingUp: boolean };
  /** Every event but heartbeats, which are answered here. */
  heard(event: Exclude<ServerEvent, { type: 'heartbeat' }>): void;
  /** The connection is lost or was refused; it is tried again unless the problem says that somebody has to act. */
  lost(problem: Problem): void;
}

/** The event socket of `shared/api/events.ts`, kept open from `signal`'s point of view until it is aborted. */
export class EventStream {
  readonly #parts: EventStreamParts;
  readonly #signal: AbortSignal;
  #socket: WebSocket | null = null;
  #failures = 0;
  /** Signed out, or replaced by another computer: only a person brings it back. */
  #stopped = false;
  /** Ends the wait that is running: for the server's word, or for the next attempt. */
  #wait = new AbortController();
  #beatSeconds = 5;

  constructor(parts: EventStreamParts, signal: AbortSignal) {
    this.#parts = parts;
    this.#signal = signal;
    parts.network?.addEventListener('online', () => this.#stopped || this.retry(), { signal });
    signal.addEventListener('abort', () => this.#close(), { once: true });
    this.#open();
  }

  /** Tries at once, unless it is connected. */
  retry(): void {
    if (this.#signal.aborted || this.#socket) return;
    this.#failures = 0;
    this.#open();
  }

  /** Connects anew, because it may only look connected; not where somebody has to act first. */
  refresh(): void {
    if (this.#stopped) return;
    const old = this.#socket;
    this.#socket = null;
    old?.close();
    this.retry();
  }

  /** Tells the server; lost when it is away, which its next `hello` makes good for by asking anew. */
  send(event: ClientEvent): void {
    if (this.#socket?.readyState !== 1) return;
    this.#socket.send(JSON.stringify(event));
  }

  #open(): void {
    if (this.#signal.aborted) return;
    const { origin, token } = this.#parts;
    const url = `${origin.replace(/^http/, 'ws')}${EVENTS_PATH}`;
    const openSocket = this.#parts.openSocket ?? ((to, protocols) => new WebSocket(to, protocols));
    const socket = openSocket(url, [`sidetone.${contractText()}`, `bearer.${token}`]);
    this.#socket = socket;
    this.#stopped = false;
    this.#giveUpAfter(HELLO_LIMIT_MS, socket);
    socket.addEventListener('message', ({ data }) => {
      if (this.#socket === socket) this.#heard(data, socket);
    });
    socket.addEventListener('close', ({ code }) => {
      if (this.#socket === socket) this.#lost(code);
    });
  }

  #heard(data: unknown, socket: WebSocket): void {
    const event = readEvent(data);
    this.#giveUpAfter(this.#beatSeconds * 1_000 * MISSED_BEATS, socket);
    if (event === undefined) return;
    if (event.type === 'heartbeat') {
      this.send({ type: 'alive', n: event.n, ...this.#parts.device() });
      return;
    }
    if (event.type === 'hello') {
      this.#failures = 0;
      this.#beatSeconds = Math.min(60, Math.max(1, event.heartbeatSeconds));
      this.#giveUpAfter(this.#beatSeconds * 1_000 * MISSED_BEATS, socket);
    }
    this.#parts.heard(event);
  }

  /** A socket can look open for minutes after the network has gone. */
  #giveUpAfter(ms: number, socket: WebSocket): void {
    this.#after(ms, () => {
      if (this.#socket !== socket) return;
      socket.close();
      this.#lost(0);
    });
  }

  #lost(code: number): void {
    this.#socket = null;
    const { why, again } = verdictOn(code);
    if (code !== SERVER_STOPS || this.#failures > 0) this.#parts.lost(why);
    if (again === 'no') {
      this.#stopped = true;
      this.#wait.abort();
      return;
    }
    const ms = again === 'slowly' ? UPDATE_RETRY_MS : backoffMs(this.#failures, this.#parts.random);
    this.#failures += 1;
    this.#after(ms, () => this.#open());
  }

  #after(ms: number, task: () => void): void {
    this.#wait.abort();
    this.#wait = new AbortController();
    this.#parts.clock.after(ms, task, this.#wait.signal);
  }

  #close(): void {
    const socket = this.#socket;
    this.#socket = null;
    this.#wait.abort();
    socket?.close();
  }
}

/** undefined: an event of a newer server, or no event at all. Both are ignored. */
function readEvent(data: unknown): ServerEvent | undefined {
  if (typeof data !== 'string') return undefined;
  try {
    const read = v.safeParse(serverEventSchema, JSON.parse(data));
    return read.success ? read.output : undefined;
  } catch {
    return undefined;
  }
}

/** What a close code means, and whether to come back by oneself. */
function verdictOn(code: number): { why: Problem; again: 'soon' | 'slowly' | 'no' } {
  switch (code) {
    case CLOSE.signedOut:
      return { why: ownProblem('signed-out'), again: 'no' };
    case CLOSE.replaced:
      return { why: ownProblem('replaced-elsewhere'), again: 'no' };
    case CLOSE.notAllowed: {
      return { why: ownProblem('not-allowed'), again: 'slowly' };
    }
    case CLOSE.updateExtension:
      return { why: ownProblem('update-extension'), again: 'slowly' };
    case CLOSE.updateServer:
      return { why: ownProblem('update-server'), again: 'slowly' };
    default:
      return { why: serverAway(), again: 'soon' };
  }
}
