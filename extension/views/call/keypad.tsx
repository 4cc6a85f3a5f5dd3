const KEYS = [
  ['1', ''],
  ['2', 'ABC'],
  ['3', 'DEF'],
  ['4', 'GHI'],
  ['5', 'JKL'],
  ['6', 'MNO'],
  ['7', 'PQRS'],
  ['8', 'TUV'],
  ['9', 'WXYZ'],
  ['*', ''],
  ['0', '+'],
  ['#', ''],
] as const;

export type Digit = (typeof KEYS)[number][0];

export const isDigit = (key: string): key is Digit => KEYS.some(([digit]) => digit === key);

/** The twelve keys of a telephone. `down`: the digit pressed just now on the keyboard. */
export function Keypad({ onDigit, down = null }: { onDigit: (digit: Digit) => void; down?: string | null }) {
  return (
    <div class="keys">
      {KEYS.map(([digit, letters]) => (
        <button key={digit} type="button" class={digit === down ? 'key down' : 'key'} onClick={() => onDigit(digit)}>
          {digit}
          <small aria-hidden="true">{letters}</small>
        </button>
      ))}
    </div>
  );
}
