import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import { schemaFault } from '#shared/schema-fault.ts';
import type { Attachment } from '#test/zoho/records/attachment-store.ts';
import { CRM_MODULES } from '#test/zoho/records/crm-module.ts';
import type { ZohoEnv, ZohoWorld } from '#test/zoho/world.ts';
import { tokenControl } from './control.ts';
import {
  faultSchema,
  moduleSchema,
  newRecordSchema,
  newUserSchema,
  recordChangesSchema,
  settingsSchema,
  userChangesSchema,
  whoseTokensSchema,
} from './control-input.ts';
import { type Written, writtenOn } from './written.ts';

class BadInput extends Error {}

/** The control as JSON. Bad input: 400 `{ error }` and nothing done; what does not exist: 404. */
export function controlRoutes(world: ZohoWorld): Hono<ZohoEnv> {
  const { users, records, attachments, faults, requests, settings } = world;
  const tokens = tokenControl(world);
  const settled = () => ({ ...settings, searchLagMs: records.searchLagMs });
  const missing = (c: Context) => c.json({ error: 'there is no such thing' }, 404);
  const moduleOf = (c: Context) => check(moduleSchema, c.req.param('module'));

  return new Hono<ZohoEnv>()
    .get('/', (c) => c.json({ settings: settled(), tokens: tokens.counts(), client: { id: world.client.id } }))
    .patch('/settings', async (c) => {
      const { searchLagMs, ...rest } = await body(c, settingsSchema);
      if (searchLagMs !== undefined) records.searchLagMs = searchLagMs;
      Object.assign(settings, given(rest));
      return c.json(settled());
    })
    .get('/users', (c) => c.json(users.all()))
    .post('/users', async (c) => {
      const { key, firstName, lastName } = await body(c, newUserSchema);
      if (users.byKey(key)) throw new BadInput(`there is already a user called ${key}`);
      return c.json(users.add(key, firstName, lastName), 201);
    })
    .patch('/users/:key', async (c) => {
      const user = users.change(c.req.param('key'), given(await body(c, userChangesSchema)));
      return user ? c.json(user) : missing(c);
    })
    .get('/records/:module', (c) => c.json(records.all(moduleOf(c), 'zillum')))
    .post('/records/:module', async (c) => {
      const input = await body(c, newRecordSchema);
      known(input.owner);
      return c.json(records.create({ ...input, module: moduleOf(c), organisation: 'zillum' }), 201);
    })
    .patch('/records/:module/:id', async (c) => {
      const { owner, visibleTo, values } = await body(c, recordChangesSchema);
      if (owner !== undefined) known(owner);
      const changes = { ...(owner && { owner }), ...(visibleTo && { visibleTo }), ...(values && { values }) };
      const record = records.update(moduleOf(c), c.req.param('id'), changes, owner ?? 'ana');
      return record ? c.json(record) : missing(c);
    })
    .delete('/records/:module/:id', (c) =>
      records.remove(moduleOf(c), c.req.param('id')) ? c.body(null, 204) : missing(c),
    )
    .get('/written/:module/:id', (c) => {
      const [module, id] = [check(v.picklist(CRM_MODULES), c.req.param('module')), c.req.param('id')];
      return records.find(module, id) ? c.json(writtenLines(writtenOn(module, id, world))) : missing(c);
    })
    .get('/attachments', (c) => c.json(attachments.all().map(attachmentLine)))
    .get('/faults', (c) => c.json(faults.list()))
    .post('/faults', async (c) => c.json(faults.add(await body(c, faultSchema)), 201))
    .delete('/faults', (c) => {
      faults.remove();
      return c.body(null, 204);
    })
    .delete('/faults/:id', (c) => (faults.remove(Number(c.req.param('id'))) ? c.body(null, 204) : missing(c)))
    .get('/tokens', (c) => c.json(tokens.counts()))
    .post('/tokens/expire', async (c) => c.json({ expired: tokens.expire((await body(c, whoseTokensSchema)).user) }))
    .post('/tokens/revoke', async (c) => c.json({ revoked: tokens.revoke((await body(c, whoseTokensSchema)).user) }))
    .get('/requests', (c) =>
      c.json(requests.list(c.req.query('path'), { user: c.req.query('user'), method: c.req.query('method') })),
    )
    .delete('/requests', (c) => {
      requests.clear();
      return c.body(null, 204);
    })
    .onError((error, c) => {
      if (error instanceof BadInput) return c.json({ error: error.message }, 400);
      throw error;
    });

  function known(key: string): void {
    if (!users.byKey(key)) throw new BadInput(`no user is called ${key}`);
  }
}

const writtenLines = ({ notes, files, ...rest }: Written) => ({
  ...rest,
  notes: notes.map((entry) => ({ note: entry.note, files: entry.files.map(attachmentLine) })),
  files: files.map(attachmentLine),
});

/** An attachment without its bytes. */
function attachmentLine({ content, ...rest }: Attachment) {
  return content.kind === 'file'
    ? { ...rest, kind: 'file', type: content.type, size: content.bytes.length }
    : { ...rest, kind: 'link', url: content.url };
}

async function body<S extends v.GenericSchema>(c: Context, schema: S): Promise<v.InferOutput<S>> {
  const text = await c.req.text();
  return check(schema, text === '' ? {} : parseJson(text));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BadInput('the body is not JSON');
  }
}

function check<S extends v.GenericSchema>(schema: S, value: unknown): v.InferOutput<S> {
  const read = v.safeParse(schema, value);
  if (read.success) return read.output;
  throw new BadInput(schemaFault(read.issues));
}

/** Only what was given: a key that is absent must not erase what stands. */
function given<T extends object>(input: T): { [K in keyof T]?: Exclude<T[K], undefined> };
function given(input: object): object {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}
