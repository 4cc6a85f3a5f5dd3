import * as v from 'valibot';
import { type Desk, optionId } from '#extension/views/flow/desk.ts';
import { deleteOption, neighbour, rekey } from '#extension/views/flow/menu-edits.ts';
import { optionKeySchema } from '#shared/call-flow/call-flow.schema.ts';
import { menuAt, type Path } from '#shared/call-flow/tree.ts';

const ROW = '[data-path]';

/**
 * Keys on the rows of the menu: up and down go from row to row, right opens or goes in, left closes or goes out, Delete removes, Alt
 * with an arrow moves the option among its own. In fields they mean what they mean there.
 */
export function treeKeys(event: KeyboardEvent, desk: Desk): void {
  const row = event.target;
  const tree = event.currentTarget;
  if (!(row instanceof HTMLElement) || !(tree instanceof HTMLElement) || !row.matches(ROW)) return;
  if (event.ctrlKey || event.metaKey) return;
  const path = pathOf(row);
  const rows = [...tree.querySelectorAll<HTMLElement>(ROW)];
  const at = rows.indexOf(row);
  const go = (to: HTMLElement | undefined) => to?.focus();
  const isOpen = row.getAttribute('aria-expanded') === 'true';
  switch (`${event.altKey ? 'Alt ' : ''}${event.key}`) {
    case 'ArrowDown':
      go(rows[at + 1]);
      break;
    case 'ArrowUp':
      go(rows[at - 1]);
      break;
    case 'Home':
      go(rows[0]);
      break;
    case 'End':
      go(rows.at(-1));
      break;
    case 'ArrowRight':
      if (isOpen) go(rows[at + 1]);
      else row.click();
      break;
    case 'ArrowLeft':
      if (isOpen) row.click();
      else go(rows.find((one) => one.dataset.path === path.slice(0, -1).join(' ')));
      break;
    case 'Alt ArrowUp':
      moveOption(desk, path, -1);
      break;
    case 'Alt ArrowDown':
      moveOption(desk, path, 1);
      break;
    case 'Delete':
      if (path.length === 0) return;
      removeOption(desk, path);
      break;
    default:
      return;
  }
  event.preventDefault();
}

function pathOf(row: HTMLElement): Path {
  const path = v.safeParse(v.array(optionKeySchema), row.dataset.path?.split(' ').filter(Boolean));
  return path.success ? path.output : [];
}

const focusOption = (path: Path): void => {
  requestAnimationFrame(() => document.getElementById(optionId(path))?.focus());
};

/** One place up or down: it exchanges keys with its neighbour, and the focus goes along. */
export function moveOption({ flow, change }: Desk, path: Path, step: -1 | 1): void {
  const key = path.at(-1);
  const menu = menuAt(flow.menu, path.slice(0, -1));
  const to = key === undefined || menu === undefined ? null : neighbour(menu, key, step);
  if (to === null) return;
  change({ ...flow, menu: rekey(flow.menu, path, to) });
  focusOption([...path.slice(0, -1), to]);
}

/** The option goes, with all below it; Undo brings it back. The focus goes to what stands next to it. */
export function removeOption({ flow, change }: Desk, path: Path): void {
  const key = path.at(-1);
  const menu = menuAt(flow.menu, path.slice(0, -1));
  if (key === undefined || menu === undefined) return;
  const next = neighbour(menu, key, 1) ?? neighbour(menu, key, -1);
  change({ ...flow, menu: deleteOption(flow.menu, path) });
  focusOption(next === null ? path.slice(0, -1) : [...path.slice(0, -1), next]);
}
