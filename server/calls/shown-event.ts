import type { TimedEvent } from './call-event.ts';

const SHOWN: ReadonlySet<TimedEvent['kind']> = new Set([
  ...([
    'asked',
    'gave-up',
    'settled',
    'answered',
    'led',
    'leg',
    'accepted',
    'room',
    'looked',
    'handed',
    'recorded',
  ] as const),
]);

/** Whether what an agent is shown of a running call may be another by it, though the call's own state is the same. */
export const isShown = ({ kind }: Pick<TimedEvent, 'kind'>): boolean => SHOWN.has(kind);
