import { isUnwanted } from '#server/call-flow/next-turn.ts';
import type { Context } from '#server/context.ts';
import { everyRound } from '#server/jobs/rounds.ts';
import { readConnection, restByKey } from '#server/twilio/connection.ts';
import { pointsHere } from '#server/twilio/number-webhooks.ts';
import type { TwilioRest } from '#server/twilio/rest.ts';
import type { ArrivedCall } from '#server/twilio/rest-rows.ts';
import type { E164 } from '#shared/ids.ts';
import { hold } from './call.store.ts';
import { isFinal } from './call-event.ts';
import { enterCall } from './enter-call.ts';
import { circumstancesOf } from './flow-facts.ts';
import { legsTold, type Told } from './sweep.ts';

/** For what nobody here can know of: Twilio that did not reach this server. */
const EVERY_MS = 3_600_000;
/** By then a caller has heard the apology to its end, and Twilio's list knows of her. */
const SOON_MS = 30_000;
/** A call that was not over when it was last looked for. */
const OVERLAP_MS = 10 * 60_000;
/** Whoever called earlier than that has called again, or waits for nobody. */
const LONGEST_MS = 24 * 3_600_000;
/** The row of `rounds` that tells until when every caller is known. */
const MARK = 'callers known until';

/** Processes that will look. */
const looking = new WeakSet<Context['background']>();

/**
 * While this server, or its database, was away, callers heard Twilio's fallback, and nobody here heard of them: they are put into the ledger
 * as missed, once, by what Twilio has. Looked for soon after a start, after a webhook that failed, and every hour.
 */
export function keepUnheardCounted(context: Context): void {
  callersMayBeUnheard(context);
  everyRound(context, 'unheard callers', EVERY_MS, async () => callersMayBeUnheard(context));
}

/** Somebody may have called of whom the ledger does not know. Looks in half a minute; as long as it can't, again. */
export function callersMayBeUnheard(context: Context): void {
  const { background, clock, log, stopping } = context;
  if (looking.has(background)) return;
  looking.add(background);
  const look = async () => {
    const done = await countUnheard(context).catch((error: unknown) => {
      log.warn('unheard callers could not be looked for', { error });
      return false;
    });
    looking.delete(background);
    if (!done) callersMayBeUnheard(context);
  };
  clock.after(SOON_MS, () => background.start('unheard callers', look), stopping);
}

/** One look; false: it could not be done, or somebody's call is not over. */
export async function countUnheard(context: Context): Promise<boolean> {
  const { clock, db } = context;
  const until = clock.now();
  const connection = await readConnection(context);
  if (!connection) return true;
  const mark = await db.selectFrom('rounds').select('taken_at').where('name', '=', MARK).executeTakeFirst();
  if (mark && !(await countSince(context, restByKey(context, connection), mark.taken_at, until))) return false;
  await db
    .insertInto('rounds')
    .values({ name: MARK, taken_at: until })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ taken_at: until }))
    .execute();
  return true;
}

async function countSince(context: Context, rest: TwilioRest, mark: Date, until: Date): Promise<boolean> {
  const since = new Date(Math.max(mark.getTime() - OVERLAP_MS, until.getTime() - LONGEST_MS));
  const listed = await rest.arrivedSince(since);
  if (!listed.ok) return false;
  const unknown = await unknownOf(context, listed.value);
  if (unknown.length === 0) return true;
  const numbers = await rest.numbers();
  if (!numbers.ok) return false;
  // What somebody else answers is not ours to call missed.
  const ours = new Set(numbers.value.filter((own) => pointsHere(context, own)).map(({ number }) => number));
  const unheard = unknown.filter(({ line }) => ours.has(line));
  const over = unheard.filter(
    ({ endedAt, status }) => status && isFinal(status) && endedAt && until.getTime() - endedAt.getTime() >= SOON_MS,
  );
  for (const call of over) {
    const legs = await legsTold(context, rest, call.sid);
    if (!legs) return false;
    await enter(context, call, legs);
  }
  // Others still hear the apology, or their webhook is under way.
  return over.length === unheard.length;
}

/** Of our lines, as they have been since before these calls, and not in the ledger. */
async function unknownOf({ db }: Context, calls: readonly ArrivedCall[]): Promise<ArrivedCall[]> {
  if (calls.length === 0) return [];
  const lines = await db.selectFrom('incoming_numbers').select(['number', 'updated_at']).execute();
  const sinceWhen = new Map<E164, Date>(lines.map(({ number, updated_at }) => [number, updated_at]));
  const sids = calls.map(({ sid }) => sid);
  const rows = await db.selectFrom('calls').select('parent_sid').where('parent_sid', 'in', sids).execute();
  const known = new Set(rows.map((row) => row.parent_sid));
  return calls.filter(({ line, sid, startedAt }) => {
    const since = sinceWhen.get(line);
    return since !== undefined && startedAt >= since && !known.has(sid);
  });
}

/** `legs`: somebody was rung after all, by a ledger that is lost. */
async function enter(context: Context, arrived: ArrivedCall, legs: readonly Told[]): Promise<void> {
  const { endedAt, from, line, sid, startedAt, status } = arrived;
  const entered = await context.db.transaction().execute(async (tx) => {
    const found = await enterCall(context, tx, { leg: sid, line, from }, startedAt);
    if (!found?.isNew) return undefined;
    const call = await hold(context, tx, found.row, true);
    await call.append({ kind: 'arrived', leg: sid, at: startedAt });
    const { blocked, flow } = await circumstancesOf(tx, found.row);
    if (isUnwanted(flow, { blocked, from }))
      await call.append({ kind: 'refused', why: blocked ? 'blocked' : 'withheld', at: startedAt });
    else if (legs.length > 0) await call.append(...legs);
    else await call.append({ kind: 'said', step: 0, words: 'apology', at: startedAt });
    if (status && endedAt) await call.append({ kind: 'parent', status, at: endedAt });
    return found.row.id;
  });
  if (entered) context.log.warn('caller was not heard', { callId: entered, line });
}
