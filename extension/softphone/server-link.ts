import { EventStream, type EventStreamParts } from '#extension/companion/event-stream.ts';
import { type ServerClient, serverClient } from '#extension/companion/server-client.ts';
import type { Session } from '#extension/wire/internal.ts';
import type { LiveCall } from '#shared/api/events.ts';
import { lineApi, type Me, type RecentCall } from '#shared/api/line-api.ts';
import type { Problem } from '#shared/problem.ts';

const ENDS_SESSION = new Set<Problem['code']>(['signed-out', 'user-not-active']);

export interface ServerLinkParts
  extends Pick<EventStreamParts, 'clock' | 'random' | 'network' | 'openSocket' | 'device'> {
  session: Session;
  fetch?: typeof fetch;
  /** Anything below is new. */
  changed(): void;
  calls(calls: LiveCall[]): void;
  /** Numbers, role or Twilio's connection may have changed. */
  told(): void;
  /** The server no longer knows the session. Said once. */
  ended(why: Problem): void;
}

/** One session with the server: what the server says of the agent, for as long as she is signed in. */
export class ServerLink {
  me: Me | null = null;
  recentCalls: readonly RecentCall[] = [];
  /** When the server last said that wrap-ups may have changed. */
  wrapUpsAt: string | null = null;
  /** Why the server can't be reached, or does not want us. */
  problem: Problem | null = null;
  readonly client: ServerClient;
  readonly #parts: ServerLinkParts;
  readonly #stream: EventStream;
  readonly #over = new AbortController();

  constructor(parts: ServerLinkParts) {
    this.#parts = parts;
    this.client = this.#watched(serverClient({ ...parts.session, ...(parts.fetch ? { fetch: parts.fetch } : {}) }));
    const { clock, random, network, openSocket, device } = parts;
    this.#stream = new EventStream(
      {
        ...{ clock, random, device, ...parts.session },
        ...(network ? { network } : {}),
        ...(openSocket ? { openSocket } : {}),
        heard: (event) => {
          switch (event.type) {
            case 'hello':
            case 'me':
              this.problem = null;
              this.me = event.me;
              if (event.type === 'me') parts.told();
              else {
                void this.#askRecentCalls();
                this.wrapUpsAt = clock.now().toISOString();
              }
              parts.changed();
              break;
            case 'calls':
              parts.calls(event.calls);
              break;
            case 'recent-calls':
              void this.#askRecentCalls();
              break;
            case 'wrap-ups':
              this.wrapUpsAt = clock.now().toISOString();
              parts.changed();
          }
        },
        lost: (why) => {
          if (ENDS_SESSION.has(why.code)) return this.#end(why);
          this.problem = why;
          parts.changed();
        },
      },
      this.#over.signal,
    );
  }

  /** Tells the server at once that the Device's state has changed. */
  tellDevice(): void {
    this.#stream.send({ type: 'device', ...this.#parts.device() });
  }

  retry(): void {
    this.#stream.retry();
  }

  /** Whatever the connection looks like. */
  refresh(): void {
    this.#stream.refresh();
  }

  close(): void {
    this.#over.abort();
  }

  /** The client, with an eye on answers that end the session. */
  #watched(client: ServerClient): ServerClient {
    return {
      call: async (route, asked) => {
        const reply = await client.call(route, asked);
        if (!reply.ok && ENDS_SESSION.has(reply.problem.code)) this.#end(reply.problem);
        return reply;
      },
    };
  }

  #end(why: Problem): void {
    if (this.#over.signal.aborted) return;
    this.close();
    this.#parts.ended(why);
  }

  async #askRecentCalls(): Promise<void> {
    const reply = await this.client.call(lineApi.recentCalls);
    if (!reply.ok || this.#over.signal.aborted) return;
    this.recentCalls = reply.value.calls;
    this.#parts.changed();
  }
}
