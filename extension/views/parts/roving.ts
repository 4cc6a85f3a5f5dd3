/**
 * Arrow keys inside a group that is one tab stop: moves the focus among the elements that match the selector, or that are chosen, in
 * the event's current target (Home and End too, wrapping round). With `press` the element that gets the focus is clicked as well, as
 * radio buttons and tabs do. Answers whether it was one of its keys.
 */
export function rovingKeys(
  event: KeyboardEvent,
  stops: string | ((group: HTMLElement) => readonly HTMLElement[]),
  press = false,
): boolean {
  const group = event.currentTarget;
  if (!(group instanceof HTMLElement) || event.ctrlKey || event.altKey || event.metaKey) return false;
  const items = typeof stops === 'string' ? [...group.querySelectorAll<HTMLElement>(stops)] : stops(group);
  const next = nextIndex(event.key, indexOfFocused(items, group), items.length);
  const target = next === null ? undefined : items[next];
  if (target === undefined) return false;
  event.preventDefault();
  event.stopPropagation();
  target.focus();
  if (press) target.click();
  return true;
}

/** Where a key leads from item `at` (−1: none has the focus) of `count`; null for a key that doesn't move. */
export function nextIndex(key: string, at: number, count: number): number | null {
  if (count === 0) return null;
  switch (key) {
    case 'ArrowDown':
    case 'ArrowRight':
      return (at + 1) % count;
    case 'ArrowUp':
    case 'ArrowLeft':
      return at <= 0 ? count - 1 : at - 1;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

/** The document's `activeElement` is only the host for what has the focus inside a shadow root. */
function indexOfFocused(items: readonly Element[], group: HTMLElement): number {
  const root = group.getRootNode();
  const focused = root instanceof Document || root instanceof ShadowRoot ? root.activeElement : null;
  return focused === null ? -1 : items.indexOf(focused);
}
