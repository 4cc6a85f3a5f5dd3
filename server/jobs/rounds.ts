import type { Context } from '#server/context.ts';

/** Timers are not exact: a round is due a little before its time, or every second one would be missed. */
const DUE_AT = 0.9;

type Needs = Pick<Context, 'background' | 'clock' | 'db' | 'stopping'>;

/**
 * Does `work` every `everyMs` by the Clock, for the first time after `everyMs`, until the server stops: one process at a time takes the
 * round for all on the same database. When that one dies, another takes the next. What takes longer than a round, or dies half done, is
 * done again: `work` makes the second time harmless. A failure is logged, and the next round tries again.
 */
export function everyRound(context: Needs, name: string, everyMs: number, work: () => Promise<void>): void {
  const { background, clock, stopping } = context;
  const round = async () => {
    try {
      if (await takeRound(context, name, everyMs)) await work();
    } finally {
      wait();
    }
  };
  const wait = () => clock.after(everyMs, () => background.start(name, round), stopping);
  wait();
}

/** True for the one process that may do this round. */
export async function takeRound(
  { clock, db }: Pick<Needs, 'clock' | 'db'>,
  name: string,
  everyMs: number,
): Promise<boolean> {
  const now = clock.now();
  const taken = await db
    .insertInto('rounds')
    .values({ name, taken_at: now })
    .onConflict((conflict) =>
      conflict
        .column('name')
        .doUpdateSet({ taken_at: now })
        .where(({ or, eb }) =>
          or([
            eb('rounds.taken_at', '<=', new Date(now.getTime() - everyMs * DUE_AT)),
            // Taken by a process whose clock was far ahead: it must not keep the others waiting for it.
            eb('rounds.taken_at', '>', new Date(now.getTime() + everyMs)),
          ]),
        ),
    )
    .returning('name')
    .executeTakeFirst();
  return taken !== undefined;
}
