import { Ear } from 'lucide';
import { firstName } from '#extension/views/call/running.ts';
import { Note } from '#extension/views/parts/note.tsx';
import { useView } from '#extension/views/view.ts';
import type { CallControl } from '#shared/call/control.ts';

/** Who of the supervisors is in the call. Nothing hides it; it is read out when it changes. */
export function Listeners({ listeners }: { listeners: CallControl['listeners'] }) {
  const { t } = useView();
  return (
    <div role="status" class={listeners.length === 0 ? 'sr' : 'col listeners'}>
      {listeners.map(({ name, how }) => (
        <Note
          key={name}
          kind="plain"
          icon={Ear}
          what={t.control.listens[how](firstName(name))}
          more={t.control.listensMore[how]}
        />
      ))}
    </div>
  );
}
