import { Hono } from 'hono';
import { NEEDS } from '#test/zoho/accounts/scopes.ts';
import { storedModule } from '#test/zoho/records/crm-module.ts';
import { recordAnswer } from '#test/zoho/records/record-answer.ts';
import type { CrmRecord } from '#test/zoho/records/record-store.ts';
import { maySee } from '#test/zoho/records/visibility.ts';
import type { ZohoEnv, ZohoWorld } from '#test/zoho/world.ts';
import { apiError, invalidModule, invalidParameter, missingParameter, noPermission } from './api-error.ts';
import { paged } from './paging.ts';
import { signedIn } from './token.guard.ts';

const ORDERS: Record<string, (record: CrmRecord) => number> = {
  id: (record) => Number(BigInt(record.id) % 1_000_000_000n),
  Created_Time: (record) => record.createdAt.getTime(),
  Modified_Time: (record) => record.modifiedAt.getTime(),
};

/** `GET /{module}` (needs `fields=`; `If-Modified-Since`, `sort_by`, `sort_order`) and `GET /{module}/{id}` (204 when there is none). */
export function recordsRoutes(world: ZohoWorld): Hono<ZohoEnv> {
  return new Hono<ZohoEnv>()
    .get('/:module', (c) => {
      const module = storedModule(c.req.param('module'));
      const user = signedIn(c, world, module ? [NEEDS.module(module)] : []);
      if (user instanceof Response) return user;
      if (!module) return invalidModule(c);
      const { fields, sort_by = 'id', sort_order = 'desc' } = c.req.query();
      if (!fields) return missingParameter(c, 'fields');
      const order = ORDERS[sort_by];
      if (!order) return invalidParameter(c, 'sort_by');
      const since = Date.parse(c.req.header('if-modified-since') ?? '');
      const seen = world.records.all(module, user.organisation).filter((record) => maySee(user, record));
      const fresh = Number.isNaN(since) ? seen : seen.filter((record) => record.modifiedAt.getTime() > since);
      if (fresh.length === 0) return c.body(null, Number.isNaN(since) ? 204 : 304);
      const direction = sort_order === 'asc' ? 1 : -1;
      const page = paged(
        c,
        fresh.toSorted((a, b) => direction * (order(a) - order(b))),
      );
      if (page instanceof Response) return page;
      if (page.rows.length === 0) return c.body(null, 204);
      const data = page.rows.map((record) => recordAnswer(record, user, world, fields.split(',')));
      return c.json({ data, info: { ...page.info, sort_by, sort_order } });
    })
    .get('/:module/:id', (c) => {
      const module = storedModule(c.req.param('module'));
      const user = signedIn(c, world, module ? [NEEDS.module(module)] : []);
      if (user instanceof Response) return user;
      if (!module) return invalidModule(c);
      const id = c.req.param('id');
      if (!/^\d{15,20}$/.test(id))
        return apiError(c, 400, 'INVALID_DATA', 'the id given seems to be invalid', { resource_path_index: 1 });
      const record = world.records.find(module, id);
      if (record?.organisation !== user.organisation) return c.body(null, 204);
      if (!maySee(user, record)) return noPermission(c, `Crm_Implied_View_${module}`);
      return c.json({ data: [recordAnswer(record, user, world, c.req.query('fields')?.split(','))] });
    });
}
