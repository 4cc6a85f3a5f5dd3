import type { Context } from 'hono';
import { invalidParameter } from './api-error.ts';

const MOST_PER_PAGE = 200;

export interface Page<T> {
  rows: T[];
  info: { per_page: number; count: number; page: number; more_records: boolean };
}

/** Cuts the page that `page` (from 1, default 1) and `per_page` (1–200, default 200) ask for, or refuses them. */
export function paged<T>(c: Context, rows: readonly T[]): Page<T> | Response {
  const page = whole(c.req.query('page') ?? '1');
  const perPage = whole(c.req.query('per_page') ?? String(MOST_PER_PAGE));
  if (page === undefined) return invalidParameter(c, 'page');
  if (perPage === undefined || perPage > MOST_PER_PAGE) return invalidParameter(c, 'per_page');
  const cut = rows.slice((page - 1) * perPage, page * perPage);
  const info = { per_page: perPage, count: cut.length, page, more_records: rows.length > page * perPage };
  return { rows: cut, info };
}

function whole(text: string): number | undefined {
  return /^[1-9]\d{0,6}$/.test(text) ? Number(text) : undefined;
}
