import type { Context } from '#server/context.ts';
import { type AuthTokens, notConnected, readConnection } from '#server/twilio/connection.ts';
import type { AgentId } from '#shared/ids.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import { noteChange } from './changes.ts';
import { connectTwilio } from './connect-twilio.ts';

/**
 * Takes a new Auth Token of the same account, once Twilio has accepted it. Webhooks signed with the former one are still let in until it is
 * forgotten: Twilio signs with the primary token, and which one that is changes in the Console. Softphones go on: their API key stays,
 * unless it no longer works.
 */
export async function rotateToken(
  context: Context,
  by: AgentId,
  authToken: string,
): Promise<Result<{ former: boolean }>> {
  const connection = await readConnection(context);
  if (!connection) return failed(notConnected);
  const { accountSid, edge, region } = connection;
  const connected = await connectTwilio(context, by, { accountSid, authToken, edge, region });
  if (!connected.ok) return connected;
  const now = await readConnection(context);
  return ok({ former: (now?.authTokens.secondary ?? null) !== null });
}

/** From now on webhooks must be signed with the present Auth Token. */
export async function forgetFormerToken(context: Context, by: AgentId): Promise<Result<Record<string, never>>> {
  return context.db.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('twilio_connection')
      .select('account_name')
      .where('id', '=', 1)
      .forUpdate()
      .executeTakeFirst();
    const connection = row && (await readConnection({ db: tx, secrets: context.secrets }));
    if (!connection) return failed(notConnected);
    if (connection.authTokens.secondary === null) return ok({});
    const tokens: AuthTokens = { primary: connection.authTokens.primary, secondary: null };
    await tx
      .updateTable('twilio_connection')
      .set({ auth_token: context.secrets.seal(JSON.stringify(tokens)) })
      .where('id', '=', 1)
      .execute();
    await noteChange(context, tx, { by, kind: 'twilio-token-forgotten', subject: connection.accountName });
    context.log.info('former auth token forgotten', { by });
    return ok({});
  });
}
