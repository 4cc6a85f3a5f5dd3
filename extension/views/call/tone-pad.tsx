import { X } from 'lucide';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { pastedDigits } from '#extension/views/call/digits.ts';
import { type Digit, Keypad } from '#extension/views/call/keypad.tsx';
import { IconButton } from '#extension/views/parts/button.tsx';
import { useView } from '#extension/views/view.ts';

/** The keypad of a running call: what was sent, and the keys. `down`: the digit that the keyboard pressed just now. */
export function TonePad(props: {
  readonly digits: string;
  readonly down: Digit | null;
  readonly onDigit: (digit: Digit) => void;
  /** A pasted code, with its pauses. */
  readonly onPaste: (digits: string) => void;
  readonly onClose: () => void;
}) {
  const { t } = useView();
  const pad = useRef<HTMLDivElement>(null);
  const latest = useRef(props.onPaste);
  latest.current = props.onPaste;
  // Whoever sees it can paste into it.
  useLayoutEffect(() => {
    const element = pad.current;
    if (element === null) return;
    // A page of ours hears its whole document; in a page of the CRM only what is pasted into the card is ours.
    const root = element.getRootNode();
    const onPaste = (event: Event) => {
      if (!(event instanceof ClipboardEvent)) return;
      const target = event.composedPath()[0];
      if (target instanceof Element && target.matches('input, textarea, [contenteditable]')) return;
      latest.current(pastedDigits(event.clipboardData?.getData('text/plain') ?? ''));
      event.preventDefault();
    };
    root.addEventListener('paste', onPaste);
    return () => root.removeEventListener('paste', onPaste);
  }, []);
  return (
    <>
      <div class="row tones" ref={pad}>
        <output class="num b digits trunc" aria-label={t.call.digitsSent}>
          {/* The last ones: a long code is read from its end. */}
          {[...props.digits.slice(-12)].join(' ')}
        </output>
        <span class="end row">
          {/* Whoever has sent some knows how; a code needs the room. */}
          {props.digits.length < 4 && <span class="small muted">{t.call.keyboardWorks}</span>}
          <IconButton icon={X} class="s" name={t.call.closeKeypad} keys="Escape" onClick={props.onClose} />
        </span>
      </div>
      <Keypad onDigit={props.onDigit} down={props.down} />
    </>
  );
}
