import { type SqlBool, sql } from 'kysely';
import { underHandIn } from '#server/calls/control/control-sweep.ts';
import { agentMayBeFree } from '#server/calls/queue/queue-dispatch.ts';
import type { Context } from '#server/context.ts';
import { everyRound } from '#server/jobs/rounds.ts';
import { readConnection, restByKey } from '#server/twilio/connection.ts';
import type { TwilioRest } from '#server/twilio/rest.ts';
import { softphoneOf } from '#server/twilio/softphone-identity.ts';
import { type CallRow, type HeldCall, holdCall } from './call.store.ts';
import { isFinal, legStatusSchema, type TimedEvent } from './call-event.ts';

const EVERY_MS = 15_000;
/** Reports are given this long to come by themselves. */
const PATIENCE_MS = 30_000;
/** We let no call last longer than four hours: what is open after five is over, whatever anybody says. */
const LONGEST_CALL_MS = 5 * 3_600_000;
/** Twilio is asked for so long who has talked in a call that is over, and whether anybody has. */
const NAMED_WITHIN_MS = 10 * 60_000;

/**
 * Closes calls whose end was never reported (this server was down, or the network lost it), so that nothing stays open: every quarter of a
 * minute, by one process for all, within a minute of it. Two at once would do no harm: the ledger takes each fact once. Where only the end
 * of a conversation was reported, it asks whose it was; where only the end of the call, whether there was one.
 */
export function keepSwept(context: Context): void {
  everyRound(context, 'sweep', EVERY_MS, () => sweepCalls(context));
}

/** One sweep. */
export async function sweepCalls(context: Context): Promise<void> {
  const now = context.clock.now();
  const open = await context.db
    .selectFrom('calls')
    .selectAll()
    .where('state', '!=', 'ended')
    .where('created_at', '<', new Date(now.getTime() - PATIENCE_MS))
    .where(({ exists, not }) => not(exists(underHandIn(context.db))))
    .execute();

  for (const call of open.filter((call) => call.parent_sid === null)) {
    if (!call.usable_until || call.usable_until < now) await close(context, call, [{ kind: 'withdrawn', at: now }]);
  }
  const connected = open.filter((call) => call.parent_sid !== null);
  const unsure = [...(await answeredByNobodyKnown(context, now)), ...(await answeredOrNot(context, now))];
  const tooOld = (call: CallRow) => now.getTime() - call.created_at.getTime() > LONGEST_CALL_MS;
  for (const call of connected.filter(tooOld))
    await close(context, call, [{ kind: 'parent', status: 'ended', at: now }]);
  await sweepAtTwilio(
    context,
    connected.filter((call) => !tooOld(call)),
    unsure,
  );
}

/** Calls that are over, so recently that Twilio is asked about them, and so long that reports would have come. */
const overLately = ({ db }: Context, now: Date) =>
  db
    .selectFrom('calls')
    .selectAll()
    .where('created_at', '>', new Date(now.getTime() - LONGEST_CALL_MS))
    .where('ended_at', '>', new Date(now.getTime() - NAMED_WITHIN_MS))
    .where('ended_at', '<', new Date(now.getTime() - PATIENCE_MS));

/** Nobody's note, and nobody's call in the CRM: the Dial has told that they talked, and no leg's report who. */
const answeredByNobodyKnown = (context: Context, now: Date): Promise<CallRow[]> =>
  overLately(context, now).where('agent_id', 'is', null).where('disposition', '=', 'answered').execute();

/** Somebody was rung, and what became of that was never told: they may have talked. */
const answeredOrNot = (context: Context, now: Date): Promise<CallRow[]> =>
  overLately(context, now)
    .where('disposition', '!=', 'answered')
    .where(
      sql<SqlBool>`exists (
        select from call_events as rung
        where rung.call_id = calls.id and rung.kind = 'leg' and not exists (
          select from call_events as over
          where over.call_id = calls.id and over.kind = 'leg' and over.data->>'leg' = rung.data->>'leg'
            and over.data->>'status' in (${sql.join(legStatusSchema.options.filter(isFinal))})
        )
      )`,
    )
    .execute();

