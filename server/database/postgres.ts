import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Log } from '#server/log.ts';
import { withKeptPlans } from './kept-plans.ts';
import { listenOn } from './listen.ts';
import { ANSWER_LIMIT_MS, POSTGRES_LIMITS } from './postgres-limits.ts';
import type { Database } from './schema.ts';
import type { Storage } from './storage.ts';

const MOST_CONNECTIONS = 10;
const CONNECT_TIMEOUT_MS = 10_000;

/** A PostgreSQL server; several Sidetone processes may share it. */
export async function openPostgres(url: string, log: Log, answerMs = ANSWER_LIMIT_MS): Promise<Storage> {
  const pool = new pg.Pool({
    connectionString: url,
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    ...POSTGRES_LIMITS,
    keepAlive: true,
    application_name: 'sidetone',
    types: { getTypeParser },
  });
  // An idle connection that breaks is replaced by the pool; unheard, the event would end the process.
  pool.on('error', (error) => log.warn('database connection lost', { error }));
  // So would it of one in use, which the pool leaves to whoever uses it: there the next query fails.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool: withKeptPlans(pool, answerMs) }) });
  try {
    await pool.query('select 1');
  } catch (error) {
    await pool.end();
    throw new Error('The PostgreSQL at DATABASE_URL does not answer. Check address, user and password.', {
      cause: error,
    });
  }
  return {
    db,
    engine: { name: 'postgres', url },
    listen: (channel, heard, restored, signal) => listenOn(url, { channel, heard, restored }, { log, signal }),
    durability: 'Storage: PostgreSQL. Committed means kept; back it up as you do your other databases.',
    close: () => db.destroy(),
  };
}

/** As pg's own, but bigint (counts) becomes a number: ours stay far below 2^53. */
const getTypeParser: pg.CustomTypesConfig['getTypeParser'] = (oid, format) =>
  oid === pg.types.builtins.INT8 && format !== 'binary' ? Number : pg.types.getTypeParser(oid, format);
