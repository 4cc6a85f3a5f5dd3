import type { AudioDevice } from '#extension/views/device/audio.ts';
import { type Choice, Select } from '#extension/views/parts/select.tsx';
import { useView } from '#extension/views/view.ts';

/** One of the plugged-in devices, or the system's. A chosen one that is unplugged stays chosen, and says so. */
export function DeviceSelect(props: {
  readonly name: string;
  readonly kind: AudioDevice['kind'];
  readonly devices: readonly AudioDevice[];
  readonly chosen: string;
  readonly onChange: (id: string) => void;
}) {
  const { t } = useView();
  const { chosen } = props;
  const devices = props.devices.filter(({ kind }) => kind === props.kind);
  const choices: Choice[] = [
    { value: SYSTEM, label: t.device.systemDefault },
    ...devices.map(({ id, label }, index) => ({
      value: id,
      label: label === '' ? t.device.unnamed(index + 1) : label,
    })),
  ];
  if (chosen !== '' && !devices.some(({ id }) => id === chosen))
    choices.push({ value: chosen, label: t.device.notPlugged });
  return (
    <Select
      name={props.name}
      value={chosen === '' ? SYSTEM : chosen}
      choices={choices}
      onChange={(value) => props.onChange(value === SYSTEM ? '' : value)}
    />
  );
}

/** An option's value for `''`, which a list of choices reads as "nothing chosen". */
const SYSTEM = 'system';
