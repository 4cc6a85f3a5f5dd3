import type { Presence } from '#shared/call/call.ts';

/** What a presence mark can tell: what the agent chose, or what her calls make of it. */
export type PresenceShown = Presence | 'busy' | 'ringing';

const SHAPE: Record<PresenceShown, string> = {
  online: '',
  away: ' away',
  offline: ' off',
  busy: ' busy',
  ringing: ' ring',
};

/** Disc online, square busy, half disc on a break, ring offline, diamond ringing. Decoration: the word stands beside it. */
export function PresenceDot({ is }: { is: PresenceShown }) {
  return <span class={`pres${SHAPE[is]}`} aria-hidden="true" />;
}
