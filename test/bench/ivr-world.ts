import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { type RunningPostgres, startPostgres } from '#test/support/postgres/start-postgres.ts';
import { type ForkedServer, forkServer } from './forked-server.ts';
import type { Variant } from './ivr-server.ts';
import { seedTeam } from './ivr-team.ts';
import { SAMPLE_TABLE } from './sample-server.ts';

const SERVER = fileURLToPath(new URL('./ivr-server.ts', import.meta.url));

/** A PostgreSQL that keeps what is committed, a team on it, and servers in processes of their own. */
export interface IvrWorld {
  postgres: RunningPostgres;
  start(variant: Variant, execArgv?: readonly string[]): Promise<ForkedServer>;
  /** The one number that a statement answers. */
  count(statement: string): Promise<number>;
  stop(): Promise<void>;
}

export async function ivrWorld(): Promise<IvrWorld> {
  const postgres = await startPostgres({ durable: true });
  const servers: ForkedServer[] = [];
  const count = (statement: string) => once(postgres.url, statement);
  await seedTeam(postgres.url);
  await count(SAMPLE_TABLE);
  return {
    postgres,
    count,
    async start(variant, execArgv) {
      const server = await forkServer(SERVER, [variant, postgres.url], execArgv);
      servers.push(server);
      return server;
    },
    async stop() {
      await Promise.all(servers.map((server) => server.stop()));
      await postgres.stop();
    },
  };
}

async function once(url: string, statement: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ count: string }>(statement).finally(() => client.end());
  return Number(rows[0]?.count ?? 0);
}
