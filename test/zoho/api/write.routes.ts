import { type Context, Hono } from 'hono';
import { NEEDS } from '#test/zoho/accounts/scopes.ts';
import type { CrmUser } from '#test/zoho/data/users.ts';
import { type StoredModule, storedModule } from '#test/zoho/records/crm-module.ts';
import type { CrmRecord } from '#test/zoho/records/record-store.ts';
import { changeRecord, createRecord } from '#test/zoho/records/write-record.ts';
import type { ZohoEnv, ZohoWorld } from '#test/zoho/world.ts';
import { apiError, invalidModule } from './api-error.ts';
import { pathRecord } from './path-record.ts';
import { signedIn } from './token.guard.ts';
import { rowsAnswer, rowsOf, tryRow } from './write-rows.ts';

const ADDED = { status: 201, message: 'record added' } as const;
const CHANGED = { status: 200, message: 'record updated' } as const;

/** `POST` and `PUT /{module}`, `PUT /{module}/{id}`, `POST /{module}/{id}/Notes`. A row that is refused spoils no other. */
export function writeRoutes(world: ZohoWorld): Hono<ZohoEnv> {
  return new Hono<ZohoEnv>()
    .post('/:module', (c) => create(c, world))
    .put('/:module', (c) => changeMany(c, world))
    .put('/:module/:id', (c) => changeOne(c, world))
    .post('/:module/:id/Notes', (c) => createNotes(c, world));
}

function asked(c: Context<ZohoEnv>, world: ZohoWorld, operation: 'CREATE' | 'UPDATE') {
  const module = storedModule(c.req.param('module') ?? '');
  const user = signedIn(c, world, module ? [NEEDS.module(module, operation)] : []);
  if (user instanceof Response) return user;
  return module ? { module, user } : invalidModule(c);
}

async function create(c: Context<ZohoEnv>, world: ZohoWorld): Promise<Response> {
  const ask = asked(c, world, 'CREATE');
  if (ask instanceof Response) return ask;
  return createAll(c, ask, world);
}

async function createNotes(c: Context<ZohoEnv>, world: ZohoWorld): Promise<Response> {
  const found = pathRecord(c, world, [NEEDS.module('Notes', 'CREATE')]);
  if (found instanceof Response) return found;
  return createAll(c, { module: 'Notes', user: found.user, parent: found.record }, world);
}

async function createAll(
  c: Context<ZohoEnv>,
  { module, user, parent }: { module: StoredModule; user: CrmUser; parent?: CrmRecord },
  world: ZohoWorld,
): Promise<Response> {
  const rows = await rowsOf(c);
  if (rows instanceof Response) return rows;
  const results = rows.map((row, at) => tryRow(() => createRecord({ module, row, at, user, world, parent })));
  return rowsAnswer(c, results, ADDED, user, world);
}

async function changeMany(c: Context<ZohoEnv>, world: ZohoWorld): Promise<Response> {
  const ask = asked(c, world, 'UPDATE');
  if (ask instanceof Response) return ask;
  const rows = await rowsOf(c);
  if (rows instanceof Response) return rows;
  const results = rows.map((row, at) => tryRow(() => changeRecord({ ...ask, row, at, world }, idOf(row))));
  return rowsAnswer(c, results, CHANGED, ask.user, world);
}

async function changeOne(c: Context<ZohoEnv>, world: ZohoWorld): Promise<Response> {
  const found = pathRecord(c, world, [], 'UPDATE');
  if (found instanceof Response) return found;
  const { user, record } = found;
  const rows = await rowsOf(c);
  if (rows instanceof Response) return rows;
  if (rows.length > 1) return apiError(c, 400, 'INVALID_DATA', 'invalid data', { maximum_length: 1, api_name: 'data' });
  const [row] = rows;
  const request = { module: record.module, row, at: 0, user, world };
  return rowsAnswer(c, [tryRow(() => changeRecord(request, record.id))], CHANGED, user, world);
}

function idOf(row: unknown): string {
  return typeof row === 'object' && row !== null && 'id' in row && typeof row.id === 'string' ? row.id : '';
}
