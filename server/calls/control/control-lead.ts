import type { Asking, Conversation, NextDocument } from '#server/call-control/control.ts';
import { conversationOf } from '#server/call-control/conversation.ts';
import { nextDocument, questionOf } from '#server/call-control/next-document.ts';
import { type HeldCall, holdCall } from '#server/calls/call.store.ts';
import type { LegStatus } from '#server/calls/call-event.ts';
import { type Decision, turnOf } from '#server/calls/take-turn.ts';
import { whereabouts } from '#server/calls/whereabouts.ts';
import type { Context } from '#server/context.ts';
import type { AgentId, CallId, E164 } from '#shared/ids.ts';
import { factsOf, legsOf, underHand } from './control-facts.ts';
import { callChanged } from './control-rounds.ts';

/** A leg of a running call asks what comes next. */
export interface LegAsks {
  leg: string;
  /** Which of its questions; the same one gets the same answer. */
  step: number;
  /** What it has left. */
  after: 'dial' | 'room' | 'redirect';
  /** How that Dial ended; null: it was none. */
  status: LegStatus | null;
}

/** What it meets, as Twilio is to be told it. */
export interface Led {
  do: 'led';
  callId: CallId;
  line: E164;
  /** Of the document that answers: what the leg asks next is counted from there. */
  step: number;
  next: Exclude<NextDocument, { do: 'flow' | 'hang-up' }>;
}

export interface TakenOn {
  decision: Led | Decision;
  /** To be called once the transaction is over. */
  afterwards(): void;
  /** The call is under our hands: it is to be looked after. */
  led?: true;
}

const afterwards = () => {};
const HANG_UP: TakenOn = { decision: { do: 'hang-up' }, afterwards, led: true };

/** Answers a leg that asks outside of the line's flow: it has left its room, or was told to ask. */
export async function legAsks(context: Context, callId: CallId, asks: LegAsks): Promise<Led | Decision> {
  const taken = await holdCall(context, { id: callId }, (call) => lead(context, call, asks));
  taken?.afterwards();
  callChanged(context, callId);
  return (taken ?? HANG_UP).decision;
}

/**
 * What a leg of a call meets that is under our hands; undefined: it is not, or not this leg's question, and the flow goes on. Within the
 * transaction that holds the call.
 */
export async function lead(context: Context, call: HeldCall, asks: LegAsks): Promise<TakenOn | undefined> {
  const { row } = call;
  if (!legsOf(row, call.events).has(asks.leg)) return undefined;
  const now = context.clock.now();
  const conversation = conversationOf(await factsOf(call), call.events);
  const { agentId } = conversation;
  // A round of ringing that nobody answered is answered without a look at anybody.
  const plain = asks.after === 'dial' && underHand(call) === undefined;
  const mayBeLost = agentId !== null && (!plain || asks.status === 'ended');
  const agentLost = mayBeLost && (await isLost(context, call, agentId, now));
  const mobiles = plain && !agentLost ? [] : await mobilesIn(context, call, conversation);
  const asking = { ...asks, agentLost, now, mobiles };
  const next = nextDocument(conversation, asking);
  if (!next) return undefined;
  if (next.do === 'hang-up' && isLostForGood(call, conversation, asks)) await call.append({ kind: 'agent-left' });
  const known = call.events.find((event) => event.kind === 'led' && event.leg === asks.leg && event.step === asks.step);
  if (!known) await call.append(questionOf(asking, next));
  context.log.info('leg led', { callId: row.id, after: asks.after, to: next.do });
  switch (next.do) {
    case 'hang-up':
      return HANG_UP;
    case 'flow':
      return intoFlow(context, call, asks, next.happened);
    default:
      return {
        decision: { do: 'led', callId: row.id, line: row.line, step: asks.step, next },
        afterwards,
        led: true,
      };
  }
}

/** On through the line's flow, from where the caller has left it. Its turns and a leg's questions are counted together: a repeated question is the same turn. */
async function intoFlow(
  context: Context,
  call: HeldCall,
  { step }: LegAsks,
  why: (NextDocument & { do: 'flow' })['happened'],
): Promise<TakenOn> {
  if (call.row.direction !== 'incoming') return HANG_UP;
  return { ...(await turnOf(context, call, step, { what: 'came-back', why })), led: true };
}

/** Her agent, whose line was lost, was called again in vain, and there is nobody else whom an outgoing call could go to. */
function isLostForGood({ row }: HeldCall, { questions }: Conversation, { leg, status, step }: LegAsks): boolean {
  if (row.direction !== 'outgoing' || status === 'ended' || status === 'answered') return false;
  return questions.findLast((one) => one.leg === leg && one.step < step)?.words === 'line-lost';
}

/** Of those who may be called back: whose softphone is not there to ring, and whose mobile may. */
async function mobilesIn(
  context: Context,
  { tx }: HeldCall,
  { agentId, asks }: Conversation,
): Promise<Asking['mobiles']> {
  const agentIds = new Set([agentId, ...asks.map((asked) => asked.agentId)].flatMap((id) => id ?? []));
  const there = await whereabouts(context, tx, [...agentIds]);
  return there.flatMap(({ active, agentId, alive, mobile, presence }) =>
    active && mobile && !(alive && presence === 'online') ? [{ agentId, number: mobile.number }] : [],
  );
}

/**
 * Whether nothing of hers shows life: her browser or her computer has died. A softphone that has connected since she answered and has been
 * on no call is another one: her browser, opened again, or her second computer.
 */
async function isLost({ config }: Context, { row, tx }: HeldCall, agentId: AgentId, now: Date): Promise<boolean> {
  const alive = await tx
    .selectFrom('endpoints')
    .select('id')
    .where('agent_id', '=', agentId)
    .where('registered', '=', true)
    .where('alive_at', '>=', new Date(now.getTime() - config.limits.silentMs))
    .where((endpoint) =>
      endpoint.or([endpoint('was_on_call', '=', true), endpoint('connected_at', '<=', row.answered_at ?? now)]),
    )
    .executeTakeFirst();
  return alive === undefined;
}
