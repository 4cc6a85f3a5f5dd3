import { AppWindow, type IconNode, PanelRight } from 'lucide';
import { useContext, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { IconButton } from '#extension/views/parts/button.tsx';
import { Icon } from '#extension/views/parts/icon.tsx';
import { rovingKeys } from '#extension/views/parts/roving.ts';
import { leaves } from '#extension/views/popup/leaves.ts';
import { StayContext } from '#extension/views/popup/stay.ts';
import { useView } from '#extension/views/view.ts';

/** Where else the softphone can stand, so that it stays open; nothing where it does already. One way takes one click. */
export function KeepOpen() {
  const { t } = useView();
  const words = t.presence;
  const { atSide, asWindow } = useContext(StayContext);
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (open) menu.current?.querySelector('button')?.focus();
  }, [open]);

  if (atSide === undefined && asWindow === undefined) return null;
  if (atSide === undefined) {
    return <IconButton icon={AppWindow} name={words.asWindow} onClick={() => asWindow?.()} />;
  }
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (rovingKeys(event, 'button') || (event.key !== 'Escape' && event.key !== 'Tab')) return;
    close();
    event.stopPropagation();
    if (event.key === 'Escape') event.preventDefault();
  };
  const way = (icon: IconNode, name: string, what: string, go: (() => void) | undefined) =>
    go !== undefined && (
      <button type="button" role="menuitem" tabIndex={-1} onClick={go}>
        <Icon of={icon} />
        <span class="grow">
          <b class="med own-line">{name}</b>
          <span class="small muted own-line">{what}</span>
        </span>
      </button>
    );
  return (
    <div class="menuhost" onFocusOut={(event) => leaves(event) && setOpen(false)}>
      <IconButton
        icon={PanelRight}
        name={words.keepOpen}
        expanded={open}
        buttonRef={button}
        onClick={() => setOpen(!open)}
      />
      {open && (
        <div ref={menu} class="menu atend" role="menu" tabIndex={-1} aria-label={words.keepOpen} onKeyDown={onKeyDown}>
          {way(PanelRight, words.atSide, words.atSideWhat, atSide)}
          {way(AppWindow, words.asWindow, words.asWindowWhat, asWindow)}
        </div>
      )}
    </div>
  );
}
