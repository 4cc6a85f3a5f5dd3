import type { GaveUp } from './control-event.ts';
import type { LegStatus } from './leg-status.ts';

/** Why somebody who was rung is not in the call. */
export function whyUnanswered(status: LegStatus | null): GaveUp {
  switch (status) {
    case 'no-answer':
    case 'busy':
    case 'declined':
    case 'cancelled':
      return status;
    case 'ended':
    case 'answered':
      return 'leg-gone';
    default:
      return 'failed';
  }
}
