import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import type pg from 'pg';
import { ConnectionUse } from './connection-use.ts';

/** Asked so often, a statement is worth its plan; each of a pool's connections keeps one. */
const OFTEN = 3;
/** Statements with lists come in many lengths: PostgreSQL is not to keep them all. */
const MOST_KEPT = 200;
const MOST_COUNTED = 2_000;

/**
 * A pool whose connections plan what is asked again and again once, and not each time: planning takes PostgreSQL several times as long as
 * the answer, and a caller waits for it. Done by names, as the protocol has it: a proxy in front of the database must know them
 * (PgBouncer does since 1.21). A connection that has not answered for `answerMs` is given up.
 */
export function withKeptPlans(pool: pg.Pool, answerMs: number): PostgresPool {
  const names = new PlanNames();
  const wrapped = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  return {
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect();
      const known = wrapped.get(client) ?? naming(client, names, new ConnectionUse(answerMs));
      wrapped.set(client, known);
      return known;
    },
  };
}

function naming(client: pg.PoolClient, names: PlanNames, use: ConnectionUse): PostgresPoolClient {
  const query = (text: string, values: readonly unknown[]): Promise<unknown> => {
    const name = names.nameOf(text);
    const asked = name === undefined ? { text, values: [...values] } : { name, text, values: [...values] };
    return use.ask(text, () => client.query(asked));
  };
  return {
    // Of kysely's two ways to ask we take this one: the other needs a cursor, which its dialect is not given.
    query: query as (<R>(text: string, values: readonly unknown[]) => Promise<PostgresQueryResult<R>>) &
      PostgresPoolClient['query'],
    release: (destroy) => client.release(destroy || use.isOver),
  };
}

/** Which statements get a name, and what it is. */
export class PlanNames {
  readonly #asked = new Map<string, number>();
  readonly #names = new Map<string, string>();

  nameOf(text: string): string | undefined {
    const known = this.#names.get(text);
    if (known !== undefined || this.#names.size >= MOST_KEPT || !isPlanned(text)) return known;
    const asked = (this.#asked.get(text) ?? 0) + 1;
    if (this.#asked.size >= MOST_COUNTED) this.#asked.clear();
    this.#asked.set(text, asked);
    if (asked < OFTEN) return undefined;
    this.#asked.delete(text);
    const name = `sidetone_${this.#names.size + 1}`;
    this.#names.set(text, name);
    return name;
  }
}

/**
 * `*` is never named: another process that brings the database up to date may add a column, and PostgreSQL refuses to go on with a plan
 * whose result has changed.
 */
const isPlanned = (text: string): boolean =>
  /^\s*(select|insert|update|delete|with)\b/i.test(text) && !text.includes('*');
