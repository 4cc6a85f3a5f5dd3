import type { Context } from '#server/context.ts';
import type { AudioId } from '#shared/call-flow/prompt.ts';
import type { CallId } from '#shared/ids.ts';
import { flowOfCall } from './flow-of-call.ts';

/** What whoever is on hold hears: the music of her line's queue; null: our own. */
export async function holdMusic({ db }: Pick<Context, 'db'>, callId: CallId): Promise<AudioId | null> {
  const row = await db
    .selectFrom('calls')
    .select(['direction', 'line', 'flow_version'])
    .where('id', '=', callId)
    .executeTakeFirst();
  if (row?.direction !== 'incoming') return null;
  const { music } = (await flowOfCall(db, row)).flow.queue;
  return music.kind === 'default' ? null : music.kind === 'file' ? music.file : music.urlFile;
}
