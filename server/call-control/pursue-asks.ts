import type { Due } from './attempt.ts';
import { pursueRedirect } from './blind.ts';
import type { Conversation, KnownAsk } from './control.ts';
import { intoRoom } from './move.ts';
import { pursueSupervision } from './supervise.ts';
import { pursueInvitation } from './transfer.ts';
import { pursueStep } from './transfer-step.ts';

/** What the open asks need done, oldest first. */
export function pursueAsks(c: Conversation, now: Date): Due[] {
  return c.open.map((asked) => pursueAsk(c, now, asked));
}

function pursueAsk(c: Conversation, now: Date, asked: KnownAsk): Due {
  const { ask } = asked;
  switch (ask.what) {
    case 'hold':
      return (ask.on ? intoRoom(c, now, asked) : undefined) ?? {};
    case 'transfer':
      return ask.how === 'blind' ? pursueRedirect(c, now, asked) : pursueInvitation(c, now, asked);
    case 'transfer-step':
      return pursueStep(c, now, asked);
    case 'supervise':
      return pursueSupervision(c, now, asked);
    case 'to-queue':
      return pursueRedirect(c, now, asked);
    // The recording is kept as it ought to be, whoever asks.
    case 'record':
      return {};
  }
}
