import type { Context } from '#server/context.ts';
import { everyRound } from '#server/jobs/rounds.ts';
import type { CallId } from '#shared/ids.ts';
import { driveCall } from './control-drive.ts';

/** The safety net for what a process that died has left: whoever waits for Twilio waits no longer than this beyond her time. */
const EVERY_MS = 2_000;
const MOST_A_ROUND = 200;

/** What this process looks after: each call by one run at a time, and by one timer. */
interface Driven {
  running: Map<CallId, { again: boolean }>;
  timers: Map<CallId, AbortController>;
}
const driven = new WeakMap<Context['background'], Driven>();

function drivenBy({ background }: Context): Driven {
  const known = driven.get(background);
  if (known) return known;
  const fresh = { running: new Map(), timers: new Map() };
  driven.set(background, fresh);
  return fresh;
}

/** Something of this call has changed: does what is due now, in the background, and looks again when something is overdue. Call it outside of transactions. */
export function callChanged(context: Context, callId: CallId): void {
  const { running, timers } = drivenBy(context);
  const run = running.get(callId);
  if (run) {
    run.again = true;
    return;
  }
  const state = { again: false };
  running.set(callId, state);
  timers.get(callId)?.abort();
  timers.delete(callId);
  context.background.start('call control', async () => {
    let at: Date | null = null;
    try {
      do {
        state.again = false;
        at = await driveCall(context, callId);
      } while (state.again);
    } finally {
      running.delete(callId);
    }
    if (at) lookAgain(context, callId, at);
  });
}

function lookAgain(context: Context, callId: CallId, at: Date): void {
  const { timers } = drivenBy(context);
  const timer = new AbortController();
  timers.set(callId, timer);
  const { clock, stopping } = context;
  const ms = Math.max(0, at.getTime() - clock.now().getTime());
  clock.after(ms, () => callChanged(context, callId), AbortSignal.any([timer.signal, stopping]));
}

/** Looks after the calls of processes that have died, every two seconds, by one process for all. */
export function keepCallsControlled(context: Context): void {
  everyRound(context, 'call control', EVERY_MS, async () => {
    const overdue = await context.db
      .selectFrom('calls')
      .select('id')
      .where('control_at', '<=', context.clock.now())
      .orderBy('control_at')
      .limit(MOST_A_ROUND)
      .execute();
    for (const { id } of overdue) callChanged(context, id);
  });
}
