import type { Due } from './attempt.ts';
import type { Conversation, KnownAsk } from './control.ts';
import { intoRoom } from './move.ts';

/** What the open asks need done, oldest first. */
export function pursueAsks(c: Conversation, now: Date): Due[] {
  return c.open.map((asked) => pursueAsk(c, now, asked));
}

function pursueAsk(c: Conversation, now: Date, asked: KnownAsk): Due {
  switch (asked.ask.what) {
    case 'hold':
      return (asked.ask.on ? intoRoom(c, now, asked) : undefined) ?? {};
    default:
      return {};
  }
}
