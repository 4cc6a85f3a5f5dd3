import type { Context } from '#server/context.ts';
import type { AudioId } from '#shared/call-flow/prompt.ts';
import type { CallId } from '#shared/ids.ts';
import { flowOfCall } from './flow-of-call.ts';

/**
 * What whoever is on hold hears: the music of her line's queue; null: our own. A caller's is that of the flow she came into; whoever was
 * called hears what her line plays now, where callers are answered on it.
 */
export async function holdMusic({ db }: Pick<Context, 'db'>, callId: CallId): Promise<AudioId | null> {
  const row = await db
    .selectFrom('calls')
    .leftJoin('incoming_numbers as line', 'line.number', 'calls.line')
    .select(['calls.direction', 'calls.line', 'calls.flow_version', 'line.flow_version as live'])
    .where('calls.id', '=', callId)
    .executeTakeFirst();
  if (!row) return null;
  const flow_version = row.direction === 'incoming' ? row.flow_version : row.live;
  if (row.direction === 'outgoing' && flow_version === null) return null;
  const { music } = (await flowOfCall(db, { line: row.line, flow_version })).flow.queue;
  return music.kind === 'default' ? null : music.kind === 'file' ? music.file : music.urlFile;
}
