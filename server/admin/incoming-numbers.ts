import { sql } from 'kysely';
import type { SignedInAgent } from '#server/agents/sessions.ts';
import type { Context } from '#server/context.ts';
import { giveBack, pointsHere } from '#server/twilio/number-webhooks.ts';
import type { IncomingNumber } from '#shared/api/admin-api.ts';
import type { CallFlow } from '#shared/call-flow/call-flow.schema.ts';
import { languageOfLine } from '#shared/call-flow/line-language.ts';
import { newFlow } from '#shared/call-flow/new-flow.ts';
import { agentsOf } from '#shared/call-flow/tree.ts';
import type { AgentId, E164 } from '#shared/ids.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import { findOwn, openAccount } from './account-numbers.ts';
import { liveFlow, noLine } from './call-flows.ts';
import { noteChange } from './changes.ts';
import { saveFlow } from './save-flow.ts';

/** The lines that customers call, with who answers them. */
export async function incomingNumbers(context: Context): Promise<IncomingNumber[]> {
  const rest = await openAccount(context);
  const atTwilio = rest.ok ? await rest.value.numbers() : rest;
  const lines = await context.db
    .selectFrom('incoming_numbers as lines')
    .leftJoin('call_flows as flows', (join) =>
      join.onRef('flows.number', '=', 'lines.number').onRef('flows.version', '=', 'lines.flow_version'),
    )
    .select(['lines.number', 'lines.name', 'lines.record'])
    .select(sql<CallFlow['answer'] | null>`flows.flow ->> 'answer'`.as('answer'))
    .orderBy('lines.name')
    .orderBy('lines.number')
    .execute();
  const agents = await context.db.selectFrom('incoming_number_agents').selectAll().orderBy('place').execute();
  return lines.map((line) => {
    const own = atTwilio.ok ? atTwilio.value.find((one) => one.number === line.number) : undefined;
    return {
      number: line.number,
      name: line.name,
      agentIds: agents.filter((agent) => agent.number === line.number).map((agent) => agent.agent_id),
      record: line.record,
      answer: line.answer ?? 'people',
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
 * Adds or changes a line as extensions before 1.3 do, which know only its people. Whom they leave unchanged keep their menu; others ring
 * all at once or in turn, as the line's people did before.
 */
export async function saveIncomingNumber(
  context: Context,
  admin: Pick<SignedInAgent, 'id' | 'timeZone'>,
  entered: Line,
): Promise<Result<IncomingNumber>> {
  const { number, name } = entered;
  const live = await liveFlow(context.db, number);
  const before = live.ok ? live.value.flow : newFlow(languageOfLine(number), admin.timeZone, entered.agentIds);
  const flow: CallFlow = {
    ...before,
    record: entered.record ?? before.record,
    ...(!sameSet(agentsOf(before), entered.agentIds) && {
      answer: 'people',
      people: { ...before.people, agentIds: entered.agentIds },
    }),
  };
  const saved = await saveFlow(context, { number, name, flow, basedOn: 'any', restoredFrom: null, by: admin.id });
  if (!saved.ok) return saved;
  const shown = (await incomingNumbers(context)).find((line) => line.number === number);
  return shown ? ok(shown) : failed(noLine);
}

const sameSet = (some: readonly AgentId[], others: readonly AgentId[]): boolean =>
  some.every((id) => others.includes(id)) && others.every((id) => some.includes(id));

/** Stops taking a line's calls and gives the number its former webhooks back. What it did is kept with its versions. */
export async function deleteIncomingNumber(
  context: Context,
  by: AgentId,
  number: E164,
): Promise<Result<Record<string, never>>> {
  const line = await context.db
    .selectFrom('incoming_numbers')
    .select(['former_webhooks', 'name'])
    .where('number', '=', number)
    .executeTakeFirst();
  if (!line) return failed(noLine);
  const rest = await openAccount(context);
  const own = rest.ok ? await findOwn(rest.value, number) : undefined;
  if (rest.ok && own?.ok) {
    const given = await giveBack(context, rest.value, own.value, line.former_webhooks);
    if (!given.ok) return given;
  } else if (own && !own.ok && own.problem.retry) return own;
  await context.db.transaction().execute(async (tx) => {
    const deleted = await tx.deleteFrom('incoming_numbers').where('number', '=', number).executeTakeFirst();
    if (deleted.numDeletedRows > 0n)
      await noteChange(context, tx, {
        by,
        kind: 'incoming-number-deleted',
        subject: number,
        values: { name: line.name },
      });
  });
  context.log.info('incoming number deleted', { line: number });
  return ok({});
}
