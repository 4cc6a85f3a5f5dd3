import type { Kysely } from 'kysely';
import type { Context } from '#server/context.ts';
import type { Database } from '#server/database/schema.ts';
import { type Compliance, DECLINE_KEYS } from '#shared/api/compliance-api.ts';
import { LONGEST_ANNOUNCEMENT } from '#shared/call-flow/announcement.ts';
import { cleanText } from '#shared/clean-text.ts';
import type { AgentId } from '#shared/ids.ts';
import { problem } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import { noteChange } from './changes.ts';
import { type Entered, merged } from './merged.ts';
import { tellEverybody } from './tell-everybody.ts';

/** Of a team that has chosen nothing; the same as the columns' own defaults. */
const UNCHOSEN: Compliance = {
  announce: true,
  offReason: null,
  words: {},
  declineKey: null,
  autoPause: true,
  keepDays: null,
};

/** What people are told of recordings, and how long these are kept. */
export async function compliance(db: Kysely<Database>): Promise<Compliance> {
  const row = await db
    .selectFrom('team')
    .select(['announce', 'announce_off_reason', 'announce_words', 'decline_key', 'auto_pause', 'keep_recordings_days'])
    .executeTakeFirst();
  if (!row) return UNCHOSEN;
  return {
    announce: row.announce,
    offReason: row.announce_off_reason,
    words: row.announce_words ?? {},
    declineKey: DECLINE_KEYS.find((key) => key === row.decline_key) ?? null,
    autoPause: row.auto_pause,
    keepDays: row.keep_recordings_days,
  };
}

/** Recordings that there is something to hear of, and how long they are together. */
export async function keptRecordings(db: Kysely<Database>): Promise<{ recordings: number; seconds: number }> {
  const { recordings, seconds } = await db
    .selectFrom('recordings')
    .select(({ fn }) => [fn.countAll<string>().as('recordings'), fn.sum<string | null>('seconds').as('seconds')])
    .where('state', '=', 'completed')
    .executeTakeFirstOrThrow();
  return { recordings: Number(recordings), seconds: Number(seconds ?? 0) };
}

/** Keeps it from the next call on, and tells every softphone. Whoever no longer announces says why, and that is written down. */
export async function saveCompliance(
  context: Context,
  by: AgentId,
  { basedOn, ...entered }: Entered<Compliance>,
): Promise<Result<Compliance>> {
  const saved = await context.db.transaction().execute(async (tx): Promise<Result<Compliance>> => {
    await tx.selectFrom('team').select('id').forUpdate().execute();
    const before = await compliance(tx);
    const settings = cleaned(basedOn ? merged(before, entered, basedOn) : entered);
    if (settings.offReason === '') return failed(noReason);
    await tx
      .updateTable('team')
      .set({
        announce: settings.announce,
        announce_off_reason: settings.offReason,
        announce_words: JSON.stringify(settings.words),
        decline_key: settings.declineKey,
        auto_pause: settings.autoPause,
        keep_recordings_days: settings.keepDays,
      })
      .where('id', '=', 1)
      .execute();
    await noteWhat(context, tx, { by, before, settings });
    await tellEverybody(context, tx);
    return ok(settings);
  });
  if (!saved.ok) return saved;
  const { announce, declineKey, autoPause, keepDays } = saved.value;
  context.log.info('compliance saved', { announce, declineKey, autoPause, keepDays });
  return saved;
}

/** Without empty words, and without a reason where it is announced. */
function cleaned(wanted: Compliance): Compliance {
  const words = Object.fromEntries(
    Object.entries(wanted.words).flatMap(([language, text]) => {
      const clean = cleanText(text, LONGEST_ANNOUNCEMENT);
      return clean === '' ? [] : [[language, clean]];
    }),
  );
  return { ...wanted, offReason: wanted.announce ? null : cleanText(wanted.offReason ?? '', 300), words };
}

async function noteWhat(
  context: Context,
  tx: Kysely<Database>,
  { before, by, settings }: { by: AgentId; before: Compliance; settings: Compliance },
): Promise<void> {
  const { offReason, announce } = settings;
  if (offReason !== null && (before.announce || before.offReason !== offReason))
    await noteChange(context, tx, { by, kind: 'announcement-switched-off', values: { reason: offReason } });
  if (announce && !before.announce) await noteChange(context, tx, { by, kind: 'announcement-switched-on' });
  const rest = ({ words, declineKey, autoPause, keepDays }: Compliance) =>
    JSON.stringify([Object.entries(words).sort(), declineKey, autoPause, keepDays]);
  if (rest(before) !== rest(settings)) await noteChange(context, tx, { by, kind: 'compliance-saved' });
}

const noReason = problem('bad-request', 'Say why calls are recorded without being announced.', { field: 'offReason' });