async function sweepAtTwilio(context: Context, open: CallRow[], unsure: CallRow[]): Promise<void> {
  const connection = open.length + unsure.length > 0 ? await readConnection(context) : undefined;
  if (!connection) return;
  const rest = restByKey(context, connection);
  for (const call of unsure) {
    const legs = call.parent_sid ? await legsTold(context, rest, call.parent_sid) : undefined;
    const isUnsure = ({ row }: HeldCall) => row.agent_id === call.agent_id && row.disposition === call.disposition;
    if (legs) await take(context, call, legs, isUnsure);
  }
  if (open.length > 0) await closeOver(context, rest, open);
}

async function closeOver(context: Context, rest: TwilioRest, calls: CallRow[]): Promise<void> {
  const live = await rest.liveCalls();
  if (!live.ok) return context.log.warn('sweep put off', { reason: live.problem.code });
  for (const call of calls) {
    if (!call.parent_sid || live.value.has(call.parent_sid)) continue;
    const told = await whatTwilioTells(context, rest, call.parent_sid);
    if (told.length > 0) await close(context, call, told);
  }
}

/** `to`: whom a leg rang. */
export type Told = TimedEvent & { to?: string };

/** What would have been reported; nothing while the call is alive, or has ended so recently that the reports may still come. */
async function whatTwilioTells(context: Context, rest: TwilioRest, parentSid: string): Promise<Told[]> {
  const now = context.clock.now();
  const parent = await rest.call(parentSid);
  if (!parent.ok) return [];
  if (!parent.value) return [{ kind: 'parent', status: 'failed', at: now }];
  const { status, endedAt } = parent.value;
  if (!status || !isFinal(status)) return [];
  if (endedAt && now.getTime() - endedAt.getTime() < PATIENCE_MS) return [];
  const rung = await legsTold(context, rest, parentSid);
  return rung ? [...rung, { kind: 'parent', status, at: endedAt ?? now }] : [];
}

/** The legs that are over; undefined: Twilio can't be asked now. */
export async function legsTold({ clock }: Context, rest: TwilioRest, parentSid: string): Promise<Told[] | undefined> {
  const legs = await rest.legsOf(parentSid);
  if (!legs.ok) return undefined;
  return legs.value.flatMap(({ endedAt, seconds, sid, status, to }): Told[] => {
    if (!status || !isFinal(status)) return [];
    const at = endedAt ?? clock.now();
    return [{ kind: 'leg', leg: sid, status, agentId: softphoneOf(to), to, seconds, at }];
  });
}

/** A leg to a number that was rung as somebody's mobile is hers. */
function asMobile({ events }: HeldCall, { to, ...told }: Told): TimedEvent {
  if (told.kind !== 'leg' || told.agentId !== null || !to) return told;
  const rung = events.flatMap((event) => (event.kind === 'turn' && event.did.do === 'ring' ? event.did.mobiles : []));
  const mobile = rung.find(({ number }) => number === to);
  return mobile ? { ...told, agentId: mobile.agentId, mobile: true } : told;
}

/** What was reported while we asked, or has connected after all, is closed by its own reports. */
const close = (context: Context, call: CallRow, events: Told[]): Promise<void> =>
  take(context, call, events, ({ row, state }) => state.state !== 'ended' && row.parent_sid === call.parent_sid);

async function take(
  context: Context,
  call: CallRow,
  events: Told[],
  isWanted: (held: HeldCall) => boolean,
): Promise<void> {
  const taken = await holdCall(context, { id: call.id }, async (held) => {
    if (!isWanted(held)) return false;
    await held.append(...events.map((event) => asMobile(held, event)));
    return true;
  });
  if (!taken) return;
  context.log.info('call swept', { callId: call.id });
  agentMayBeFree(context);
}
