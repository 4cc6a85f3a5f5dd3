import { Plus } from 'lucide';
import { optionId, partId, useDesk } from '#extension/views/flow/desk.ts';
import { addOption, freeKey } from '#extension/views/flow/menu-edits.ts';
import { MenuRow } from '#extension/views/flow/menu-row.tsx';
import { NoKeyRow } from '#extension/views/flow/no-key-row.tsx';
import { optionName } from '#extension/views/flow/option-name.ts';
import { treeKeys } from '#extension/views/flow/tree-keys.ts';
import { Button } from '#extension/views/parts/button.tsx';
import { useView } from '#extension/views/view.ts';
import type { Menu } from '#shared/call-flow/call-flow.schema.ts';
import { mostOptions, type Path } from '#shared/call-flow/tree.ts';

/** The menu with all that hangs below it, at a glance; each option opens in place. */
export function MenuTree() {
  const { t } = useView();
  const desk = useDesk();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys among the buttons inside, each of which is a tab stop too
    <div class="tree" id={partId('menu')} onKeyDown={(event) => treeKeys(event, desk)}>
      <p class="sr">{t.flow.treeHelp}</p>
      <Options menu={desk.flow.menu} path={[]} />
      <NoKeyRow />
      <AddRow menu={desk.flow.menu} path={[]} />
    </div>
  );
}

function Options({ menu, path }: { readonly menu: Menu; readonly path: Path }) {
  return (
    <ul>
      {menu.options.map((option) => {
        const own = [...path, option.key];
        const below = option.action?.do === 'menu' ? option.action.menu : null;
        return (
          <li key={option.key} class={path.length === 0 ? 'branch first' : 'branch'}>
            <MenuRow option={option} path={own} />
            {below !== null && (
              <div class="submenu" style={{ '--level': own.length }}>
                <Options menu={below} path={own} />
                <AddRow menu={below} path={own} />
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function AddRow({ menu, path }: { readonly menu: Menu; readonly path: Path }) {
  const { t } = useView();
  const { flow, language, change, toggle } = useDesk();
  const level = path.length + 1;
  const key = freeKey(menu, level);
  const parent = path.length === 0 ? null : optionName(flow, path, language, t);
  return (
    <div class={path.length === 0 ? 'tr add' : 'tr add branch'}>
      {key === undefined ? (
        <span class="small muted">{t.flow.menuFull(mostOptions(level))}</span>
      ) : (
        <Button
          kind="ghost"
          size="s"
          icon={Plus}
          label={parent === null ? t.flow.addOption : t.flow.addOptionTo(parent)}
          onClick={() => {
            const own = [...path, key];
            change({ ...flow, menu: addOption(flow.menu, path) });
            toggle(own, true);
            // Once it is drawn: what one types first is its name.
            requestAnimationFrame(() => document.getElementById(`${optionId(own)}-label`)?.focus());
          }}
        >
          {t.flow.addOption}
        </Button>
      )}
    </div>
  );
}
