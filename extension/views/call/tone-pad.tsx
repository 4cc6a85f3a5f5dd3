import { X } from 'lucide';
import { type Digit, Keypad } from '#extension/views/call/keypad.tsx';
import { IconButton } from '#extension/views/parts/button.tsx';
import { useView } from '#extension/views/view.ts';

/** The keypad of a running call: what was sent, and the keys. `down`: the digit that the keyboard pressed just now. */
export function TonePad(props: {
  readonly digits: string;
  readonly down: Digit | null;
  readonly onDigit: (digit: Digit) => void;
  readonly onClose: () => void;
}) {
  const { t } = useView();
  return (
    <>
      <div class="row tones">
        <output class="num b digits trunc" aria-label={t.call.digitsSent}>
          {/* The last ones: a long code is read from its end. */}
          {[...props.digits.slice(-12)].join(' ')}
        </output>
        <span class="end row">
          <span class="small muted">{t.call.keyboardWorks}</span>
          <IconButton icon={X} class="s" name={t.call.closeKeypad} keys="Escape" onClick={props.onClose} />
        </span>
      </div>
      <Keypad onDigit={props.onDigit} down={props.down} />
    </>
  );
}
