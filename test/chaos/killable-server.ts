import type { PGlite } from '@electric-sql/pglite';
import { openLog } from '#server/log.ts';
import { EXTENSION_ID } from '#shared/extension-id.ts';
import type { TurnableClock } from '#test/support/clock.ts';
import { startServer, type TestServer, useSetUpLink } from '#test/support/server.ts';
import type { LocalTwilio } from '#test/twilio/local-twilio.ts';
import type { LocalZoho } from '#test/zoho/local-zoho.ts';
import { type Door, openDoor } from './door.ts';
import type { FallbackHost } from './fallback-host.ts';
import { Life } from './life.ts';
import { type Load, mortalStorage } from './mortal-storage.ts';
import { freePort } from './port-of.ts';
import { openRestLine, type RestAsked, type RestFault, type RestLine } from './rest-line.ts';

/** Softphones need not show life more often than that: the clock is turned, they are not. */
const LIMITS = { heartbeatMs: 20_000, silentMs: 60_000, callsPerMinute: 1_000, drainMs: 50 };
const LONGEST_LOG = 3_000;

interface Parts {
  clock: TurnableClock;
  twilio: LocalTwilio;
  zoho: LocalZoho;
  pglite: PGlite;
  fallback: FallbackHost;
}

interface Incarnation {
  life: Life;
  line: RestLine;
  server: TestServer;
}

/** A server that can be killed at any await: what is left of it is its database. One at a time lives, at one address. */
export class KillableServer {
  /** What all of them logged, oldest first. */
  readonly said: string[] = [];
  /** Asked before each change of something at Twilio. */
  restFault: (asked: RestAsked) => RestFault | undefined = () => undefined;
  /** How long a dead one stays away, by the clock. */
  downMs = 0;
  kills = 0;
  /** When a dead one is replaced. */
  backAt: Date;
  readonly #parts: Parts;
  readonly #door: Door;
  readonly #load: Load = { queries: 0 };
  readonly #past: Incarnation[] = [];
  #present: Incarnation | undefined;

  constructor(parts: Parts, door: Door) {
    this.#parts = parts;
    this.#door = door;
    this.backAt = parts.clock.now();
  }

  static async open(parts: Parts): Promise<KillableServer> {
    return new KillableServer(parts, await openDoor());
  }

  get origin(): string {
    return this.#door.origin;
  }

  get lives(): boolean {
    return this.#present !== undefined && !this.#present.life.isOver;
  }

  /** Requests of its own to Twilio and to its database that have no answer yet. */
  underWay(): number {
    return this.#load.queries + (this.#present?.line.underWay() ?? 0);
  }

  /** The one that lives will die at its `awaits`th await from now. */
  killAfter(awaits: number): void {
    this.#present?.life.killAfter(awaits);
  }

  /** It won't, after all. */
  spare(): void {
    this.#present?.life.killAfter(Number.POSITIVE_INFINITY);
  }

  /** A new one on the same database. */
  async start(): Promise<void> {
    const { clock, twilio, zoho, pglite, fallback } = this.#parts;
    const life = new Life();
    const line = await openRestLine(twilio.httpUrl, life, (asked) => this.restFault(asked));
    const port = await freePort();
    const server = await startServer({
      clock: life.clockOf(clock),
      zoho,
      twilioUrl: line.url,
      storage: mortalStorage(pglite, life, this.#load),
      config: { port, publicUrl: this.origin, extensionIds: [EXTENSION_ID], fallbackUrl: fallback.url },
      limits: LIMITS,
      log: openLog((text) => this.#hear(text, life), clock),
      // The link leads through the door, which leads to nobody yet.
      setUp: false,
    });
    this.#present = { life, line, server };
    life.signal.addEventListener('abort', () => this.#died(), { once: true });
    this.#door.leadTo(port);
    if (server.setUpLink) await this.#setUp(server);
  }

  async stop(): Promise<void> {
    const { clock } = this.#parts;
    this.#door.stop();
    this.#present?.line.stop();
    await this.#present?.server.stop();
    await Promise.all(this.#past.map(({ server }) => server.stop().catch(() => undefined)));
    this.backAt = clock.now();
  }

  #died(): void {
    this.kills += 1;
    this.backAt = new Date(this.#parts.clock.now().getTime() + this.downMs);
    this.#door.holds = this.downMs === 0;
    this.#door.leadTo(null);
    if (!this.#present) return;
    const { server } = this.#present;
    // Its timers and its listener: of what it does nothing has any effect.
    server.stop().catch(() => undefined);
    this.#past.push(this.#present);
    this.#present = undefined;
  }

  #hear(text: string, life: Life): void {
    if (life.isOver) return;
    this.said.push(text);
    if (this.said.length > LONGEST_LOG) this.said.splice(0, LONGEST_LOG / 2);
  }

  async #setUp({ setUpLink, approve }: TestServer): Promise<void> {
    if (setUpLink) await useSetUpLink(setUpLink, (url) => approve(url, 'ana'));
  }
}
