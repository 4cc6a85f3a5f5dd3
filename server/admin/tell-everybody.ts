import type { Kysely } from 'kysely';
import type { Context } from '#server/context.ts';
import type { Database } from '#server/database/schema.ts';

/** Whether Twilio is connected concerns every agent's softphone. */
export async function tellEverybody({ realtime }: Pick<Context, 'realtime'>, tx: Kysely<Database>): Promise<void> {
  const agents = await tx.selectFrom('agents').select('id').where('active', '=', true).execute();
  await realtime.tell(
    tx,
    agents.map((agent) => agent.id),
    'me',
  );
}
