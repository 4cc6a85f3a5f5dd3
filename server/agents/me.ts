import type { ExpressionBuilder, Kysely } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Context } from '#server/context.ts';
import type { Database } from '#server/database/schema.ts';
import type { Agent, Me } from '#shared/api/agent-api.ts';
import { CONTRACT } from '#shared/api/version.ts';
import type { AgentId } from '#shared/ids.ts';
import { countryOfNumber } from '#shared/phone-number.ts';

/** Everything a softphone needs to know of its agent, as of now. One statement: after a restart all ask at once. */
export async function describeMe(
  { crm, db }: Pick<Context, 'crm'> & { db: Kysely<Database> },
  agentId: AgentId,
): Promise<Me> {
  const row = await db
    .selectFrom('agents')
    .leftJoin('team', (join) => join.on('team.id', '=', 1))
    .leftJoin('twilio_connection', (join) => join.on('twilio_connection.id', '=', 1))
    .select(['agents.id', 'agents.name', 'agents.email', 'agents.role', 'agents.locale', 'agents.time_zone'])
    .select(['agents.presence', 'agents.away_reason', 'agents.away_until', 'team.organisation_name', 'team.country'])
    .select(['twilio_connection.account_sid', 'team.may_leave_out', 'team.wrap_up_seconds'])
    .select((of) => numbersOf(of).as('numbers'))
    .where('agents.id', '=', agentId)
    .executeTakeFirstOrThrow();
  const numbers = row.numbers.map(({ number }) => number);
  const numberCountry = numbers[0] ? countryOfNumber(numbers[0]) : null;
  return {
    agent: agentOf(row),
    team: row.organisation_name ?? '',
    presence: row.presence,
    awayReason: row.away_reason,
    awayUntil: row.away_until?.toISOString() ?? null,
    outgoingNumbers: numbers,
    country: numberCountry ?? row.country ?? regionOf(row.locale) ?? 'US',
    twilioConnected: row.account_sid !== null,
    crmOrigin: crm.pageOrigin,
    takesCallIds: true,
    contractMinor: CONTRACT.minor,
    wrapUp: { mayLeaveOut: row.may_leave_out ?? false, seconds: row.wrap_up_seconds ?? 0 },
  };
}

/** The numbers that she may call from: her default first, then the oldest. */
const numbersOf = ({ selectFrom }: ExpressionBuilder<Database, 'agents'>) =>
  jsonArrayFrom(
    selectFrom('outgoing_numbers')
      .select('number')
      .whereRef('agent_id', '=', 'agents.id')
      .orderBy('is_default', 'desc')
      .orderBy('updated_at')
      .orderBy('number'),
  );

/** An agent as the contract shows her. */
export function agentOf(row: {
  id: AgentId;
  name: string;
  email: string;
  role: 'agent' | 'admin';
  locale: string;
  time_zone: string;
}): Agent {
  const { id, name, email, role, locale, time_zone: timeZone } = row;
  return { id, name, email, role, locale, timeZone };
}

/** `ES` of `es-ES`; the last guess for a team whose CRM names no country. */
function regionOf(locale: string): string | undefined {
  return /-([A-Z]{2})\b/.exec(locale)?.[1];
}
