import type { Kysely, Selectable } from 'kysely';
import { callSettings } from '#server/admin/call-settings.ts';
import { isBetweenColleagues } from '#server/calls/control/colleagues.ts';
import { wasCutOff } from '#server/calls/cut-off.ts';
import { OPEN_MS } from '#server/calls/write-back/write-back.schedule.ts';
import type { Context } from '#server/context.ts';
import type { Database } from '#server/database/schema.ts';
import type { WrapUp } from '#shared/api/agent-api.ts';
import { EMPTY_DRAFT, type WrapUpDraft } from '#shared/call/wrap-up.ts';
import type { CrmRecord } from '#shared/crm/crm-record.ts';
import type { AgentId, CallId } from '#shared/ids.ts';
import { SHOWN_MS, wrapUpsToShow } from './wrap-ups-to-show.ts';

/** Her wrap-ups that concern her now: open, on their way, waiting, failed, or written within the last minute; newest first. */
export async function describeWrapUps(context: Context, agentId: AgentId): Promise<WrapUp[]> {
  const ids = await wrapUpsToShow(context, agentId);
  const all = await Promise.all(ids.map((id) => describe(context, agentId, id)));
  const justNow = context.clock.now().getTime() - SHOWN_MS;
  return all.flatMap((one) => {
    if (!one || one.wrapUp.state === 'left-out') return [];
    return one.wrapUp.state === 'written' && one.changedAt < justNow ? [] : [one.wrapUp];
  });
}

/** One of hers; undefined when it is not. */
export async function describeWrapUp(context: Context, agentId: AgentId, id: CallId): Promise<WrapUp | undefined> {
  return (await describe(context, agentId, id))?.wrapUp;
}

type Step = Pick<Selectable<Database['write_backs']>, 'step' | 'state' | 'due_at' | 'problem' | 'updated_at'>;

async function describe(
  context: Context,
  agentId: AgentId,
  id: CallId,
): Promise<{ wrapUp: WrapUp; changedAt: number } | undefined> {
  const { db } = context;
  const call = await readCall(db, agentId, id);
  if (!call) return undefined;
  const steps = await db
    .selectFrom('write_backs')
    .select(['step', 'state', 'due_at', 'problem', 'updated_at'])
    .where('call_id', '=', id)
    .execute();
  const matches = call.match?.state === 'known' ? call.match.records : [];
  const draft = call.draft ?? {
    ...EMPTY_DRAFT,
    record: call.record ?? (matches.length === 1 ? (matches[0]?.ref ?? null) : null),
  };
  const stuck = steps.find((step) => step.state === 'failed') ?? steps.find((step) => step.state === 'waiting');
  const state = await stateOf(context, call, draft, steps);
  return {
    wrapUp: {
      callId: call.id,
      direction: call.direction,
      disposition: call.disposition,
      number: call.number,
      startedAt: call.created_at.toISOString(),
      endedAt: call.ended_at?.toISOString() ?? null,
      talkedSeconds: call.talked_seconds,
      ...(call.cut_off && { cutOff: true }),
      draft,
      edit: call.edit ?? 0,
      record: cardOf(context, agentId, call, draft, matches),
      matches,
      state,
      problem: state === 'waiting' || state === 'failed' ? (stuck?.problem ?? null) : null,
      nextTryAt: state === 'waiting' ? (stuck?.due_at?.toISOString() ?? null) : null,
      recording: recordingOf(call, steps),
    },
    changedAt: Math.max(0, ...steps.map((step) => step.updated_at.getTime())),
  };
}

const readCall = (db: Kysely<Database>, agentId: AgentId, id: CallId) =>
  db
    .selectFrom('calls')
    .leftJoin('wrap_ups as kept', (join) =>
      join.onRef('kept.call_id', '=', 'calls.id').on('kept.agent_id', '=', agentId),
    )
    .leftJoin('call_matches as known', (join) =>
      join.onRef('known.call_id', '=', 'calls.id').on('known.agent_id', '=', agentId),
    )
    .selectAll('calls')
    .select(['kept.draft', 'kept.edit', 'kept.saved_at', 'kept.card', 'known.match'])
    .select(wasCutOff)
    .select(({ selectFrom }) =>
      selectFrom('recordings')
        .select(({ fn }) => fn.agg<string[]>('array_agg', ['recordings.state']).as('states'))
        .whereRef('recordings.call_id', '=', 'calls.id')
        .as('recordings'),
    )
    .where('calls.id', '=', id)
    .where(({ or, and, eb }) =>
      or([
        eb('calls.agent_id', '=', agentId),
        and([eb('calls.agent_id', 'is', null), eb('kept.edit', 'is not', null)]),
      ]),
    )
    .executeTakeFirst();
type Call = NonNullable<Awaited<ReturnType<typeof readCall>>>;

async function stateOf(
  { clock, db }: Context,
  call: Call,
  draft: WrapUpDraft,
  steps: Step[],
): Promise<WrapUp['state']> {
  const closed =
    call.saved_at !== null || (call.ended_at && call.ended_at.getTime() + OPEN_MS <= clock.now().getTime());
  if (await isBetweenColleagues(db, call)) return 'left-out';
  if (!closed) return 'open';
  if (!draft.log && (await callSettings(db)).mayLeaveOut) return 'left-out';
  if (steps.some((step) => step.state === 'failed')) return 'failed';
  if (steps.some((step) => step.state === 'waiting')) return 'waiting';
  return steps.length > 0 && steps.every((step) => step.state === 'done') ? 'written' : 'writing';
}

/** The record as she sees it: among the matches, else read once with her own token, which nobody waits for. */
function cardOf(
  context: Context,
  agentId: AgentId,
  call: Call,
  { record }: WrapUpDraft,
  matches: readonly CrmRecord[],
): CrmRecord | null {
  if (!record) return null;
  const card = [...matches, ...(call.card ? [call.card] : [])].find(
    ({ ref }) => ref.kind === record.kind && ref.id === record.id,
  );
  if (card) return card;
  if (call.draft && call.edit !== null) {
    const { id, edit } = { id: call.id, edit: call.edit };
    context.background.start('read chosen record', async () => {
      const read = await context.crm.record(agentId, record);
      if (!read.ok || !read.value) return;
      const kept = await context.db
        .updateTable('wrap_ups')
        .set({ card: JSON.stringify(read.value) })
        .where('call_id', '=', id)
        .where('agent_id', '=', agentId)
        .where('edit', '=', edit)
        .returning('edit')
        .executeTakeFirst();
      if (kept) await context.realtime.tell(context.db, [agentId], 'wrap-ups');
    });
  }
  return null;
}

/** Of all its parts: as long as one is waited for, none of them is on its way. */
function recordingOf(call: Call, steps: readonly Step[]): WrapUp['recording'] {
  const states = call.recordings ?? [];
  const answered = call.disposition === null || call.disposition === 'answered';
  if (answered && states.some((state) => state === 'expected' || state === 'running')) return 'coming';
  if (!states.includes('completed')) return 'none';
  return steps.some(({ step, state, problem }) => step === 'recording' && state === 'done' && problem === null)
    ? 'attached'
    : 'kept';
}
