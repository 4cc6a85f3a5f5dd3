import { CloudOff } from 'lucide';
import { Note } from '#extension/views/parts/note.tsx';
import { useView } from '#extension/views/view.ts';
import type { Line } from '#extension/wire/snapshots.ts';

/** The server can't be reached: nothing that she could do is refused, it only takes longer until it is saved. */
export const isServerAway = (line: Line): boolean => line.state === 'problem' && line.problem.code === 'server-away';

/** What becomes of what she notes meanwhile. */
export function ServerAwayNote() {
  const { t } = useView();
  return <Note kind="warn" icon={CloudOff} role="status" what={t.wrapUp.away} more={t.wrapUp.awayMore} />;
}
