import { ChevronDown, TriangleAlert } from 'lucide';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { PresenceDot } from '#extension/views/call/presence-dot.tsx';
import { Icon } from '#extension/views/parts/icon.tsx';
import { rovingKeys } from '#extension/views/parts/roving.ts';
import { awayWords } from '#extension/views/popup/away.ts';
import { AwayForm } from '#extension/views/popup/away-form.tsx';
import { leaves } from '#extension/views/popup/leaves.ts';
import { RingHere } from '#extension/views/popup/ring-here.tsx';
import { type StatusChoice, StatusChoices, statusChoices } from '#extension/views/popup/status-choices.tsx';
import { useSnapshot } from '#extension/views/use-snapshot.ts';
import { useTask } from '#extension/views/use-task.ts';
import { useView, type View } from '#extension/views/view.ts';
import type { SoftphoneSnapshot } from '#extension/wire/snapshots.ts';
import type { Presence } from '#shared/call/call.ts';

type Line = 'fine' | 'connecting' | 'blocked';

interface Wanted {
  readonly presence: Presence;
  readonly reason: string | null;
  readonly minutes: number | null;
}

/** What she does now: connecting, busy, noting a call, or what she chose. */
function nowWords(phone: SoftphoneSnapshot, line: Line, view: View): ReturnType<typeof awayWords> {
  const { t } = view;
  const only = (why: string) => ({ why, until: null });
  if (line === 'connecting') return only(t.popup.connectingWhat);
  if (phone.busy) return only(t.popup.busy);
  if (phone.wrappingUp) return only(t.wrapUp.presence);
  return phone.presence === 'away' ? awayWords(phone, view) : only(t.popup.presence[phone.presence]);
}

/** Whether calls ring here: what she chose, and the menu that changes it. */
export function StatusMenu(props: {
  readonly phone: SoftphoneSnapshot;
  /** While the line is not there, the chosen presence is not yet true. */
  readonly line: Line;
}) {
  const view = useView();
  const { wire, t } = view;
  const { phone, line } = props;
  const { presence, busy, wrappingUp } = phone;
  // Reasons came with 1.4.
  const reasons = (phone.contractMinor ?? 0) >= 4;
  const choices = statusChoices(view, reasons);
  // Known before it opens: nothing is put into an open menu.
  const settings = useSnapshot(wire, 'settings')?.settings;
  const [open, setOpen] = useState<'menu' | 'form' | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const task = useTask(({ presence: wanted, reason, minutes }: Wanted) =>
    wanted === 'away' && reasons
      ? wire.ask('presence.away', { reason, minutes })
      : wire.ask('presence.set', { presence: wanted }),
  );
  const { why, until } = nowWords(phone, line, view);
  const now = [why, until].filter(Boolean).join(' ');

  // Before the next key comes.
  useLayoutEffect(() => {
    if (open !== 'menu') return;
    const checked = menu.current?.querySelector<HTMLElement>('[role=menuitemradio][aria-checked=true]');
    (checked ?? menu.current?.querySelector('button'))?.focus();
  }, [open]);

  const close = () => {
    setOpen(null);
    button.current?.focus();
  };
  const choose = (wanted: Wanted) => {
    close();
    // A break that is begun again lasts anew.
    if (wanted.presence !== presence || wanted.presence === 'away') void task.run(wanted);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (rovingKeys(event, 'button')) return;
    // Ctrl L is the browser's.
    const plain = !event.ctrlKey && !event.altKey && !event.metaKey;
    const meant = plain ? choices.find(({ key }) => key === event.key.toUpperCase()) : undefined;
    if (event.key === 'Escape' || event.key === 'Tab') close();
    else if (meant !== undefined) choose(meant);
    else return;
    event.stopPropagation();
    if (event.key !== 'Tab') event.preventDefault();
  };

  return (
    <div class="menuhost" onFocusOut={(event) => leaves(event) && setOpen(null)}>
      <button
        ref={button}
        type="button"
        class={open === null ? 'status' : 'status open'}
        aria-haspopup="menu"
        aria-expanded={open !== null}
        aria-label={t.popup.status(now)}
        aria-busy={task.slow || undefined}
        title={now}
        onClick={() => setOpen(open === null ? 'menu' : null)}
      >
        {line === 'blocked' ? (
          <span class="bad">
            <Icon of={TriangleAlert} />
          </span>
        ) : (
          <PresenceDot is={line === 'connecting' ? 'offline' : busy || wrappingUp ? 'busy' : presence} />
        )}
        <span class="trunc">{why}</span> {until !== null && <span class="until">{until}</span>}
        {task.slow && '…'}
        <Icon of={ChevronDown} size={14} />
      </button>
      {open === 'menu' && (
        <div ref={menu} class="menu" role="menu" tabIndex={-1} aria-label={t.popup.statusMenu} onKeyDown={onKeyDown}>
          <StatusChoices
            choices={choices}
            phone={phone}
            onChoose={(choice: StatusChoice) => choose(choice)}
            onOther={reasons ? () => setOpen('form') : null}
          />
          {settings && <RingHere ringerVolume={settings.ringerVolume} />}
        </div>
      )}
      {open === 'form' && <AwayForm onAway={(away) => choose({ presence: 'away', ...away })} onClose={close} />}
    </div>
  );
}
