import { callSettings } from '#server/admin/call-settings.ts';
import { goToEndOfLine } from '#server/agents/presence.ts';
import { type HeldCall, holdCall } from '#server/calls/call.store.ts';
import { scheduleWriteBack } from '#server/calls/write-back/write-back.due.ts';
import type { Context } from '#server/context.ts';
import { EMPTY_DRAFT, type WrapUpDraft } from '#shared/call/wrap-up.ts';
import type { AgentId, CallId } from '#shared/ids.ts';
import { type Problem, problem } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';

/** What she has noted so far. `edit`: counts her changes. */
export interface Noted {
  draft: WrapUpDraft;
  edit: number;
}

export const noSuchWrapUp: Problem = problem('not-found', 'That call is not yours, or is no longer kept.');

/** Keeps what she notes, during the call or after it; what was kept later, and what was saved, stays. */
export async function keepWrapUp(
  context: Context,
  agentId: AgentId,
  id: CallId,
  noted: Noted,
): Promise<Result<Record<string, never>>> {
  const kept = await holdCall(context, { id }, async (call) => {
    if (!isHers(call, agentId)) {
      const taker = gaveTo(call, agentId);
      if (!taker || !(await sentAfter(context, call, taker, noted))) return failed<Record<string, never>>(noSuchWrapUp);
      await context.realtime.tell(call.tx, [taker], 'wrap-ups');
      return ok({});
    }
    if (await keep(context, call, agentId, noted)) await context.realtime.tell(call.tx, [agentId], 'wrap-ups');
    return ok({});
  });
  return kept ?? failed(noSuchWrapUp);
}

/**
 * Saves it for good: it is on its way to the CRM once the call is over. Repeated, nothing changes; only what the CRM has refused can be
 * mended by saving it otherwise (another record). Problems: not-found, not-allowed.
 */
export async function saveWrapUp(
  context: Context,
  agentId: AgentId,
  id: CallId,
  noted: Noted,
): Promise<Result<Record<string, never>>> {
  const saved = await holdCall(context, { id }, async (call) => {
    if (!isHers(call, agentId)) return failed<Record<string, never>>(noSuchWrapUp);
    if (!noted.draft.log && !(await callSettings(call.tx)).mayLeaveOut)
      return failed<Record<string, never>>(mustBeLogged);
    const now = context.clock.now();
    const before = await keptBy(call, agentId);
    if (before?.saved_at && !(noted.edit > before.edit && (await hasFailed(call)))) return ok({});
    await keep(context, call, agentId, noted, true);
    await call.tx
      .updateTable('wrap_ups')
      .set({ saved_at: now })
      .where('call_id', '=', id)
      .where('agent_id', '=', agentId)
      .execute();
    await chosenRecord(context, call, agentId);
    if (!before?.saved_at && hasAnswered(call, agentId)) await goToEndOfLine(context, call.tx, agentId);
    if (call.state.state === 'ended') await scheduleWriteBack(context, call, true);
    await context.realtime.tell(call.tx, [agentId], 'wrap-ups');
    context.log.info('wrap-up saved', { callId: id, agentId });
    return ok({});
  });
  return saved ?? failed(noSuchWrapUp);
}

/** Whose call it is; until the ledger knows who has answered, anyone whom it rang. */
function isHers({ row, state }: HeldCall, agentId: AgentId): boolean {
  if (row.agent_id !== null) return row.agent_id === agentId;
  return state.state !== 'ended' && row.rang.includes(agentId);
}

/** To whom she has given the call that was hers; undefined: it was not, or has been given on since. */
const gaveTo = ({ events, row }: HeldCall, agentId: AgentId): AgentId | undefined => {
  const last = events.findLast((event) => event.kind === 'handed');
  return last?.kind === 'handed' && last.from === agentId && last.agentId === row.agent_id ? last.agentId : undefined;
};

/** What she noted last before she gave the call away, and what came too late to go with it: the other's, who has noted nothing of her own. */
async function sentAfter({ clock }: Context, call: HeldCall, taker: AgentId, { draft }: Noted): Promise<boolean> {
  const written = await call.tx
    .insertInto('wrap_ups')
    .values({
      ...{ call_id: call.row.id, agent_id: taker, draft: JSON.stringify(draft), edit: 0 },
      ...{ updated_at: clock.now(), card: null, saved_at: null },
    })
    .onConflict((conflict) =>
      conflict
        .columns(['call_id', 'agent_id'])
        .doUpdateSet({ draft: JSON.stringify(draft), updated_at: clock.now() })
        .where('wrap_ups.edit', '=', 0)
        .where('wrap_ups.saved_at', 'is', null),
    )
    .returning('edit')
    .executeTakeFirst();
  return written !== undefined;
}

/** Calls that she has made herself, and those that only rang, leave her where she is in line. */
const hasAnswered = ({ row, state }: HeldCall, agentId: AgentId): boolean =>
  row.direction === 'incoming' && row.agent_id === agentId && 'answeredAt' in state && state.answeredAt !== null;

const keptBy = ({ tx, row }: HeldCall, agentId: AgentId) =>
  tx
    .selectFrom('wrap_ups')
    .selectAll()
    .where('call_id', '=', row.id)
    .where('agent_id', '=', agentId)
    .executeTakeFirst();

/** Whether it changed anything. @param mending what was saved before is replaced. */
async function keep(
  { clock }: Context,
  call: HeldCall,
  agentId: AgentId,
  { draft, edit }: Noted,
  mending = false,
): Promise<boolean> {
  const values = { draft: JSON.stringify(draft), edit, updated_at: clock.now() };
  const written = await call.tx
    .insertInto('wrap_ups')
    .values({ call_id: call.row.id, agent_id: agentId, ...values, card: null, saved_at: null })
    .onConflict((conflict) =>
      conflict
        .columns(['call_id', 'agent_id'])
        .doUpdateSet(values)
        .where('wrap_ups.edit', '<', edit)
        .where(({ eb, or }) => or([eb(eb.val(mending), '=', true), eb('wrap_ups.saved_at', 'is', null)])),
    )
    .returning('edit')
    .executeTakeFirst();
  return written !== undefined;
}

async function hasFailed({ tx, row }: HeldCall): Promise<boolean> {
  const found = await tx
    .selectFrom('write_backs')
    .select('step')
    .where('call_id', '=', row.id)
    .where('state', '=', 'failed')
    .executeTakeFirst();
  return found !== undefined;
}

/** The ledger shows the record that she saved the call to. */
async function chosenRecord({ crm }: Context, call: HeldCall, agentId: AgentId): Promise<void> {
  const { tx, row } = call;
  const kept = await keptBy(call, agentId);
  const { record } = kept?.draft ?? EMPTY_DRAFT;
  if (!record || (row.record?.kind === record.kind && row.record.id === record.id)) return;
  const known = await tx
    .selectFrom('call_matches')
    .select('match')
    .where('call_id', '=', row.id)
    .where('agent_id', '=', agentId)
    .executeTakeFirst();
  const cards = [...(known?.match.state === 'known' ? known.match.records : []), ...(kept?.card ? [kept.card] : [])];
  const card = cards.find(({ ref }) => ref.kind === record.kind && ref.id === record.id);
  const chosen = { record: JSON.stringify(record), name: card?.name ?? null, record_url: crm.recordUrl(record) };
  await tx.updateTable('calls').set(chosen).where('id', '=', row.id).execute();
  row.record = record;
}

const mustBeLogged = problem('not-allowed', 'Your team wants every call in the CRM. Ask your administrator.', {
  field: 'draft.log',
});
