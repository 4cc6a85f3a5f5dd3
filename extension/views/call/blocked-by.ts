import type { SoftphoneSnapshot } from '#extension/wire/snapshots.ts';
import type { Problem } from '#shared/problem.ts';

/** Why whoever answers now would not be heard; null: nothing is known against it. */
export function blockedBy({ microphone, line }: SoftphoneSnapshot): Problem | null {
  const deaf = microphone === 'denied' || microphone === 'missing';
  return deaf && line.state === 'problem' && line.blocks ? line.problem : null;
}
