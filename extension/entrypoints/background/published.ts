import * as v from 'valibot';
import { type SnapshotName, snapshots } from '#extension/wire/snapshots.ts';
import { followAway } from './away-notice.ts';
import { showBadge } from './badge.ts';
import { noteAgent } from './kept-session.ts';
import { tellPages } from './pages.ts';
import { showRinging } from './ringing.ts';
import { followSoftphone, noteCall } from './wrap-ups/follow-softphone.ts';

/** After a new snapshot was kept: badge, notification, pages and wrap-ups follow it, none of them held up by another's failure. */
export async function published(name: SnapshotName, snapshot: unknown): Promise<void> {
  if (name !== 'softphone') return;
  const softphone = v.parse(snapshots.softphone.schema, snapshot);
  // What has stopped ringing leaves its window to the wrap-up, where there is one. In the order of the snapshots: a late word of the
  // last call must not close what the next one has opened.
  const noted = noteCall(softphone);
  const done = await Promise.allSettled([
    noted.then(() => followSoftphone(softphone)),
    softphone.agent && noteAgent(softphone.agent),
    showBadge(softphone),
    followAway(softphone),
    noted.catch(() => undefined).then(() => showRinging(softphone)),
    tellPages(name, softphone),
  ]);
  for (const one of done) if (one.status === 'rejected') console.error('a snapshot was not shown', one.reason);
}
