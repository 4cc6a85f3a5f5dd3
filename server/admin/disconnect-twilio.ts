import type { Context } from '#server/context.ts';
import { readConnection, restByKey } from '#server/twilio/connection.ts';
import type { AgentId } from '#shared/ids.ts';
import { ok, type Result } from '#shared/result.ts';
import { noteChange } from './changes.ts';
import { forget } from './connect-twilio.ts';
import { giveLinesBack } from './line-webhooks.ts';
import { tellEverybody } from './tell-everybody.ts';

/**
 * Gives the numbers their former webhooks back, removes what we made at Twilio, and forgets the account. The list of numbers stays: the
 * same account connected again works as before. Where Twilio does not answer, the account is forgotten all the same.
 */
export async function disconnectTwilio(context: Context, by: AgentId): Promise<Result<Record<string, never>>> {
  const connection = await readConnection(context);
  if (!connection) return ok({});
  await giveLinesBack(context, restByKey(context, connection));
  await forget(context, connection);
  await context.db.transaction().execute(async (tx) => {
    await tx.deleteFrom('twilio_connection').execute();
    const subject = connection.accountName;
    await noteChange(context, tx, { by, kind: 'twilio-disconnected', subject });
    await tellEverybody(context, tx);
  });
  context.log.info('twilio disconnected');
  return ok({});
}
