import { type Context, Hono } from 'hono';
import { NEEDS } from '#test/zoho/accounts/scopes.ts';
import { recordAnswer } from '#test/zoho/records/record-answer.ts';
import type { CrmRecord } from '#test/zoho/records/record-store.ts';
import { isOpen, relatedTo } from '#test/zoho/records/related.ts';
import type { ZohoEnv, ZohoWorld } from '#test/zoho/world.ts';
import { apiError, missingParameter } from './api-error.ts';
import { paged } from './paging.ts';
import { pathRecord } from './path-record.ts';

const LISTS = {
  Notes: { module: 'Notes', open: undefined },
  Contacts: { module: 'Contacts', open: undefined },
  Calls: { module: 'Calls', open: true },
  Tasks: { module: 'Tasks', open: true },
  Calls_History: { module: 'Calls', open: false },
  Tasks_History: { module: 'Tasks', open: false },
} as const;
type ListName = keyof typeof LISTS;

const isList = (name: string): name is ListName => Object.hasOwn(LISTS, name);

/** `GET /{module}/{id}/{list}?fields=`: newest first, in pages; 204 when the list is empty. */
export function relatedRoutes(world: ZohoWorld): Hono<ZohoEnv> {
  return new Hono<ZohoEnv>().get('/:module/:id/:list', (c) => related(c, world));
}

function related(c: Context<ZohoEnv>, world: ZohoWorld) {
  const name = c.req.param('list') ?? '';
  const list = isList(name) ? LISTS[name] : undefined;
  const found = pathRecord(c, world, list ? [NEEDS.module(list.module)] : []);
  if (found instanceof Response) return found;
  if (!list || (list.module === 'Contacts' && found.record.module !== 'Accounts'))
    return apiError(c, 400, 'INVALID_DATA', 'the relation name given seems to be invalid', { resource_path_index: 2 });
  const fields = c.req.query('fields');
  if (!fields) return missingParameter(c, 'fields');
  const { record, user } = found;
  // Whether a list such as Calls holds closed ones too is a setting: accounts of it differ.
  const wanted = list.open !== false && !world.settings.openActivitiesApart ? undefined : list.open;
  const fits = (r: CrmRecord) => wanted === undefined || isOpen(r) === wanted;
  const page = paged(c, relatedTo(record, list.module, user, world).filter(fits));
  if (page instanceof Response) return page;
  if (page.rows.length === 0) return c.body(null, 204);
  const data = page.rows.map((row) => recordAnswer(row, user, world, fields.split(',')));
  return c.json({ data, info: { ...page.info, sort_by: 'id', sort_order: 'desc' } });
}
