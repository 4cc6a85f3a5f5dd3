import { type Kysely, sql } from 'kysely';
import * as v from 'valibot';
import type { Context } from '#server/context.ts';
import type { Database } from '#server/database/schema.ts';
import { everyRound } from '#server/jobs/rounds.ts';
import type { Audio } from '#shared/api/audio-api.ts';
import { type AudioId, audioIdSchema } from '#shared/call-flow/prompt.ts';
import { cleanText } from '#shared/clean-text.ts';
import type { AgentId } from '#shared/ids.ts';
import type { Sound } from './sound-file.ts';

const LONGEST_NAME = 120;
const SWEEP_EVERY_MS = 3_600_000;
/** An editor left open over the weekend finds on Monday what was uploaded on Friday. */
const KEPT_UNUSED_MS = 7 * 24 * 3_600_000;

/** A sound file with where it comes from. */
export interface NewAudio {
  name: string;
  url: string | null;
  content: Buffer;
  sound: Sound;
  by: AgentId;
}

/** Keeps a file as it came, and what callers hear of it. */
export async function keepAudio(context: Context, { by, content, name, sound, url }: NewAudio): Promise<Audio> {
  const id = v.parse(audioIdSchema, `a_${context.randomBytes(16).toString('base64url')}`);
  const shown = cleanText(name, LONGEST_NAME) || (sound.mime === 'audio/wav' ? 'audio.wav' : 'audio.mp3');
  await context.db
    .insertInto('audio_files')
    .values({
      ...{ id, name: shown, url, content, mime: sound.mime, telephone: sound.telephone, seconds: sound.seconds },
      ...{ saved_at: context.clock.now(), saved_by: by },
    })
    .execute();
  context.log.info('sound file kept', { agentId: by, audioId: id, bytes: content.length });
  return { id, name: shown, url, seconds: sound.seconds, bytes: content.length };
}

/** All that are kept, newest first. */
export async function listAudio(db: Kysely<Database>): Promise<Audio[]> {
  return db
    .selectFrom('audio_files')
    .select(['id', 'name', 'seconds', 'url', sql<number>`octet_length(content)`.as('bytes')])
    .orderBy('saved_at', 'desc')
    .orderBy('id')
    .execute();
}

export async function hasAudio(db: Kysely<Database>, id: AudioId): Promise<boolean> {
  return (await db.selectFrom('audio_files').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;
}

/** What callers hear, as WAV; undefined: there is no such file. */
export async function telephoneAudio(db: Kysely<Database>, id: AudioId): Promise<Buffer | undefined> {
  const row = await db.selectFrom('audio_files').select('telephone').where('id', '=', id).executeTakeFirst();
  return row?.telephone ? Buffer.from(row.telephone) : undefined;
}

/** Deletes hourly what nobody has used for a week: no version of any flow names it, and none can be restored that does. */
export function keepAudioSwept(context: Context): void {
  everyRound(context, 'audio', SWEEP_EVERY_MS, () => sweepAudio(context));
}

export async function sweepAudio({ clock, db, log }: Pick<Context, 'clock' | 'db' | 'log'>): Promise<void> {
  const swept = await db
    .deleteFrom('audio_files')
    .where('saved_at', '<', new Date(clock.now().getTime() - KEPT_UNUSED_MS))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          // Ids are random: one that stands anywhere in a flow is named there.
          selectFrom('call_flows')
            .select('number')
            .where(sql<boolean>`strpos(call_flows.flow::text, audio_files.id) > 0`),
        ),
      ),
    )
    .returning('id')
    .execute();
  if (swept.length > 0) log.info('unused sound files deleted', { count: swept.length });
}
