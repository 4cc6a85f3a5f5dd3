import type { SnapshotName } from './snapshots.ts';

/** Names that every context knows. Apart from the rest, because some contexts may load nothing more. */

/** Where the background keeps the latest of each snapshot, in `storage.session`. */
export const snapshotKey = (name: SnapshotName): string => `snapshot.${name}`;

/** The port on which the softphone sends the loudness of both voices to whoever watches. */
export const LEVELS_PORT = 'levels';
