import type { Kysely, SqlBool } from 'kysely';
import { sql } from 'kysely';
import { conversationOf } from '#server/call-control/conversation.ts';
import { holdCall, readEvents } from '#server/calls/call.store.ts';
import { isFinal, type TimedEvent } from '#server/calls/call-event.ts';
import type { CallRow } from '#server/calls/call-row.ts';
import type { Context } from '#server/context.ts';
import type { Database } from '#server/database/schema.ts';
import { everyRound } from '#server/jobs/rounds.ts';
import { readConnection, restByKey } from '#server/twilio/connection.ts';
import type { TwilioRest } from '#server/twilio/rest.ts';
import type { CallReport } from '#server/twilio/rest-rows.ts';
import { factsOf } from './control-facts.ts';
import { callChanged } from './control-rounds.ts';

const EVERY_MS = 15_000;
/** Reports are given this long to come by themselves. */
const PATIENCE_MS = 15_000;

/** The calls that are under our hands: their legs don't end with their first Dial, so each is asked for. */
export const underHandIn = (db: Kysely<Database>) =>
  db
    .selectFrom('call_events')
    .select('call_events.id')
    .where(sql<SqlBool>`call_events.call_id = calls.id`)
    .where('call_events.kind', 'in', ['asked', 'led']);

/** Tells the ledger what Twilio's reports would have told of legs that are over, so that no call stays open: every quarter of a minute, by one process for all. */
export function keepLegsSwept(context: Context): void {
  everyRound(context, 'leg sweep', EVERY_MS, () => sweepLegs(context));
}

/** One sweep. */
export async function sweepLegs(context: Context): Promise<void> {
  const { db, log } = context;
  const open = await db
    .selectFrom('calls')
    .selectAll()
    .where('state', '!=', 'ended')
    .where('parent_sid', 'is not', null)
    .where(({ exists }) => exists(underHandIn(db)))
    .execute();
  const connection = open.length > 0 ? await readConnection(context) : undefined;
  if (!connection) return;
  const rest = restByKey(context, connection);
  const live = await rest.liveCalls();
  if (!live.ok) return log.warn('leg sweep put off', { reason: live.problem.code });
  for (const row of open) await sweepCall(context, rest, row, live.value);
}

async function sweepCall(context: Context, rest: TwilioRest, row: CallRow, live: ReadonlySet<string>): Promise<void> {
  const events = await readEvents(context.db, row.id);
  const { legs } = conversationOf(await factsOf({ events, row, tx: context.db }), events);
  const told: TimedEvent[] = [];
  // One that was seen to be over while its report was lost is asked for too: the call ends by what is reported of its legs.
  const reported = reportedOver(row, events);
  for (const { leg, agentId } of legs.filter(({ leg }) => !reported.has(leg) && !live.has(leg))) {
    const asked = await rest.call(leg);
    if (!asked.ok) return;
    told.push(...reportOf(context, row, { leg, agentId }, asked.value));
  }
  if (told.length === 0) return;
  await holdCall(context, { id: row.id }, (call) => call.append(...told));
  context.log.info('legs swept', { callId: row.id, legs: told.length });
  callChanged(context, row.id);
}

/** The legs whose end has been told. */
const reportedOver = (row: CallRow, events: readonly TimedEvent[]): Set<string | null> =>
  new Set(
    events.flatMap((event) => {
      if (event.kind === 'leg') return isFinal(event.status) ? [event.leg] : [];
      return event.kind === 'parent' && isFinal(event.status) ? [row.parent_sid] : [];
    }),
  );

/** What would have been reported of a leg; nothing while it is alive, or has ended so recently that it may still be. */
function reportOf(
  { clock }: Context,
  row: CallRow,
  { leg, agentId }: { leg: string; agentId: CallRow['agent_id'] },
  report: CallReport | null,
): TimedEvent[] {
  const now = clock.now();
  const status = report ? report.status : 'failed';
  const at = report?.endedAt ?? now;
  if (!status || !isFinal(status)) return [];
  if (report?.endedAt && now.getTime() - at.getTime() < PATIENCE_MS) return [];
  if (leg === row.parent_sid) return [{ kind: 'parent', status, at }];
  return [{ kind: 'leg', leg, status, agentId, seconds: report?.seconds ?? null, at }];
}
