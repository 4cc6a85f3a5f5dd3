import { createContext } from 'preact';
import { useContext, useRef } from 'preact/hooks';
import { focusOf } from '#extension/views/call/call-keys.ts';
import type { CardPlace } from '#extension/wire/page-contract.ts';

/** Distance from the window's edges, CSS pixels. */
export const EDGE = 20;
/** A pointer that moves less than this clicks; it doesn't drag. */
const LEAST_DRAG = 4;

/** Where the card stands until she drags it. */
export const FIRST_PLACE: CardPlace = { x: 'right', y: 'bottom' };

/** The corner of the card, which outlives the call, and how it is changed. */
export const CardPlaceContext = createContext<{ place: CardPlace; move: (place: CardPlace) => void }>({
  place: FIRST_PLACE,
  move: () => {},
});

/** Let go with its middle in a quarter of the window, the card goes to that quarter's corner. */
export function cornerFor(middle: { x: number; y: number }, window: { width: number; height: number }): CardPlace {
  return { x: middle.x < window.width / 2 ? 'left' : 'right', y: middle.y < window.height / 2 ? 'top' : 'bottom' };
}

const SIDES: Readonly<Record<string, Partial<CardPlace>>> = {
  ArrowLeft: { x: 'left' },
  ArrowRight: { x: 'right' },
  ArrowUp: { y: 'top' },
  ArrowDown: { y: 'bottom' },
};

/** Where Alt, Shift and an arrow put the card; null: no key of the card, or one that moves in a text. */
export function placeByKey(place: CardPlace, event: KeyboardEvent): CardPlace | null {
  const side = Object.hasOwn(SIDES, event.key) ? SIDES[event.key] : undefined;
  if (!side || !event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey) return null;
  return focusOf(event) === 'field' ? null : { ...place, ...side };
}

/** Drags a box by anything in it but its controls, and snaps it to the nearest corner. */
export function useDock() {
  const { place: corner, move } = useContext(CardPlaceContext);
  const box = useRef<HTMLDivElement>(null);
  const drag = useRef<{ id: number; x: number; y: number; moved: boolean } | null>(null);

  const shift = (x: number, y: number) => {
    if (box.current) box.current.style.transform = x || y ? `translate(${x}px, ${y}px)` : '';
  };
  const onPointerDown = (event: PointerEvent) => {
    const { target } = event;
    const isHandle = target instanceof Element && target.closest('.fill') && !target.closest('button, a, input');
    if (event.button !== 0 || !isHandle) return;
    drag.current = { id: event.pointerId, x: event.clientX, y: event.clientY, moved: false };
    box.current?.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent) => {
    const start = drag.current;
    if (!start || event.pointerId !== start.id) return;
    const [x, y] = [event.clientX - start.x, event.clientY - start.y];
    start.moved ||= Math.hypot(x, y) >= LEAST_DRAG;
    if (start.moved) shift(x, y);
  };
  const onPointerUp = (event: PointerEvent) => {
    const start = drag.current;
    if (!start || event.pointerId !== start.id) return;
    drag.current = null;
    const rect = box.current?.getBoundingClientRect();
    shift(0, 0);
    if (!rect || !start.moved || event.type === 'pointercancel') return;
    const middle = { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 };
    move(cornerFor(middle, { width: innerWidth, height: innerHeight }));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const place = placeByKey(corner, event);
    if (place === null) return;
    event.preventDefault();
    move(place);
  };
  return {
    box,
    style: { [corner.x]: `${EDGE}px`, [corner.y]: `${EDGE}px` },
    handlers: { onKeyDown, onPointerDown, onPointerMove, onPointerUp, onPointerCancel: onPointerUp },
  };
}
