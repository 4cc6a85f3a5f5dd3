/** Where an icon goes: the middle of a 24 px button, in viewport pixels. `tight`: small, on the number's corner, since no room is left. */
export interface Place {
  x: number;
  y: number;
  tight: boolean;
  /** Left edge of the number, for the tooltip. */
  left: number;
}

const SIZE = 24;
const GAP = 8;
/** The part of a number that must be seen for it to have an icon. */
const LEAST_WIDTH = 12;
const LEAST_SHARE_OF_HEIGHT = 0.6;
/** How far up two elements may be related and still be one field. */
const FIELD_LEVELS = 4;
/** Things of the CRM beside a number (its own phone icon) that ours goes past. */
const SMALL = 40;

/** What only changes when the layout does, not by scrolling. */
export interface Surroundings {
  clips: readonly Element[];
  rightToLeft: boolean;
  shown: boolean;
  /** What it stands in is drawn above the whole page. */
  top: Element | undefined;
}

/** A modal dialog, a popover, what fills the screen: nothing around it cuts it off. */
const TOP = ':modal,:popover-open,:fullscreen';

/** The modal dialog that is open over everything else, or what fills the screen: it lies at every place of the window. */
export function modalOnTop(): Element | undefined {
  for (let above = elementAt(0, 0); above; above = parentOf(above)) if (above.matches(':modal')) return above;
  return undefined;
}

export function surroundingsOf(element: Element): Surroundings {
  const clips: Element[] = [];
  let top: Element | undefined;
  for (let above: Element | null = element; above && !top; above = parentOf(above)) {
    if (above === document.documentElement || above === document.body) break;
    const { overflowX, overflowY, contain } = getComputedStyle(above);
    if (overflowX !== 'visible' || overflowY !== 'visible' || /paint|strict|content/.test(contain)) clips.push(above);
    if (above.matches(TOP)) top = above;
  }
  const shown = element.checkVisibility({
    opacityProperty: true,
    visibilityProperty: true,
    contentVisibilityAuto: true,
  });
  return { clips, shown, top, rightToLeft: getComputedStyle(element).direction === 'rtl' };
}

/** The end of a number as far as it is seen: where its icon is measured from. */
export interface Edge {
  x: number;
  y: number;
  top: number;
  /** Left edge of the whole number, for the tooltip. */
  left: number;
  /** Its container cuts the rest of the number off. */
  cut: boolean;
  /** 1: the icon goes to the right, -1: to the left. */
  direction: 1 | -1;
}

/** Edge of a number drawn in `rects` (one for each line); undefined when it is hidden, scrolled away or cut off. */
export function edgeOf(rects: DOMRectList, around: Surroundings): Edge | undefined {
  const last = lastVisible(rects);
  if (!last || !around.shown) return undefined;
  const seen = clipped(last, around.clips);
  if (!seen) return undefined;
  const direction = around.rightToLeft ? -1 : 1;
  const x = direction > 0 ? seen.right : seen.left;
  const y = (seen.top + seen.bottom) / 2;
  const cut = direction > 0 ? seen.right < last.right - 1 : seen.left > last.left + 1;
  return { x, y, top: seen.top, left: rects[0]?.left ?? seen.left, cut, direction };
}

/** How far from the edge the middle of the icon goes; null: no room, so it sits small on the number's corner. */
export function roomAt(edge: Edge, element: Element, textAfter: DOMRect | undefined): number | null {
  if (edge.cut) return null;
  const middle = roomBeside(edge.x, edge.y, edge.direction, element, textAfter);
  return middle === undefined ? null : middle - edge.x;
}

export const isSameEdge = (a: Edge, b: Edge): boolean =>
  a.x === b.x && a.y === b.y && a.left === b.left && a.top === b.top && a.cut === b.cut;

/** Whether nothing covers the end of the number. */
export const isUncovered = (edge: Edge, element: Element): boolean =>
  isOnTop(edge.x - 3 * edge.direction, edge.y, element);

/** The place for an icon, if nothing of another part of the page (a menu, a dialog) covers it. */
export function placeAt(edge: Edge, room: number | null, element: Element): Place | undefined {
  const tight = room === null;
  const x = edge.x + (tight ? 5 * edge.direction : room);
  const y = tight ? Math.max(edge.top - 1, SIZE / 3) : edge.y;
  const hit = elementAt(x, y);
  if (!hit || !(contains(hit, element) || isSameField(hit, element))) return undefined;
  return { x, y, tight, left: edge.left };
}

