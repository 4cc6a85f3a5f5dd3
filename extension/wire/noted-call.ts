import type { Disposition } from '#shared/call/call.ts';
import type { CallView } from './snapshots.ts';

type EndedCall = Extract<CallView, { state: 'ended' }>;

/** Whether a call that has ended is one to note: somebody talked, or she tried to reach somebody. Whoever it was passed on to notes it. */
export const isNoted = (call: EndedCall): boolean =>
  call.how !== 'passed-on' &&
  call.id !== null &&
  (call.talkedSeconds > 0 || call.direction === 'outgoing' || isHungUp(call));

/** Answered and hung up within a second. */
const isHungUp = ({ how }: EndedCall): boolean => how === 'hung-up' || how === 'they-hung-up';

/** How it ended up, as far as this side knows; the server's word replaces it. */
export function dispositionOf(call: EndedCall): Disposition {
  if (call.talkedSeconds > 0 || isHungUp(call)) return 'answered';
  switch (call.how) {
    case 'passed-on':
      return 'answered';
    case 'gave-up':
    case 'elsewhere':
      return 'missed';
    case 'hung-up':
    case 'they-hung-up':
      return 'answered';
    default:
      return call.how;
  }
}
