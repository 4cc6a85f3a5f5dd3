import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import * as v from 'valibot';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { silentLog } from '#server/log.ts';
import { ok } from '#shared/result.ts';
import { systemClock } from '#shared/time.ts';
import { TurnableClock } from '#test/support/clock.ts';
import { eventually, nothingHappens } from '#test/support/eventually.ts';
import type { CrmTokenStore } from './crm-tokens.ts';
import { openZohoRequests } from './zoho.request.ts';

/** Holds every request until it is let go. */
let gate = Promise.withResolvers<void>();
let held = 0;
let uploads = 0;
const zoho = new Hono()
  .get('/crm/v8/users', async (asked) => {
    held++;
    await gate.promise;
    return asked.json({ users: [] });
  })
  .post('/crm/v8/Calls', (asked) => {
    const details = { api_name: 'Budget' };
    return asked.json(
      { code: 'MANDATORY_NOT_FOUND', details, message: 'required field not found', status: 'error' },
      202,
    );
  })
  .get('/crm/v8/Leads', (asked) => {
    held++;
    return asked.json({ code: 'TOO_MANY_REQUESTS', details: {}, message: '', status: 'error' }, 429, {
      'retry-after': held === 1 ? '20' : '86400',
    });
  })
  .get('/crm/v8/org', (asked) => asked.json({ users: [] }))
  .post('/crm/v8/Notes/1/Attachments', async (asked) => {
    uploads++;
    await gate.promise;
    return asked.json({ data: [{ status: 'success', code: 'SUCCESS', details: { id: '5' } }] });
  });

let server: ReturnType<typeof serve>;
let apiDomain: string;
beforeAll(async () => {
  const port = await new Promise<number>((resolve) => {
    server = serve({ fetch: zoho.fetch, port: 0, hostname: '127.0.0.1' }, (info) => resolve(info.port));
  });
  apiDomain = `http://127.0.0.1:${port}`;
});
afterAll(() => {
  server.close();
});
beforeEach(() => {
  gate = Promise.withResolvers();
  held = 0;
  uploads = 0;
});

const tokens: CrmTokenStore = {
  keep: async () => undefined,
  forget: async () => undefined,
  accessToken: async () => ok({ token: 'access', apiDomain }),
};
const schema = v.object({ users: v.array(v.unknown()) });

it('asks Zoho no more than ten questions at once, and gets an answer to every one', async () => {
  const reader = openZohoRequests(
    { clock: systemClock, log: silentLog, stopping: new AbortController().signal },
    tokens,
  );
  const questions = Array.from({ length: 35 }, () => reader.read('organisation', '/users', {}, schema));
  await eventually('ten are asked', () => held === 10);
  await nothingHappens('the others wait', () => held, 200);
  gate.resolve();
  const answers = await Promise.all(questions);
  expect(answers.filter((answer) => answer.ok)).toHaveLength(35);
});

it('asks nothing more once the server has given up, whoever waits in line', async () => {
  const stop = new AbortController();
  const reader = openZohoRequests({ clock: systemClock, log: silentLog, stopping: stop.signal }, tokens);
  const questions = Array.from({ length: 35 }, () => reader.read('organisation', '/users', {}, schema));
  await eventually('ten are asked', () => held === 10);
  stop.abort();
  const answers = await Promise.all(questions);
  gate.resolve();
  expect(answers.every((answer) => !answer.ok)).toBe(true);
  expect(held).toBe(10);
});

it('asks nothing before Zoho takes questions again, but a minute later in any case', async () => {
  const clock = new TurnableClock();
  const reader = openZohoRequests({ clock, log: silentLog, stopping: new AbortController().signal }, tokens);
  const ask = (path: string) => reader.read('organisation', path, {}, schema);
  const busy = { ok: false, problem: { code: 'crm-away', retry: true } };
  expect(await ask('/Leads')).toMatchObject(busy);
  await clock.turn(19_000);
  expect([await ask('/Leads'), await ask('/org')]).toMatchObject([busy, busy]);
  expect(await reader.look('organisation', '/org', {}, schema)).toMatchObject({ fault: { retryAfterMs: 1_000 } });
  expect(held).toBe(1);
  await clock.turn(1_000);
  expect(await ask('/org')).toMatchObject({ ok: true });
  expect(await ask('/Leads')).toMatchObject(busy);
  await clock.turn(59_000);
  expect(await ask('/org')).toMatchObject(busy);
  await clock.turn(1_000);
  expect(await ask('/org')).toMatchObject({ ok: true });
  const all = await Promise.all(Array.from({ length: 35 }, () => ask('/Leads')));
  expect(all).toMatchObject(all.map(() => busy));
  // Those that waited in line are not asked.
  expect(held).toBeLessThanOrEqual(12);
});

it('keeps places free for questions while many recordings are on their way', async () => {
  const requests = openZohoRequests(
    { clock: systemClock, log: silentLog, stopping: new AbortController().signal },
    tokens,
  );
  const open = async () => ok({ content: new Blob(['sound']).stream(), bytes: 5 });
  const files = Array.from({ length: 8 }, (_, at) =>
    requests.upload('organisation', '/Notes/1/Attachments', { name: `${at}.wav`, mime: 'audio/wav', open }),
  );
  await eventually('three are on their way', () => uploads === 3);
  await nothingHappens('the others wait', () => uploads, 200);
  expect(await requests.read('organisation', '/org', {}, schema)).toMatchObject({ ok: true });
  gate.resolve();
  expect((await Promise.all(files)).filter((file) => file.ok)).toHaveLength(8);
});

it('is told what Zoho refuses, though it comes under a good status and without a row', async () => {
  const { write } = openZohoRequests(
    { clock: systemClock, log: silentLog, stopping: new AbortController().signal },
    tokens,
  );
  expect(await write('organisation', 'POST', '/Calls', {})).toMatchObject({
    ok: false,
    fault: { problem: { code: 'crm-refused' }, field: 'Budget', ambiguous: false },
  });
});
