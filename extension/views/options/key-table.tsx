import { useView } from '#extension/views/view.ts';

type Action = 'answer' | 'hangUp' | 'mute' | 'keypad' | 'record' | 'tones';

/** Every key: inside Sidetone, and from any tab (the manifest's commands). */
export function KeyTable() {
  const { t } = useView();
  const words = t.device;
  const rows: readonly { action: Action; here: readonly string[]; everywhere: string | null }[] = [
    { action: 'answer', here: [words.enter], everywhere: 'A' },
    { action: 'hangUp', here: [], everywhere: 'X' },
    { action: 'mute', here: ['M'], everywhere: 'M' },
    { action: 'keypad', here: ['K'], everywhere: null },
    { action: 'record', here: ['R'], everywhere: null },
    { action: 'tones', here: ['0', '–', '9', '*', '#'], everywhere: null },
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
              <td>{here.map((key) => (key === '–' ? ' – ' : <kbd key={key}>{key}</kbd>))}</td>
              <td>
                {everywhere !== null && (
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
