import type { Context } from '#server/context.ts';
import { readConnection, restByKey } from '#server/twilio/connection.ts';
import type { TwilioConnection } from '#shared/api/admin-api.ts';

/** The connection as an admin sees it; nothing secret. */
export async function showConnection(context: Context): Promise<TwilioConnection> {
  const connection = await readConnection(context);
  const kept = await context.db
    .selectFrom('twilio_connection')
    .innerJoin('agents', 'agents.id', 'twilio_connection.connected_by')
    .select(['twilio_connection.connected_at', 'agents.name'])
    .executeTakeFirst();
  if (!connection || !kept) return { state: 'none' };
  const rest = restByKey(context, connection);
  const [numbers, balance] = await Promise.all([rest.numbers(), rest.balance()]);
  return {
    state: 'connected',
    accountSid: connection.accountSid,
    accountName: connection.accountName,
    trial: connection.trial,
    region: connection.region,
    edge: connection.edge,
    numberCount: numbers.ok ? numbers.value.length : null,
    connectedAt: kept.connected_at.toISOString(),
    connectedBy: kept.name,
    balance: balance.ok ? balance.value : null,
    formerToken: connection.authTokens.secondary !== null,
  };
}
