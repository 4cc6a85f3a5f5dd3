import type { DeviceMessages } from '#extension/locales/en/device.ts';
import { useView } from '#extension/views/view.ts';

interface Row {
  readonly action: keyof DeviceMessages['actions'];
  /** Keys one by one; `–` and words stand between them as they are. */
  readonly here: readonly string[];
  /** With Alt, from any tab. */
  readonly everywhere?: string;
}

/** What stands between keys, and is none. */
const BETWEEN: Readonly<Record<string, string>> = { '–': ' – ', ',': ', ' };

/** Every key: inside Sidetone, and from any tab (the manifest's commands). */
export function KeyTable() {
  const { t } = useView();
  const words = t.device;
  const rows: readonly Row[] = [
    { action: 'dial', here: ['A', '–', 'Z', ',', '0', '–', '9'] },
    { action: 'results', here: ['↓', '↑', ',', words.enter] },
    { action: 'answer', here: [words.enter], everywhere: 'A' },
    { action: 'hangUp', here: [], everywhere: 'X' },
    { action: 'mute', here: ['M'], everywhere: 'M' },
    { action: 'hold', here: ['H'], everywhere: 'H' },
    { action: 'transfer', here: ['T'] },
    { action: 'add', here: ['A'] },
    { action: 'pause', here: ['P'] },
    { action: 'keypad', here: ['K'] },
    { action: 'tones', here: ['0', '–', '9', '*', '#'] },
    { action: 'note', here: ['N'] },
    { action: 'record', here: ['R'] },
    { action: 'outcome', here: ['1', '–', '6'] },
    { action: 'save', here: [words.ctrl, 'S'] },
    { action: 'next', here: [words.ctrl, words.enter] },
  ];
  return (
    <div class="card keytable">
      <table>
        <thead>
          <tr>
            <th>{words.action}</th>
            <th>{words.inSidetone}</th>
            <th>{words.fromAnyTab}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ action, here, everywhere }) => (
            <tr key={action}>
              <td>{words.actions[action]}</td>
              <td>{here.map((key, at) => BETWEEN[key] ?? <kbd key={`${key} ${at}`}>{key}</kbd>)}</td>
              <td>
                {everywhere !== undefined && (
                  <>
                    <kbd>Alt</kbd> <kbd>{everywhere}</kbd>
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
