import { useId } from 'preact/hooks';
import { optionId } from '#extension/views/flow/desk.ts';
import { PromptField } from '#extension/views/flow/prompt-field.tsx';
import { NumberField } from '#extension/views/parts/number-field.tsx';
import { Select } from '#extension/views/parts/select.tsx';
import { useView } from '#extension/views/view.ts';
import type { GiveUp, Menu, SpecialKey } from '#shared/call-flow/call-flow.schema.ts';
import { KEY_SECONDS, MENU_READINGS } from '#shared/call-flow/limits.ts';
import type { Path } from '#shared/call-flow/tree.ts';

const SPECIALS: readonly SpecialKey[] = ['nothing', 'repeat', 'back', 'operator'];
const GIVE_UPS: readonly GiveUp[] = ['hang-up', 'operator', 'voicemail'];
const SPECIAL_KEYS = ['0', '*', '#'] as const;

/** What a menu does about silence, wrong keys, and the keys 0, * and #. The first menu has none to go back to. */
export function MenuKeys(props: {
  readonly menu: Menu;
  readonly path: Path;
  readonly onChange: (menu: Menu, field?: string) => void;
}) {
  const { t } = useView();
  const words = t.flow;
  const { menu, path } = props;
  const id = useId();
  const field = optionId(path);
  const specials = SPECIALS.filter((special) => special !== 'back' || path.length > 0);
  return (
    <div class="stack">
      <div class="keygrid">
        <NumberField
          label={words.keySeconds}
          value={menu.keySeconds}
          {...KEY_SECONDS}
          unit={words.range(words.sec, KEY_SECONDS.least, KEY_SECONDS.most)}
          outOfRange={words.outOfRange(KEY_SECONDS.least, KEY_SECONDS.most)}
          onChange={(keySeconds) => props.onChange({ ...menu, keySeconds }, `${field} seconds`)}
        />
        <NumberField
          label={words.readings}
          value={menu.readings}
          {...MENU_READINGS}
          unit={words.range(words.times, MENU_READINGS.least, MENU_READINGS.most)}
          outOfRange={words.outOfRange(MENU_READINGS.least, MENU_READINGS.most)}
          onChange={(readings) => props.onChange({ ...menu, readings }, `${field} readings`)}
        />
        <div class="field">
          <label class="lab" for={`${id}-up`}>
            {words.giveUp}
          </label>
          <Select
            id={`${id}-up`}
            value={menu.giveUp}
            choices={GIVE_UPS.map((value) => ({ value, label: words.giveUps[value] }))}
            onChange={(value) =>
              props.onChange({ ...menu, giveUp: GIVE_UPS.find((one) => one === value) ?? menu.giveUp })
            }
          />
        </div>
        {SPECIAL_KEYS.map((key) => (
          <div class="field" key={key}>
            <label class="lab" for={`${id}-${key}`}>
              {words.specialKey(key)}
            </label>
            <Select
              id={`${id}-${key}`}
              value={menu.keys[key]}
              choices={specials.map((value) => ({ value, label: words.specials[value] }))}
              onChange={(value) => {
                const special = SPECIALS.find((one) => one === value) ?? menu.keys[key];
                props.onChange({ ...menu, keys: { ...menu.keys, [key]: special } });
              }}
            />
          </div>
        ))}
      </div>
      <PromptField
        label={words.wrongKey}
        field={`${field} wrong`}
        prompt={menu.wrongKey}
        usual="wrong-key"
        onChange={(wrongKey, typed) => props.onChange({ ...menu, wrongKey }, typed)}
      />
    </div>
  );
}
