import { type Context, Hono } from 'hono';
import { NEEDS } from '#test/zoho/accounts/scopes.ts';
import type { CrmUser } from '#test/zoho/data/users.ts';
import { readCriteria } from '#test/zoho/records/criteria.ts';
import { type DataType, fieldsOf, nameField } from '#test/zoho/records/crm-field.ts';
import { type StoredModule, storedModule } from '#test/zoho/records/crm-module.ts';
import { recordAnswer } from '#test/zoho/records/record-answer.ts';
import type { CrmRecord } from '#test/zoho/records/record-store.ts';
import { isMasked, maySee } from '#test/zoho/records/visibility.ts';
import type { ZohoEnv, ZohoWorld } from '#test/zoho/world.ts';
import { invalidModule, invalidParameter, missingParameter } from './api-error.ts';
import { paged } from './paging.ts';
import { signedIn } from './token.guard.ts';

const TEXTS: readonly DataType[] = ['text', 'textarea', 'phone', 'email', 'website', 'picklist', 'lookup'];

/** Whether one of the record's fields of these types, none of them masked, contains `part` as it was stored. */
type Contains = (types: readonly DataType[], part: string) => boolean;

/**
 * `GET /{module}/search`: by `criteria`, `email`, `phone` or `word`; of several the first in this order counts. 204 when nothing fits.
 * `phone` looks for the given characters in the stored text: "612345678" does not find "+34 612 345 678".
 */
export function searchRoutes(world: ZohoWorld): Hono<ZohoEnv> {
  return new Hono<ZohoEnv>().get('/:module/search', (c) => {
    const module = storedModule(c.req.param('module'));
    const user = signedIn(c, world, module ? [NEEDS.module(module), NEEDS.search] : []);
    if (user instanceof Response) return user;
    if (!module) return invalidModule(c);
    const fits = readQuery(c, user, module, world);
    if (fits instanceof Response) return fits;
    const found = world.records.searchable(module, user.organisation).filter((r) => maySee(user, r) && fits(r));
    const page = paged(c, found);
    if (page instanceof Response) return page;
    if (page.rows.length === 0) return c.body(null, 204);
    const only = c.req.query('fields')?.split(',');
    return c.json({ data: page.rows.map((record) => recordAnswer(record, user, world, only)), info: page.info });
  });
}

function readQuery(c: Context, user: CrmUser, module: StoredModule, world: ZohoWorld) {
  const { criteria, email, phone, word } = c.req.query();
  const { settings } = world;
  const readable = fieldsOf(module, settings).filter((f) => !isMasked(user, module, f.api, settings.maskedFields));
  const read = (record: CrmRecord, field: string): unknown =>
    field === 'id' ? record.id : readable.some((f) => f.api === field) && record.values[field];
  const contains =
    (record: CrmRecord): Contains =>
    (types, part) =>
      readable.some(
        (f) => types.includes(f.type) && lower(textOf(record.values[f.api], f.type, world)).includes(lower(part)),
      );

  if (criteria !== undefined) {
    const test = readCriteria(criteria);
    return test ? (record: CrmRecord) => test((field) => read(record, field)) : invalidParameter(c, 'criteria');
  }
  if (email) return (record: CrmRecord) => contains(record)(['email'], email);
  if (phone) return (record: CrmRecord) => contains(record)(['phone'], phone);
  if (word && word.length >= 2) return (record: CrmRecord) => contains(record)(TEXTS, word);
  return word === undefined ? missingParameter(c, 'phone') : invalidParameter(c, 'word');
}

/** What a person reads in the field: of a lookup, the other record's name. */
function textOf(value: unknown, type: DataType, world: ZohoWorld): unknown {
  if (type !== 'lookup' || typeof value !== 'string') return value;
  const other = world.records.get(value);
  return other?.values[nameField(other.module)];
}

const lower = (value: unknown): string => String(value ?? '').toLowerCase();
