import type { CallEvent } from '#server/calls/call-event.ts';
import { gaveUp, past, settled } from './attempt.ts';
import type { Conversation, KnownAsk } from './control.ts';
import { holdCameAbout } from './hold.ts';
import { limitOf } from './limits.ts';

/** What became of the asks that are open, and when the others come to nothing by time. */
export function outcomesOf(c: Conversation, now: Date): { append: CallEvent[]; at: Date[] } {
  const append: CallEvent[] = [];
  const at: Date[] = [];
  for (const asked of c.open) {
    const outcome = outcomeOf(c, asked);
    const limit = past(asked.at, limitOf(asked.ask));
    if (outcome.length > 0) append.push(...outcome);
    else if (c.at === 'over') append.push(gaveUp(asked, 'leg-gone'));
    else if (limit <= now) append.push(gaveUp(asked, 'too-late'));
    else at.push(limit);
  }
  return { append, at };
}

function outcomeOf(c: Conversation, asked: KnownAsk): CallEvent[] {
  const { ask } = asked;
  switch (ask.what) {
    case 'hold':
      return isOvertaken(c, asked) || holdCameAbout(c, ask.on) ? [settled(asked)] : [];
    default:
      return [];
  }
}

/** Somebody has since asked for something else with the same people: that counts. */
const isOvertaken = ({ asks }: Conversation, asked: KnownAsk): boolean =>
  asks.slice(asks.indexOf(asked) + 1).some(({ ask }) => ask.what === 'hold' || ask.what === 'transfer-step');
