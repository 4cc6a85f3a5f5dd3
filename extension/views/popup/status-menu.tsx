import { Check, ChevronDown, TriangleAlert } from 'lucide';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { PresenceDot } from '#extension/views/call/presence-dot.tsx';
import { Icon } from '#extension/views/parts/icon.tsx';
import { rovingKeys } from '#extension/views/parts/roving.ts';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';
import type { Presence } from '#shared/call/call.ts';

const CHOICES: readonly { presence: Presence; key: string | null }[] = [
  { presence: 'online', key: null },
  { presence: 'away', key: 'B' },
  { presence: 'offline', key: 'O' },
];

/** Whether calls ring here: the chosen presence, and the menu that changes it. */
export function StatusMenu(props: {
  presence: Presence;
  busy: boolean;
  /** She notes a call and is not rung meanwhile. */
  wrappingUp: boolean;
  /** While the line is not there, the chosen presence is not yet true. */
  line: 'fine' | 'connecting' | 'blocked';
}) {
  const { wire, t } = useView();
  const { presence, busy, wrappingUp, line } = props;
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const task = useTask((chosen: Presence) => wire.ask('presence.set', { presence: chosen }));
  const doing = busy ? t.popup.busy : wrappingUp ? t.wrapUp.presence : t.popup.presence[presence];
  const now = line === 'connecting' ? t.popup.connectingWhat : doing;

  // Before the next key comes.
  useLayoutEffect(() => {
    if (open) menu.current?.querySelector<HTMLElement>('[aria-checked=true]')?.focus();
  }, [open]);

  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const choose = (chosen: Presence) => {
    close();
    if (chosen !== presence) void task.run(chosen);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (rovingKeys(event, '[role=menuitemradio]')) return;
    const chosen = CHOICES.find(({ key }) => key === event.key.toUpperCase());
    if (event.key === 'Escape' || event.key === 'Tab') close();
    else if (chosen !== undefined) choose(chosen.presence);
    else return;
    event.stopPropagation();
    if (event.key !== 'Tab') event.preventDefault();
  };

  return (
    <div class="menuhost" onFocusOut={(event) => leaves(event) && setOpen(false)}>
      <button
        ref={button}
        type="button"
        class={open ? 'status open' : 'status'}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={t.popup.status(now)}
        aria-busy={task.slow || undefined}
        onClick={() => setOpen(!open)}
      >
        {line === 'blocked' ? (
          <span class="bad">
            <Icon of={TriangleAlert} />
          </span>
        ) : (
          <PresenceDot is={line === 'connecting' ? 'offline' : busy || wrappingUp ? 'busy' : presence} />
        )}
        {now}
        {task.slow && '…'}
        <Icon of={ChevronDown} size={14} />
      </button>
      {open && (
        <div ref={menu} class="menu" role="menu" tabIndex={-1} aria-label={t.popup.statusMenu} onKeyDown={onKeyDown}>
          {CHOICES.map(({ presence: choice, key }) => (
            <button
              key={choice}
              type="button"
              role="menuitemradio"
              aria-checked={choice === presence}
              aria-keyshortcuts={key ?? undefined}
              aria-label={`${t.popup.presence[choice]}. ${t.popup.presenceWhat[choice]}`}
              tabIndex={-1}
              onClick={() => choose(choice)}
            >
              <PresenceDot is={choice} />
              <span class="grow">
                <b class="med own-line">{t.popup.presence[choice]}</b>
                <span class="small muted own-line">{t.popup.presenceWhat[choice]}</span>
              </span>
              {choice === presence ? <Icon of={Check} /> : key !== null && <kbd>{key}</kbd>}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

/** Whether the focus goes outside the element that listens. */
function leaves(event: FocusEvent): boolean {
  const { currentTarget, relatedTarget } = event;
  return currentTarget instanceof Node && relatedTarget instanceof Node && !currentTarget.contains(relatedTarget);
}
