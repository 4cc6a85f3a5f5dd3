import { Settings } from 'lucide';
import { IconButton } from '#extension/views/parts/button.tsx';
import { Mark } from '#extension/views/parts/mark.tsx';
import { KeepOpen } from '#extension/views/popup/keep-open.tsx';
import { StatusMenu } from '#extension/views/popup/status-menu.tsx';
import { useView } from '#extension/views/view.ts';
import type { SoftphoneSnapshot } from '#extension/wire/snapshots.ts';

/** The popup's top bar. Without a session there is no status to choose. */
export function PopupHead({ phone }: { phone: SoftphoneSnapshot | null }) {
  const { wire, t } = useView();
  const blocked = phone?.line.state === 'problem' && phone.line.blocks;
  return (
    <header class="phead">
      <Mark />
      {phone === null || phone.line.state === 'signed-out' ? (
        <span class="b">Sidetone</span>
      ) : (
        <>
          <StatusMenu
            phone={phone}
            line={blocked === true ? 'blocked' : phone.line.state === 'connecting' ? 'connecting' : 'fine'}
          />
          {blocked && <span class="tag bad">{t.popup.callsSkipYou}</span>}
        </>
      )}
      <span class="end row">
        <KeepOpen />
        <IconButton
          icon={Settings}
          name={t.popup.settings}
          onClick={() => void wire.ask('open', { what: 'options', section: '' })}
        />
      </span>
    </header>
  );
}
