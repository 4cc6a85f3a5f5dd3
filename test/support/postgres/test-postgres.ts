import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

export interface TestPostgres {
  /** Of an empty database that nobody else uses. */
  url: string;
  /** Ends every connection to it but those that ask now, as a restart of PostgreSQL would. */
  cutConnections(): Promise<void>;
  drop(): Promise<void>;
}

/** A database of one's own on the run's PostgreSQL (storage project only). */
export async function testPostgres(): Promise<TestPostgres> {
  const admin = inject('postgresUrl');
  const name = `sidetone_test_${randomBytes(6).toString('hex')}`;
  await once(admin, `create database ${name}`);
  const url = new URL(admin);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    cutConnections: () =>
      once(admin, `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`),
    drop: () => once(admin, `drop database ${name} with (force)`),
  };
}

async function once(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
