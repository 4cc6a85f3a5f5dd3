import type { PageNumber } from './number-book.ts';
import { isDarkBehind } from './page-colour.ts';
import { type Edge, edgeOf, type Place, placeAt, roomAt, surroundingsOf } from './place.ts';

/** One range for all: a live range costs the page something at every change of its document. */
const range = new Range();

/**
 * Where a number's icon goes now; undefined when the number can't be seen, or may not be offered. `afresh`: look at its neighbourhood
 * again, too.
 */
export function measure(
  number: PageNumber,
  afresh: boolean,
  isOffered: (number: PageNumber) => boolean,
): Place | undefined {
  const { text, element } = number;
  if (!text.isConnected || text.data.slice(number.start, number.end) !== number.writing) return undefined;
  if (afresh || !number.measured)
    number.measured = {
      offered: isOffered(number),
      around: surroundingsOf(element),
      dark: isDarkBehind(element),
    };
  if (!number.measured.offered) return undefined;
  const edge = edgeOf(rectsOf(text, number.start, number.end), element, number.measured.around);
  if (!edge) return undefined;
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
