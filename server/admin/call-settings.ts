import type { Kysely } from 'kysely';
import type { Context } from '#server/context.ts';
import type { Database } from '#server/database/schema.ts';
import type { CallSettings } from '#shared/api/admin-api.ts';
import type { AgentId } from '#shared/ids.ts';
import { noteChange } from './changes.ts';
import { type Entered, merged } from './merged.ts';
import { tellEverybody } from './tell-everybody.ts';

/** Of a team that has chosen nothing; the same as the columns' own defaults. */
const UNCHOSEN: CallSettings = { mayLeaveOut: false, wrapUpSeconds: 60, recordingsFor: 'own' };

/** How calls end here. */
export async function callSettings(db: Kysely<Database>): Promise<CallSettings> {
  const row = await db
    .selectFrom('team')
    .select(['may_leave_out', 'wrap_up_seconds', 'recordings_for'])
    .executeTakeFirst();
  if (!row) return UNCHOSEN;
  return {
    mayLeaveOut: row.may_leave_out,
    wrapUpSeconds: row.wrap_up_seconds,
    recordingsFor: row.recordings_for,
  };
}

/** Keeps how calls end here, and tells every softphone. */
export async function saveCallSettings(
  context: Context,
  by: AgentId,
  { basedOn, ...entered }: Entered<CallSettings>,
): Promise<CallSettings> {
  const saved = await context.db.transaction().execute(async (tx) => {
    await tx.selectFrom('team').select('id').forUpdate().execute();
    const settings = basedOn ? merged(await callSettings(tx), entered, basedOn) : entered;
    await tx
      .updateTable('team')
      .set({
        may_leave_out: settings.mayLeaveOut,
        wrap_up_seconds: settings.wrapUpSeconds,
        recordings_for: settings.recordingsFor,
      })
      .where('id', '=', 1)
      .execute();
    await noteChange(context, tx, { by, kind: 'call-settings-saved', values: { ...settings } });
    await tellEverybody(context, tx);
    return settings;
  });
  context.log.info('call settings saved', { ...saved });
  return saved;
}
