import { rovingKeys } from '#extension/views/parts/roving.ts';

/** Up and down lead from call to call, left and right among the buttons of one. What plays a recording keeps its own keys. */
export function listKeys(event: KeyboardEvent): void {
  if (!(event.target instanceof Element) || event.target.closest('audio') !== null) return;
  const row = event.target.closest('.rec');
  const inRow = event.key === 'ArrowLeft' || event.key === 'ArrowRight';
  rovingKeys(event, (list) =>
    inRow && row !== null ? buttonsOf(row) : [...list.querySelectorAll('.rec')].flatMap(stopOf),
  );
}

const buttonsOf = (row: Element): HTMLElement[] => [...row.querySelectorAll<HTMLElement>('button.why, button.icb')];

/** Where the focus comes to in a row: calling, unless it is on another button of it already. */
function stopOf(row: Element): HTMLElement[] {
  const buttons = buttonsOf(row);
  const stop = buttons.find((button) => button === document.activeElement) ?? buttons.at(-1);
  return stop === undefined ? [] : [stop];
}