const lastVisible = (rects: DOMRectList): DOMRect | undefined =>
  [...rects].findLast(({ width, height }) => width > 0 && height > 0);

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

function clipped(rect: DOMRect, clips: readonly Element[]): Box | undefined {
  let { left, right, top, bottom } = rect;
  const viewport = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
  for (const clip of [viewport, ...clips.map((element) => element.getBoundingClientRect())]) {
    left = Math.max(left, clip.left);
    right = Math.min(right, clip.right);
    top = Math.max(top, clip.top);
    bottom = Math.min(bottom, clip.bottom);
  }
  const enough =
    right - left >= Math.min(LEAST_WIDTH, rect.width) && bottom - top >= rect.height * LEAST_SHARE_OF_HEIGHT;
  return enough ? { left, right, top, bottom } : undefined;
}

/** Middle of a free place beside the number, going past small things of the CRM; undefined when text or another field stands there. */
function roomBeside(
  edge: number,
  y: number,
  direction: number,
  element: Element,
  textAfter: DOMRect | undefined,
): number | undefined {
  let near = edge + GAP * direction;
  for (let tries = 0; tries < 3; tries++) {
    const far = near + SIZE * direction;
    if (far < 0 || far > innerWidth) return undefined;
    const box = lineOf(near, far, y);
    if (textAfter && overlaps(textAfter, box)) return undefined;
    const neighbour = [near + 2 * direction, far]
      .map((x) => elementAt(x, y))
      .find((at) => at && !contains(at, element));
    if (!neighbour) return textAt(near, far, y) ? undefined : (near + far) / 2;
    const rect = neighbour.getBoundingClientRect();
    if (rect.width > SMALL || rect.height > SMALL || !isSameField(neighbour, element)) return undefined;
    near = (direction > 0 ? rect.right : rect.left) + (GAP / 2) * direction;
  }
  return undefined;
}

/** Whether a character of the page stands between two points of a line. */
function textAt(from: number, to: number, y: number): boolean {
  const range = new Range();
  for (const x of [from + (to > from ? 2 : -2), (from + to) / 2, to]) {
    const caret = document.caretPositionFromPoint?.(x, y);
    const node = caret?.offsetNode;
    if (!caret || !(node instanceof Text)) continue;
    range.setStart(node, Math.max(0, caret.offset - 1));
    range.setEnd(node, Math.min(node.length, caret.offset + 1));
    const box = lineOf(from, to, y);
    for (const rect of range.getClientRects())
      if (rect.width > 0 && /\S/.test(range.toString()) && overlaps(rect, box)) return true;
  }
  return false;
}

/** As high as the letters of a line, between two points of it. */
const lineOf = (from: number, to: number, y: number): Box => ({
  left: Math.min(from, to),
  right: Math.max(from, to),
  top: y - 6,
  bottom: y + 6,
});

const overlaps = (a: Box, b: Box): boolean =>
  a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;

/** Whether what is drawn at a point belongs to `element`: nothing of the page covers it. */
function isOnTop(x: number, y: number, element: Element): boolean {
  const hit = elementAt(x, y);
  return hit !== null && (contains(hit, element) || contains(element, hit));
}

/** The element drawn at a point, inside open shadow roots too. */
export function elementAt(x: number, y: number): Element | null {
  let hit = document.elementFromPoint(x, y);
  for (let depth = 0; hit?.shadowRoot && depth < 20; depth++) {
    const inner = hit.shadowRoot.elementFromPoint(x, y);
    if (!inner || inner === hit) break;
    hit = inner;
  }
  return hit;
}

/** The element around a node, beyond slots and shadow roots too. */
export const parentOf = (node: Node): Element | null => {
  if (node instanceof Element && node.assignedSlot) return node.assignedSlot;
  if (node.parentElement) return node.parentElement;
  const root = node.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
};

/** The element in whose box a text is drawn. */
export function boxAround(text: Text): Element | null {
  let element = parentOf(text);
  while (element && getComputedStyle(element).display === 'contents') element = parentOf(element);
  return element;
}

function contains(above: Element, element: Element): boolean {
  for (let one: Element | null = element; one; one = parentOf(one)) if (one === above) return true;
  return false;
}

function isSameField(neighbour: Element, element: Element): boolean {
  let above: Element | null = element;
  for (let level = 0; level < FIELD_LEVELS && above && above !== document.body; level++) {
    if (contains(above, neighbour)) return true;
    above = parentOf(above);
  }
  return false;
}
