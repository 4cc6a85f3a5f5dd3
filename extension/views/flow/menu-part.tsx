import { useDesk } from '#extension/views/flow/desk.ts';
import { FlowPart } from '#extension/views/flow/flow-part.tsx';
import { MenuTree } from '#extension/views/flow/menu-tree.tsx';
import { useView } from '#extension/views/view.ts';
import { MOST_LEVELS, MOST_OPTIONS_OF_FIRST_MENU } from '#shared/call-flow/limits.ts';
import { levelsOf } from '#shared/call-flow/tree.ts';

/** The menu, with how much of it is in use. */
export function MenuPart() {
  const { t } = useView();
  const { menu } = useDesk().flow;
  return (
    <FlowPart
      part="tree"
      title={t.flow.menu}
      aside={
        <span class="small muted">
          {t.flow.used(menu.options.length, MOST_OPTIONS_OF_FIRST_MENU, levelsOf(menu), MOST_LEVELS)}
        </span>
      }
    >
      <MenuTree />
    </FlowPart>
  );
}
