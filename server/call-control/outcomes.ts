import type { CallEvent } from '#server/calls/call-event.ts';
import { gaveUp, past, settled } from './attempt.ts';
import { blindOutcome, takenFromFlow, toQueueOutcome } from './blind.ts';
import type { Conversation, KnownAsk } from './control.ts';
import { holdCameAbout } from './hold.ts';
import { limitOf } from './limits.ts';
import { recordOutcome } from './record.ts';
import { supervisionOutcome } from './supervise.ts';
import { invitationOutcome } from './transfer.ts';
import { leftToOthers, stepOutcome } from './transfer-step.ts';

interface Outcomes {
  append: CallEvent[];
  /** When others come to nothing by time. */
  at: Date[];
}

/** What became of the asks that are open, and whose call it is now. */
export function outcomesOf(c: Conversation, now: Date): Outcomes {
  const append = [...takenFromFlow(c), ...leftToOthers(c)];
  const at: Date[] = [];
  for (const asked of c.open) {
    const outcome = outcomeOf(c, asked, now);
    const limit = past(asked.at, limitOf(asked.ask));
    append.push(...outcome.append);
    if (outcome.append.some(({ kind }) => kind === 'settled' || kind === 'gave-up')) continue;
    if (c.at === 'over') append.push(gaveUp(asked, 'leg-gone'));
    else if (limit <= now) append.push(gaveUp(asked, 'too-late'));
    else at.push(limit, ...outcome.at);
  }
  return { append, at };
}

function outcomeOf(c: Conversation, asked: KnownAsk, now: Date): Outcomes {
  const { ask } = asked;
  if (ask.what === 'transfer' && ask.how !== 'blind') return invitationOutcome(c, asked, now);
  return { append: outcomeNow(c, asked), at: [] };
}

function outcomeNow(c: Conversation, asked: KnownAsk): CallEvent[] {
  const { ask } = asked;
  switch (ask.what) {
    case 'hold':
      return isOvertaken(c, asked) || holdCameAbout(c, ask.on) ? [settled(asked)] : [];
    case 'transfer':
      return blindOutcome(c, asked);
    case 'transfer-step':
      return stepOutcome(c, asked);
    case 'record':
      return recordOutcome(c, asked);
    case 'supervise':
      return supervisionOutcome(c, asked);
    case 'to-queue':
      return toQueueOutcome(c, asked);
  }
}

/** Somebody has since asked for something else with the same people: that counts. */
const isOvertaken = ({ asks }: Conversation, asked: KnownAsk): boolean =>
  asks.slice(asks.indexOf(asked) + 1).some(({ ask }) => ask.what === 'hold' || ask.what === 'transfer-step');
