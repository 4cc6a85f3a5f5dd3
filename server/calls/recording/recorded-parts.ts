import type { Kysely } from 'kysely';
import type { Database } from '#server/database/schema.ts';
import type { CallId } from '#shared/ids.ts';
import type { RecordedPart } from './recording-upload.ts';

/** The parts of a call's recording that there is, or was, something to hear of; in order. */
export async function recordedParts(db: Kysely<Database>, callId: CallId): Promise<RecordedPart[]> {
  const rows = await db
    .selectFrom('recordings')
    .innerJoin('calls', 'calls.id', 'recordings.call_id')
    .select(['recordings.part', 'recordings.sid', 'recordings.channels', 'recordings.seconds', 'recordings.state'])
    .select(['recordings.attached_as', 'calls.parent_sid'])
    .where('recordings.call_id', '=', callId)
    .where('recordings.state', 'in', ['completed', 'gone'])
    .orderBy('recordings.part')
    .execute();
  return rows.flatMap(({ sid, ...row }) =>
    sid === null
      ? []
      : [
          {
            part: row.part,
            sid,
            parentSid: row.parent_sid,
            channels: row.channels ?? 2,
            seconds: row.seconds ?? 0,
            gone: row.state === 'gone',
            attachedAs: row.attached_as,
          },
        ],
  );
}
