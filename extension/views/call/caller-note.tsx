import { EyeOff, Lock, SearchX, WifiOff } from 'lucide';
import { Note } from '#extension/views/parts/note.tsx';
import { useView } from '#extension/views/view.ts';
import type { Party } from '#shared/api/party.ts';

/** Why no record is shown, where that needs saying. */
export function CallerNote({ party }: { party: Party }) {
  const { t } = useView();
  if (party.number === null) return <Note kind="plain" icon={EyeOff} more={t.call.withheldWhy} />;
  switch (party.match.state) {
    case 'not-shared':
      return <Note kind="plain" icon={Lock} more={t.call.notSharedWhy} />;
    case 'unknown':
      return <Note kind="plain" icon={SearchX} more={t.call.unknownWhy} />;
    case 'unavailable':
      return <Note kind="warn" icon={WifiOff} more={t.call.unavailableWhy} />;
    case 'looking':
    case 'known':
      return null;
  }
}
