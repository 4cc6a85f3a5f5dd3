import { formatOf, type Reading } from './read-number.ts';

/**
 * Whether a national writing is grouped as phone numbers are: at places where its own country parts it, or in an even rhythm
 * (pairs, threes, 3-3-4). "1234 567890" in a country that writes 3-3-4 is more likely an order's number.
 */
export function fitsGrouping(writing: string, reading: Reading): boolean {
  const sizes = (writing.match(/\d+/g) ?? []).map((group) => group.length);
  // Who writes the prefix, or brackets around the area, means a phone.
  if (reading.form === 'national' && (writing.charCodeAt(0) === 48 || /^\(\d{1,5}\)/.test(writing))) return true;
  return isOwnGrouping(sizes, reading) || isEven(sizes, writing) || UNEVEN.test(String(sizes));
}

/** Neither, and yet usual: "91 1234567" for Madrid and Barcelona, "444 1 444" for companies in Turkey. */
const UNEVEN = /^(?:2,7|3,1,3)$/;

function isOwnGrouping(sizes: number[], { plan, significant }: Reading): boolean {
  const own = new Set<number>();
  const format = formatOf(plan, significant);
  for (const candidate of format ? [format, ...plan.formats] : plan.formats) {
    const groups = candidate.pattern.exec(significant)?.slice(1) ?? [];
    for (const place of placesFromEnd(groups.map((group) => group.length))) own.add(place);
  }
  return placesFromEnd(sizes.slice(1)).every((place) => own.has(place));
}

/** Where the groups part, in digits from the end: [3, 3, 4] → 4, 7, 10. */
function placesFromEnd(sizes: number[]): number[] {
  let sum = 0;
  return sizes.toReversed().map((size) => {
    sum += size;
    return sum;
  });
}

function isEven(sizes: number[], writing: string): boolean {
  // Parted by dots in two or three groups, only the country's own way will do: amounts look like that.
  if (sizes.length < 3 || (writing.includes('.') && sizes.length === 3)) return false;
  const middle = sizes.slice(1, -1);
  const last = sizes.at(-1) ?? 0;
  return (
    sizes.every((size) => size <= 4) && middle.every((size) => size >= 2) && Math.abs(last - (middle[0] ?? last)) <= 1
  );
}
