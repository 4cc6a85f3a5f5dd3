import type { PageNumber } from './number-book.ts';
import { isDarkBehind } from './page-colour.ts';
import { type Edge, edgeOf, isSameEdge, isUncovered, type Place, placeAt, roomAt, surroundingsOf } from './place.ts';

/** One range for all: a live range costs the page something at every change of its document. */
const range = new Range();

/**
 * How closely to look: `measure` at everything beside the number again; `cover` at what may lie over it; `glance` only at numbers that
 * have moved (asking what lies at a point is what costs most).
 */
export type Look = 'measure' | 'cover' | 'glance';

/** Where a number's icon goes now; undefined when the number can't be seen, or may not be offered. */
export function measure(number: PageNumber, look: Look, isOffered: (number: PageNumber) => boolean): Place | undefined {
  const { text, element } = number;
  if (!text.isConnected || text.data.slice(number.start, number.end) !== number.writing) return undefined;
  if (look === 'measure' || !number.measured) {
    number.measured = { offered: isOffered(number), around: surroundingsOf(element), dark: isDarkBehind(element) };
    number.edge = undefined;
  }
  if (!number.measured.offered) return undefined;
  const edge = edgeOf(rectsOf(text, number.start, number.end), number.measured.around);
  if (!edge) return undefined;
  if (look === 'glance' && number.edge && isSameEdge(edge, number.edge)) return number.place;
  number.edge = edge;
  if (!isUncovered(edge, element)) return undefined;
  if (number.measured.room === undefined) number.measured.room = roomAt(edge, element, textAfter(number, edge));
  return placeAt(edge, number.measured.room, element);
}

function rectsOf(text: Text, start: number, end: number): DOMRectList {
  range.setStart(text, start);
  range.setEnd(text, end);
  const rects = range.getClientRects();
  range.setStart(document, 0);
  range.collapse(true);
  return rects;
}

/** The text that goes on after a number on the same line. */
function textAfter({ text, end }: PageNumber, edge: Edge): DOMRect | undefined {
  const next = text.data.slice(end).search(/\S/);
  if (next < 0) return undefined;
  const rect = rectsOf(text, end + next, end + next + 1)[0];
  return rect && rect.top < edge.y && rect.bottom > edge.y ? rect : undefined;
}
