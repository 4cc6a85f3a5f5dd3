import type { Context } from '#server/context.ts';
import { formerWebhooks, giveBack, pointHere, pointsHere } from '#server/twilio/number-webhooks.ts';
import { clean } from '#server/twilio/twiml-text.ts';
import type { IncomingNumber } from '#shared/api/admin-api.ts';
import type { AgentId, E164 } from '#shared/ids.ts';
import { type Problem, problem } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import { findOwn, openAccount } from './account-numbers.ts';

/** The lines that customers call, with who answers them. */
export async function incomingNumbers(context: Context): Promise<IncomingNumber[]> {
  const rest = await openAccount(context);
  const atTwilio = rest.ok ? await rest.value.numbers() : rest;
  const lines = await context.db.selectFrom('incoming_numbers').selectAll().orderBy('name').orderBy('number').execute();
  const agents = await context.db.selectFrom('incoming_number_agents').selectAll().orderBy('place').execute();
  return lines.map((line) => {
    const own = atTwilio.ok ? atTwilio.value.find((one) => one.number === line.number) : undefined;
    return {
      number: line.number,
      name: line.name,
      agentIds: agents.filter((agent) => agent.number === line.number).map((agent) => agent.agent_id),
      record: line.record,
      pointsHere: atTwilio.ok ? own !== undefined && pointsHere(context, own) : null,
    };
  });
}

export interface Line {
  number: E164;
  name: string;
  agentIds: AgentId[];
  /** Left out: as before; not, for a new line. */
  record?: boolean | undefined;
}

/**
 * Adds or changes a line; its calls come here by the time it answers. What the number pointed at before is kept, to be given back. A
 * number that Twilio will not set is not added.
 */
export async function saveIncomingNumber(context: Context, entered: Line): Promise<Result<IncomingNumber>> {
  const line = { ...entered, name: clean(entered.name).trim(), agentIds: [...new Set(entered.agentIds)] };
  const rest = await openAccount(context);
  if (!rest.ok) return rest;
  const unknown = await unknownAgent(context, line.agentIds);
  if (unknown) return failed(unknown);
  const own = await findOwn(rest.value, line.number);
  if (!own.ok) return own;

  const name = line.name || own.value.name || line.number;
  // The row first: a call that comes the moment Twilio knows must find its line.
  const { added, record } = await keepLine(
    context,
    { ...line, name },
    own.value.sid,
    formerWebhooks(context, own.value),
  );
  const set = await pointHere(context, rest.value, own.value);
  if (!set.ok) {
    if (added) await context.db.deleteFrom('incoming_numbers').where('number', '=', line.number).execute();
    return set;
  }
  context.log.info('incoming number saved', { line: line.number, agents: line.agentIds.length, record });
  return ok({ number: line.number, name, agentIds: line.agentIds, record, pointsHere: true });
}

/** Stops taking a line's calls and gives the number its former webhooks back. */
export async function deleteIncomingNumber(context: Context, number: E164): Promise<Result<Record<string, never>>> {
  const line = await context.db
    .selectFrom('incoming_numbers')
    .select('former_webhooks')
    .where('number', '=', number)
    .executeTakeFirst();
  if (!line) return failed(problem('not-found', 'That number is not among the incoming numbers.'));
  const rest = await openAccount(context);
  const own = rest.ok ? await findOwn(rest.value, number) : undefined;
  if (rest.ok && own?.ok) {
    const given = await giveBack(context, rest.value, own.value, line.former_webhooks);
    if (!given.ok) return given;
  } else if (own && !own.ok && own.problem.retry) return own;
  await context.db.deleteFrom('incoming_numbers').where('number', '=', number).execute();
  context.log.info('incoming number deleted', { line: number });
  return ok({});
}

/** A Problem when one of them is no active CRM user. */
export async function unknownAgent({ db }: Pick<Context, 'db'>, agentIds: AgentId[]): Promise<Problem | undefined> {
  const known = await db
    .selectFrom('agents')
    .select('id')
    .where('id', 'in', agentIds)
    .where('active', '=', true)
    .execute();
  if (known.length === agentIds.length) return undefined;
  return problem('user-unknown', 'One of these people is no longer an active user of the CRM. Choose again.', {
    field: 'agentIds',
  });
}

/** Whether the line is new, and whether its calls are recorded. */
async function keepLine(
  { db, clock }: Context,
  line: Line,
  twilioSid: string,
  former: Record<string, string>,
): Promise<{ added: boolean; record: boolean }> {
  const recorded = line.record === undefined ? {} : { record: line.record };
  const row = { twilio_sid: twilioSid, name: line.name, updated_at: clock.now(), ...recorded };
  return db.transaction().execute(async (tx) => {
    const added = await tx
      .insertInto('incoming_numbers')
      .values({ number: line.number, former_webhooks: JSON.stringify(former), ...row })
      .onConflict((conflict) => conflict.column('number').doNothing())
      .returning('number')
      .executeTakeFirst();
    if (!added) await tx.updateTable('incoming_numbers').set(row).where('number', '=', line.number).execute();
    await tx.deleteFrom('incoming_number_agents').where('number', '=', line.number).execute();
    await tx
      .insertInto('incoming_number_agents')
      .values(line.agentIds.map((agent_id, place) => ({ number: line.number, agent_id, place })))
      .execute();
    const kept = await tx
      .selectFrom('incoming_numbers')
      .select('record')
      .where('number', '=', line.number)
      .executeTakeFirstOrThrow();
    return { added: added !== undefined, record: kept.record };
  });
}
