import type { Conversation } from '#server/call-control/control.ts';
import type { ControlCommand } from '#server/call-control/control-event.ts';
import { conversationOf } from '#server/call-control/conversation.ts';
import { plan } from '#server/call-control/plan.ts';
import { type HeldCall, holdCall } from '#server/calls/call.store.ts';
import { earliest } from '#server/calls/call-columns.ts';
import { type CallEvent, keyOf } from '#server/calls/call-event.ts';
import { holdMusic } from '#server/calls/hold-music.ts';
import { expectRecording } from '#server/calls/recording/recordings.ts';
import type { Context } from '#server/context.ts';
import type { CommandedCall, Done } from '#server/twilio/commanded-call.ts';
import { readConnection, restByKey } from '#server/twilio/connection.ts';
import { performCommand } from '#server/twilio/control-command.ts';
import type { CallId } from '#shared/ids.ts';
import { factsOf, lastCommand } from './control-facts.ts';

/** A command is believed under way for so long: until then nothing else is told, by no process. */
export const UNDER_WAY_MS = 5_000;
/** A plan that goes on settling things for longer is a bug: it must not hold the call for ever. */
const MOST_ROUNDS = 20;

type Commanded = CommandedCall & { n: number; command: ControlCommand };

/** What is to be told now, and when the call is looked after again. */
interface Due {
  command: Commanded | undefined;
  at: Date | null;
}

/**
 * Does all that is due about a call, one command after the other: what Twilio is told is in the ledger before it is told, and its answer
 * after it; the network is awaited outside of transactions. Any number of processes may do this at once, and each may die anywhere: the
 * ledger tells who is telling, and what is to be looked at again. Answers when the call is to be looked after next.
 */
export async function driveCall(context: Context, callId: CallId): Promise<Date | null> {
  let done: CallEvent[] = [];
  for (;;) {
    const due = await holdCall(context, { id: callId }, async (call) => {
      await call.append(...done);
      return whatIsDue(context, call);
    });
    if (!due?.command) return due?.at ?? null;
    done = await perform(context, due.command);
  }
}

async function perform(context: Context, due: Commanded): Promise<CallEvent[]> {
  const { callId, command, n } = due;
  const connection = await readConnection(context);
  const { told, looked }: Done = connection
    ? await performCommand(context.config, restByKey(context, connection), due, command)
    : { told: { result: 'refused', sid: null, code: null }, looked: null };
  const { result, sid, code } = told;
  context.log.info('twilio told', { callId, n, do: command.do, result, ...(code !== null && { code }) });
  return [...(looked ? [{ kind: 'looked' as const, n, ...looked }] : []), { kind: 'answered', n, result, sid }];
}

/** Settles what is settled, and takes the first command that is due. In the transaction that holds the call. */
async function whatIsDue({ clock, log }: Context, call: HeldCall): Promise<Due> {
  const now = clock.now();
  const { conversation, commands, lookAgainAt } = await settle(call, now, (rounds) =>
    log.error('a call does not settle', { callId: call.row.id, rounds }),
  );
  const [command] = commands;
  const busyUntil = command && underWayUntil(call, now);
  if (!command || busyUntil) {
    const at = earliest(lookAgainAt, busyUntil ?? null);
    await keepTime(call, at);
    return { command: undefined, at };
  }
  const n = lastCommand(call.events) + 1;
  await call.append({ kind: 'told', n, command });
  if (command.do === 'record') await expectRecording({ clock }, call.tx, call.row.id, command.part);
  await keepTime(call, new Date(now.getTime() + UNDER_WAY_MS));
  const { id: callId, line } = call.row;
  const { legs, room } = conversation;
  // Looked up before Twilio is told: from then on until she hears it the customer hears nothing.
  const music = command.do === 'hold' && command.on ? await holdMusic({ db: call.tx }, callId) : null;
  return { command: { callId, line, room, legs, music, n, command }, at: null };
}

async function settle(call: HeldCall, now: Date, stuck: (rounds: number) => void) {
  const facts = await factsOf(call);
  for (let round = 1; ; round++) {
    const conversation: Conversation = conversationOf(facts, call.events);
    const { append, commands, lookAgainAt } = plan(conversation, now);
    const known = new Set(call.events.map(keyOf));
    const fresh = append.filter((event) => !known.has(keyOf(event)));
    if (fresh.length === 0) return { conversation, commands, lookAgainAt };
    await call.append(...fresh);
    if (round === MOST_ROUNDS) {
      stuck(round);
      return { conversation, commands: [], lookAgainAt: new Date(now.getTime() + UNDER_WAY_MS) };
    }
  }
}

/** While one command is under way no other is told; undefined: none is. One that takes too long may be looked at. */
function underWayUntil({ events }: HeldCall, now: Date): Date | undefined {
  const answered = new Set(events.flatMap((event) => (event.kind === 'answered' ? [event.n] : [])));
  const open = events.flatMap((event) => (event.kind === 'told' && !answered.has(event.n) ? [event.at.getTime()] : []));
  const until = Math.max(0, ...open) + UNDER_WAY_MS;
  return until > now.getTime() ? new Date(until) : undefined;
}

async function keepTime({ row, tx }: HeldCall, at: Date | null): Promise<void> {
  if (row.control_at?.getTime() === at?.getTime()) return;
  await tx.updateTable('calls').set({ control_at: at }).where('id', '=', row.id).execute();
  row.control_at = at;
}
