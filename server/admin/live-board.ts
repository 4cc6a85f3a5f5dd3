import { createHash } from 'node:crypto';
import type { Context } from '#server/context.ts';
import type { LiveBoard } from '#shared/api/supervise-api.ts';
import type { AgentId } from '#shared/ids.ts';
import { runningCalls } from './running-calls.ts';
import { teamRules } from './team-rules.ts';
import { waitingCallers } from './waiting-callers.ts';

/** How long the answer to "is there another?" may take. A server that stops waits for it. */
const HELD_MS = 3_000;
/** Callers in a menu or a queue concern nobody's softphone, and nobody is told of them: looked at so often while a page is open. */
const LOOK_MS = 1_000;

/** Who talks and who waits now, as this administrator may know them. */
export async function liveBoard(context: Pick<Context, 'clock' | 'db'>, admin: AgentId): Promise<LiveBoard> {
  const [rules, calls, waiting] = await Promise.all([
    teamRules(context.db),
    runningCalls(context, admin),
    waitingCallers(context, admin),
  ]);
  const board = { supervision: rules.supervision, calls, waiting };
  const seen = createHash('sha256').update(JSON.stringify(board)).digest('base64url').slice(0, 22);
  return { ...board, seen };
}

/** The board once it is another than `seen`, or as it still is after three seconds. */
export async function liveBoardAfter(context: Context, admin: AgentId, seen: string): Promise<LiveBoard> {
  const { clock, stopping } = context;
  const end = clock.now().getTime() + HELD_MS;
  for (;;) {
    const over = new AbortController();
    try {
      // Watched before it is looked at, so that nothing is missed between.
      const changed = nextChange(context, await everybody(context), AbortSignal.any([over.signal, stopping]));
      const board = await liveBoard(context, admin);
      const left = end - clock.now().getTime();
      if (board.seen !== seen || left <= 0 || stopping.aborted) return board;
      await Promise.race([changed, clock.sleep(Math.min(left, LOOK_MS), over.signal).catch(() => undefined)]);
    } finally {
      over.abort();
    }
  }
}

/** Whatever is told of one of them may be another board. */
const nextChange = ({ realtime }: Pick<Context, 'realtime'>, agentIds: readonly AgentId[], signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    for (const agentId of agentIds) realtime.watch(agentId, resolve, signal);
    signal.addEventListener('abort', () => resolve(), { once: true });
  });

async function everybody({ db }: Pick<Context, 'db'>): Promise<AgentId[]> {
  const rows = await db.selectFrom('agents').select('id').where('active', '=', true).execute();
  return rows.map(({ id }) => id);
}
