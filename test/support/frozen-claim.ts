import { env, pid, stdout } from 'node:process';
import type { KyselyPlugin } from 'kysely';
import * as v from 'valibot';
import { claimStep } from '#server/calls/write-back/write-back.claim.ts';
import { openPostgres } from '#server/database/postgres.ts';
import { silentLog } from '#server/log.ts';
import { callIdSchema } from '#shared/ids.ts';
import { systemClock } from '#shared/time.ts';
import { testConfig } from './context.ts';

/**
 * A server process that stands still in the midst of a claim, its rows locked: run with `DATABASE_URL` and `CALL_ID`. Woken up (SIGCONT), it
 * goes on and says how that went.
 */
const { db, close } = await openPostgres(v.parse(v.string(), env.DATABASE_URL), silentLog);
const freezing: KyselyPlugin = {
  transformQuery({ node }) {
    if (node.kind === 'UpdateQueryNode') process.kill(pid, 'SIGSTOP');
    return node;
  },
  transformResult: async ({ result }) => result,
};
const needs = { clock: systemClock, config: testConfig(), db: db.withPlugin(freezing) };
await claimStep(needs, v.parse(callIdSchema, env.CALL_ID)).then(
  () => stdout.write('claimed'),
  () => stdout.write('gave up'),
);
await close();
