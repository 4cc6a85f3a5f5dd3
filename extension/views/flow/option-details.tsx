import { ArrowDown, ArrowUp, Trash2 } from 'lucide';
import { useId, useRef } from 'preact/hooks';
import { optionId, useDesk } from '#extension/views/flow/desk.ts';
import {
  type ActionKind,
  actionKinds,
  actionOf,
  changeMenu,
  changeOptionAt,
  neighbour,
  rekey,
} from '#extension/views/flow/menu-edits.ts';
import { MenuKeys } from '#extension/views/flow/menu-keys.tsx';
import { optionName } from '#extension/views/flow/option-name.ts';
import { PeopleChips } from '#extension/views/flow/people-chips.tsx';
import { PromptField } from '#extension/views/flow/prompt-field.tsx';
import { readsAs } from '#extension/views/flow/reads-as.ts';
import { RingHow } from '#extension/views/flow/ring-how.tsx';
import { moveOption, removeOption } from '#extension/views/flow/tree-keys.ts';
import { IconButton } from '#extension/views/parts/button.tsx';
import { Select } from '#extension/views/parts/select.tsx';
import { useView } from '#extension/views/view.ts';
import { type Action, type Menu, OPTION_KEYS, type Option } from '#shared/call-flow/call-flow.schema.ts';
import { LONGEST_LABEL } from '#shared/call-flow/limits.ts';
import { menuAt, type Path } from '#shared/call-flow/tree.ts';

/** All of one option: key, name, what it does, and then who rings or what its menu says. */
export function OptionDetails({ option, path }: { readonly option: Option; readonly path: Path }) {
  const { t } = useView();
  const desk = useDesk();
  const { flow, language, change } = desk;
  const words = t.flow;
  const id = useId();
  const own = optionId(path);
  const name = optionName(flow, path, language, t);
  /** What stood there for the kinds that are not chosen, while the details are open. */
  const kept = useRef<Partial<Record<ActionKind, Action>>>({});
  const set = (next: Option, field?: string) =>
    change({ ...flow, menu: changeOptionAt(flow.menu, path, () => next) }, field);
  const siblings = menuAt(flow.menu, path.slice(0, -1));
  return (
    <div class="det" id={`${own}-details`}>
      <div class="row detrow">
        <div class="keyfield">
          <label class="lab" for={`${id}-key`}>
            {words.key}
          </label>
          <Select
            id={`${id}-key`}
            value={option.key}
            choices={OPTION_KEYS.map((key) => ({ value: key, label: key }))}
            onChange={(value) => {
              const key = OPTION_KEYS.find((one) => one === value);
              if (key === undefined || key === option.key) return;
              change({ ...flow, menu: rekey(flow.menu, path, key) });
              desk.toggle([...path.slice(0, -1), key], true);
            }}
          />
        </div>
        <div class="field grow">
          <label class="lab" for={`${own}-label`}>
            {words.label}
          </label>
          <span class="inp">
            <input
              id={`${own}-label`}
              value={option.label[language] ?? ''}
              maxLength={LONGEST_LABEL}
              autoComplete="off"
              onInput={(event) =>
                set({ ...option, label: { ...option.label, [language]: event.currentTarget.value } }, `${own} label`)
              }
            />
          </span>
        </div>
        <div class="actionfield">
          <label class="lab" for={`${id}-action`}>
            {words.action}
          </label>
          <Select
            id={`${id}-action`}
            value={option.action?.do ?? ''}
            prompt={words.chooseAction}
            choices={actionKinds(path.length).map((kind) => ({ value: kind, label: words.actions[kind] }))}
            onChange={(value) => {
              const kind = actionKinds(path.length).find((one) => one === value);
              if (kind === undefined) return;
              if (option.action !== null) kept.current[option.action.do] = option.action;
              set({ ...option, action: actionOf(kind, kept.current[kind]) });
            }}
          />
        </div>
        <span class="row detbuttons">
          {siblings && neighbour(siblings, option.key, -1) !== null && (
            <IconButton
              icon={ArrowUp}
              size={14}
              class="s"
              name={words.moveUp(name)}
              onClick={() => moveOption(desk, path, -1)}
            />
          )}
          {siblings && neighbour(siblings, option.key, 1) !== null && (
            <IconButton
              icon={ArrowDown}
              size={14}
              class="s"
              name={words.moveDown(name)}
              onClick={() => moveOption(desk, path, 1)}
            />
          )}
          <IconButton
            icon={Trash2}
            class="danger-text"
            name={words.deleteOption(name)}
            onClick={() => removeOption(desk, path)}
          />
        </span>
      </div>
      <ActionDetails
        action={option.action}
        path={path}
        onChange={(action, field) => set({ ...option, action }, field)}
      />
    </div>
  );
}

function ActionDetails(props: {
  readonly action: Action | null;
  readonly path: Path;
  readonly onChange: (action: Action, field?: string) => void;
}) {
  const { t } = useView();
  const { flow, language, change } = useDesk();
  const { action, path } = props;
  const field = optionId(path);
  if (action === null) return null;
  if (action.do === 'people') {
    const { people } = action;
    return (
      <>
        <PeopleChips
          label={t.flow.whoRings}
          chosen={people.agentIds}
          onChange={(agentIds) => props.onChange({ do: 'people', people: { ...people, agentIds } })}
        />
        {people.agentIds.length > 1 && (
          <RingHow
            people={people}
            field={field}
            onChange={(next, typed) => props.onChange({ do: 'people', people: next }, typed)}
          />
        )}
      </>
    );
  }
  const setMenu = (menu: Menu, typed?: string) =>
    change({ ...flow, menu: changeMenu(flow.menu, path, () => menu) }, typed);
  return (
    <>
      <PromptField
        label={t.flow.sentence}
        field={field}
        prompt={action.menu.prompt}
        usual="menu"
        reads={readsAs(flow, action.menu, language)}
        onChange={(prompt, typed) => setMenu({ ...action.menu, prompt }, typed)}
      />
      <MenuKeys menu={action.menu} path={path} onChange={setMenu} />
    </>
  );
}
