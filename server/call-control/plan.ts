import { type Due, past } from './attempt.ts';
import { cleanUp, findInvited } from './clean-up.ts';
import type { Conversation, Plan } from './control.ts';
import { keepHolds } from './hold.ts';
import { ANSWER_MS } from './limits.ts';
import { finishMove } from './move.ts';
import { outcomesOf } from './outcomes.ts';
import { pursueAsks } from './pursue-asks.ts';
import { keepRecording } from './record.ts';
import { rescue } from './rescue.ts';
import { keepSupervisors } from './supervise.ts';
import { keepEnds } from './transfer-step.ts';

/**
 * What has to be done about a conversation now. It knows no scripts: it compares what is with what ought to be, so that whatever was
 * lost, doubled or told in another order, the next look at it goes on from where things really are.
 */
export function plan(c: Conversation, now: Date): Plan {
  const { append, at } = outcomesOf(c, now);
  if (append.length > 0) return { commands: [], append, lookAgainAt: null };
  const answers = c.told.flatMap(({ answer, at }) => (answer ? [] : [past(at, ANSWER_MS)])).filter((due) => due > now);
  // One thing at a time: nothing is told while it is unknown what the last command did.
  if (answers.length > 0) return { commands: [], append: [], lookAgainAt: earliest([...answers, ...at]) };
  const dues =
    c.at === 'over'
      ? [...cleanUp(c, now), ...findInvited(c, now)]
      : [
          ...finishMove(c, now),
          ...keepEnds(c, now),
          ...cleanUp(c, now),
          ...keepHolds(c, now),
          ...pursueAsks(c, now),
          ...keepSupervisors(c, now),
          ...keepRecording(c, now),
          ...rescue(c, now),
          ...findInvited(c, now),
        ];
  const decided = dues.flatMap((due) => due.append ?? []);
  if (decided.length > 0) return { commands: [], append: decided, lookAgainAt: null };
  const first = dues.find(({ tell }) => tell && tell.length > 0);
  return {
    commands: first?.tell ?? [],
    append: [],
    lookAgainAt: earliest([...at, ...dues.flatMap((due: Due) => due.at ?? [])]),
  };
}

const earliest = (times: readonly Date[]): Date | null =>
  times.reduce<Date | null>((a, b) => (a && a < b ? a : b), null);
