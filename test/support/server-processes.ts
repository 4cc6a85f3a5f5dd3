import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { LocalTwilio } from '#test/twilio/local-twilio.ts';
import type { LocalZoho } from '#test/zoho/local-zoho.ts';
import { eventually } from './eventually.ts';
import { spreadingDoor } from './spreading-door.ts';

const MAIN = fileURLToPath(import.meta.resolve('#server/main.ts'));
const STARTS_WITHIN_MS = 60_000;

export interface ServerProcess {
  readonly pid: number;
  readonly port: number;
  /** False from the moment that it is killed, or ends by itself. */
  readonly lives: boolean;
  /** As `kill -9`: no goodbye. Resolves when it is gone. */
  kill(): Promise<void>;
  /** As an operator stops it. */
  stop(): Promise<void>;
}

/** Server processes on one database, behind one address. */
export interface ServerProcesses {
  origin: string;
  /** Printed by the first process that started on the empty database. */
  setUpLink(): Promise<string>;
  start(): Promise<ServerProcess>;
  /** Oldest first. */
  living(): ServerProcess[];
  /** Whoever comes while none lives waits for the next one, as behind a load balancer. Default: she is hung up on. */
  holds: boolean;
  /** Cuts every connection through the address, as a network loss does. */
  cut(): void;
  /** All that the processes said, for a test that fails. */
  said(): string;
  stop(): Promise<void>;
}

export interface ProcessOptions {
  databaseUrl: string;
  twilio: LocalTwilio;
  zoho: LocalZoho;
  /** What comes is led to each of them in turn. Default: to the oldest that lives. */
  spreads?: boolean;
  /** More of the environment, such as WRITE_LEASE_SECONDS. */
  env?: Record<string, string>;
}

export async function serverProcesses(options: ProcessOptions): Promise<ServerProcesses> {
  const all: RunningProcess[] = [];
  const living = () => all.filter(({ lives }) => lives);
  const inside = new Set<Socket>();
  const waiting = new Set<Socket>();
  const oldest = createServer((caller) => {
    caller.on('error', () => caller.destroy());
    const port = living()[0]?.port;
    if (port !== undefined) lead(caller, port, inside);
    else if (processes.holds) waiting.add(caller);
    else caller.destroy();
  });
  const door = options.spreads ? spreadingDoor(() => living().map(({ port }) => port)) : oldest;
  door.listen(0, '127.0.0.1');
  await once(door, 'listening');
  const origin = `http://localhost:${portOf(door.address())}`;
  const env = environmentOf(origin, options);
  const said = () => all.map((one) => one.output).join('');
  const processes: ServerProcesses = {
    origin,
    living,
    said,
    holds: false,
    cut() {
      for (const socket of inside) socket.resetAndDestroy();
    },
    setUpLink: () => eventually('the set-up link', () => /http:\/\/\S+\/set-up\/\S+/.exec(said())?.[0]),
    async start() {
      const started = new RunningProcess(await freePort(), env);
      await started.listens();
      all.push(started);
      for (const caller of waiting) lead(caller, started.port, inside);
      waiting.clear();
      return started;
    },
    async stop() {
      await Promise.all(living().map((one) => one.stop()));
      door.close();
      for (const caller of waiting) caller.destroy();
    },
  };
  return processes;
}

function environmentOf(origin: string, { databaseUrl, twilio, zoho, env }: ProcessOptions): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    PUBLIC_URL: origin,
    DATABASE_URL: databaseUrl,
    SECRET_KEY: Buffer.alloc(32, 7).toString('hex'),
    ZOHO_CLIENT_ID: zoho.clientId,
    ZOHO_CLIENT_SECRET: zoho.clientSecret,
    ZOHO_DC: 'eu',
    ZOHO_ACCOUNTS_URL: zoho.httpUrl,
    ZOHO_API_URL: zoho.httpUrl,
    TWILIO_BASE_URL: twilio.httpUrl,
    DRAIN_SECONDS: '1',
    ...env,
  };
}

class RunningProcess implements ServerProcess {
  output = '';
  lives = false;
  readonly port: number;
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;

  constructor(port: number, env: Record<string, string>) {
    this.port = port;
    this.#child = spawn(process.execPath, [MAIN], {
      env: { ...env, PORT: String(port) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#ended = once(this.#child, 'exit').then(() => {
      this.lives = false;
    });
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.on('data', (chunk) => {
        this.output += chunk;
      });
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  async listens(): Promise<void> {
    await eventually(
      'the server listens',
      () => {
        if (this.#child.exitCode !== null) throw new Error(`it has ended: ${this.output}`);
        return this.output.includes(`Sidetone listens on port ${this.port}`);
      },
      STARTS_WITHIN_MS,
    );
    this.lives = true;
  }

  async kill(): Promise<void> {
    this.lives = false;
    this.#child.kill('SIGKILL');
    await this.#ended;
  }

  async stop(): Promise<void> {
    this.#child.kill('SIGTERM');
    await this.#ended;
  }
}

/** Bytes to and fro. */
function lead(caller: Socket, port: number, inside: Set<Socket>): void {
  const server = connect({ port, host: '127.0.0.1' });
  inside.add(caller);
  const part = () => {
    inside.delete(caller);
    caller.destroy();
    server.destroy();
  };
  for (const socket of [caller, server]) {
    socket.setNoDelay(true);
    socket.on('error', part);
    socket.on('close', part);
  }
  caller.pipe(server);
  server.pipe(caller);
}

function portOf(address: AddressInfo | string | null): number {
  if (!address || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** The server must know its address before it listens: with port 0 it would take its own for the public one. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const port = portOf(probe.address());
  probe.close();
  await once(probe, 'close');
  return port;
}
