import { ChevronDown, ChevronUp, RotateCcw } from 'lucide';
import { useDesk } from '#extension/views/flow/desk.ts';
import { MenuKeys } from '#extension/views/flow/menu-keys.tsx';
import { Icon } from '#extension/views/parts/icon.tsx';
import { useView } from '#extension/views/view.ts';

/** The last row of the first menu: what happens when the caller presses nothing, or something wrong. */
export function NoKeyRow() {
  const { t } = useView();
  const { flow, change, open, toggle } = useDesk();
  const words = t.flow;
  const id = 'option-';
  const isOpen = open.has(id);
  const { readings, giveUp } = flow.menu;
  return (
    <>
      <div class={isOpen ? 'tr opened' : 'tr'}>
        <button
          type="button"
          id={id}
          class="trb"
          data-path=""
          aria-expanded={isOpen}
          aria-controls={`${id}details`}
          onClick={() => toggle([])}
        >
          <span class="kc alt" aria-hidden="true">
            –
          </span>
          <span class="trname med">{words.noKey}</span>
        </button>
        <span class="trwhat small muted">
          <Icon of={RotateCcw} size={14} />
          {words.noKeySays(readings - 1, words.giveUpThen[giveUp])}
        </span>
        <span class="end row trend">
          <Icon of={isOpen ? ChevronUp : ChevronDown} />
        </span>
      </div>
      {isOpen && (
        <div class="det" id={`${id}details`}>
          <MenuKeys menu={flow.menu} path={[]} onChange={(menu, field) => change({ ...flow, menu }, field)} />
        </div>
      )}
    </>
  );
}
