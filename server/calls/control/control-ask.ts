import type { SignedInAgent } from '#server/agents/sessions.ts';
import type { Conversation } from '#server/call-control/control.ts';
import { conversationOf } from '#server/call-control/conversation.ts';
import { type HeldCall, holdCall } from '#server/calls/call.store.ts';
import { callGone } from '#server/calls/end-call.ts';
import { flowOfCall } from '#server/calls/flow-of-call.ts';
import type { Context } from '#server/context.ts';
import type { Ask, KeptAsk } from '#shared/call/control.ts';
import type { AgentId, CallId } from '#shared/ids.ts';
import { problem } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import { factsOf, wasAsked } from './control-facts.ts';
import { callChanged } from './control-rounds.ts';
import { readTarget } from './transfer-target.ts';

export interface Asked {
  askId: string;
  ask: Ask;
}

type Answer = Result<Record<string, never>>;

/**
 * Keeps what an agent asks of a running call; what becomes of it, Twilio confirms later. Asked again with the same id it is the same ask.
 * Problems: call-gone, not-allowed, transfer-running, no-transfer, those of a transfer's target, no-queue.
 */
export async function askOfCall(context: Context, agent: SignedInAgent, id: CallId, asked: Asked): Promise<Answer> {
  const kept = await holdCall(context, { id }, async (call): Promise<Result<{ shownTo: AgentId | null }>> => {
    if (wasAsked(call.events, asked.askId)) return ok({ shownTo: null });
    const conversation = conversationOf(await factsOf(call), call.events);
    if (!(await isWanted(call, conversation, asked.ask))) return ok({ shownTo: null });
    const allowed = await readAsk(context, call, conversation, agent, asked.ask);
    if (!allowed.ok) return allowed;
    await call.append({ kind: 'asked', askId: asked.askId, agentId: agent.id, ask: allowed.value });
    context.log.info('call asked', { callId: id, agentId: agent.id, what: asked.ask.what });
    return ok({ shownTo: await whoGetsIt(call, agent.id, allowed.value) });
  });
  if (!kept) return failed(callGone);
  if (!kept.ok) return kept;
  callChanged(context, id);
  if (kept.value.shownTo) showCustomer(context, id, kept.value.shownTo);
  return ok({});
}

/**
 * What the page asks by itself holds where the team wants it, and takes nothing back that a person has asked: only a pause of its own
 * comes to an end by it.
 */
async function isWanted({ tx }: HeldCall, { asks, recording }: Conversation, ask: Ask): Promise<boolean> {
  if (ask.what !== 'record' || !ask.auto) return true;
  const last = asks.findLast((one) => one.ask.what === 'record')?.ask;
  if (ask.to === 'on') return last?.what === 'record' && last.to === 'paused' && last.auto === true;
  if (recording.state !== 'on' && recording.state !== 'announcing') return false;
  const team = await tx.selectFrom('team').select('auto_pause').executeTakeFirst();
  return team?.auto_pause ?? true;
}

async function readAsk(
  context: Context,
  call: HeldCall,
  conversation: Conversation,
  agent: SignedInAgent,
  ask: Ask,
): Promise<Result<KeptAsk>> {
  if (ask.what === 'to-queue') return toQueue(call, agent, ask);
  if (call.state.state !== 'talking' || conversation.at === 'over') return failed(callGone);
  if (ask.what === 'supervise') return supervise(call, conversation, agent, ask);
  const hers = conversation.legs.some(
    ({ agentId, role, state }) => agentId === agent.id && role === 'agent' && state !== 'over' && state !== 'out',
  );
  if (!hers && conversation.agentId !== agent.id) return failed(notHers);
  switch (ask.what) {
    case 'hold':
    case 'record':
      return ok(ask);
    case 'transfer': {
      if (conversation.transfer || isPassing(conversation)) return failed(transferRuns);
      const to = await readTarget(context, call, agent.id, ask.to);
      return to.ok ? ok({ ...ask, to: to.value }) : to;
    }
    case 'transfer-step':
      return conversation.transfer ? ok(ask) : failed(noTransfer);
  }
}

/** A blind transfer that has come to nothing yet. */
const isPassing = ({ open }: Conversation): boolean => open.some(({ ask }) => ask.what === 'transfer');

async function supervise(
  { tx }: HeldCall,
  { agentId: owner, asks, legs }: Conversation,
  agent: SignedInAgent,
  ask: KeptAsk & { what: 'supervise' },
): Promise<Result<KeptAsk>> {
  // Whoever listens leaves whenever she wants, whatever the team allows by now.
  const listens = asks.some((one) => one.agentId === agent.id && one.ask.what === 'supervise');
  if (ask.how === 'stop' && listens) return ok(ask);
  const talks = legs.some(
    ({ agentId, role, state }) => agentId === agent.id && role !== 'supervisor' && state !== 'over',
  );
  if (talks || owner === agent.id) return failed(inIt);
  const team = await tx.selectFrom('team').select('supervision').executeTakeFirst();
  return agent.role === 'admin' && team?.supervision ? ok(ask) : failed(notSupervised);
}

/** Whom it rings may send its caller to wait. */
async function toQueue(
  { row, state, tx }: HeldCall,
  agent: SignedInAgent,
  ask: KeptAsk & { what: 'to-queue' },
): Promise<Result<KeptAsk>> {
  if (row.direction !== 'incoming' || state.state !== 'ringing' || !row.rang.includes(agent.id))
    return failed(callGone);
  return (await flowOfCall(tx, row)).flow.queue.on ? ok(ask) : failed(noQueue);
}

/** Whoever gets the call, or comes in to supervise it, and does not know yet whose it is. */
async function whoGetsIt({ row, tx }: HeldCall, by: AgentId, ask: KeptAsk): Promise<AgentId | null> {
  const to = ask.what === 'supervise' ? by : ask.what === 'transfer' && ask.to.who === 'agent' ? ask.to.agentId : null;
  if (to === null || row.number === null) return null;
  const known = await tx
    .selectFrom('call_matches')
    .select('call_id')
    .where('call_id', '=', row.id)
    .where('agent_id', '=', to)
    .executeTakeFirst();
  return known ? null : to;
}

/** By her own CRM token, while it rings; nobody waits for it. */
function showCustomer(context: Context, callId: CallId, agentId: AgentId): void {
  context.background.start('screen pop', async () => {
    const row = await context.db.selectFrom('calls').select('number').where('id', '=', callId).executeTakeFirst();
    if (row?.number) await context.crm.screenPop({ callId, number: row.number, agentIds: [agentId] });
  });
}

const notHers = problem('not-allowed', 'You are not in this call.');
const inIt = problem('not-allowed', 'You are in this call yourself.');
const notSupervised = problem('not-allowed', 'Only administrators may listen in, and only where the team allows it.');
const transferRuns = problem('transfer-running', 'This call is being transferred already.');
const noTransfer = problem('no-transfer', 'There is no transfer of this call any more.');
const noQueue = problem('no-queue', 'This number has no queue. Answer the call, or decline it.');
