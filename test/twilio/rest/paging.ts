import type { Context } from 'hono';
import { RestError } from './rest-error.ts';

const DEFAULT_SIZE = 50;
const LARGEST_SIZE = 1000;

/** One page of a list, in Twilio's envelope. `key` is the list's name in it. */
export function page<T>(context: Context, key: string, items: T[], show: (item: T) => object) {
  const query = new URL(context.req.url).searchParams;
  const size = Number(query.get('PageSize') ?? DEFAULT_SIZE);
  const number = Number(query.get('Page') ?? 0);
  if (!Number.isInteger(size) || size < 1) throw new RestError(400, 20006, 'Page size must be greater than 0');
  if (size > LARGEST_SIZE) throw new RestError(400, 20007, 'Page size too large');
  if (!Number.isInteger(number) || number < 0) throw new RestError(400, 20006, 'Page number out of range');
  const start = number * size;
  const shown = items.slice(start, start + size);
  const uri = (page: number) => {
    const next = new URLSearchParams(query);
    next.set('PageSize', String(size));
    next.set('Page', String(page));
    return `${context.req.path}?${next}`;
  };
  return context.json({
    [key]: shown.map(show),
    page: number,
    page_size: size,
    start,
    end: Math.max(start, start + shown.length - 1),
    uri: uri(number),
    first_page_uri: uri(0),
    previous_page_uri: number > 0 ? uri(number - 1) : null,
    next_page_uri: start + size < items.length ? uri(number + 1) : null,
  });
}
