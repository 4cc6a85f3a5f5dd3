import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TurnableClock } from '#test/support/clock.ts';
import { eventually } from '#test/support/eventually.ts';
import { LAURA_ID } from '#test/zoho/data/seed-records.ts';
import { type LocalZoho, startLocalZoho } from '#test/zoho/local-zoho.ts';
import { answerTo, get, send, tokensOf } from '#test/zoho/zoho-client.ts';

const clock = new TurnableClock();
const NOTES = `/Contacts/${LAURA_ID}/Notes`;
let zoho: LocalZoho;
let ana: string;
beforeAll(async () => {
  zoho = await startLocalZoho({ clock });
  ana = (await tokensOf(zoho, 'ana')).access_token;
});
afterAll(() => zoho.stop());
beforeEach(() => {
  zoho.control.faults.remove();
});

const write = (Note_Content: string) => send(zoho, ana, 'POST', NOTES, { data: [{ Note_Content }] });
const written = () => zoho.control.records.all('Notes', 'zillum').map((note) => note.values.Note_Content);

describe('a write that takes effect and is not answered well', () => {
  it('is there after an error 500', async () => {
    zoho.control.faults.add({ kind: 'done-then-error', method: 'POST', path: '/Notes', times: 1 });
    const answer = await write('one');
    expect([answer.status, answer.body.code]).toEqual([500, 'INTERNAL_ERROR']);
    expect(written()).toEqual(['one']);
    expect((await write('two')).status).toBe(201);
  });

  it('is there after the line was cut', async () => {
    zoho.control.faults.add({ kind: 'done-then-reset', method: 'POST', times: 1 });
    await expect(write('three')).rejects.toThrow();
    expect(written()).toContain('three');
    expect(zoho.control.requests.list('/Notes').at(-1)).toMatchObject({ status: 0, fault: 'done-then-reset' });
  });

  it('is there long before its answer', async () => {
    zoho.control.faults.add({ kind: 'done-then-slow', method: 'POST', ms: 60_000, times: 1 });
    const late = write('four');
    await eventually('it is written', () => written().includes('four'));
    await clock.turn(60_000);
    expect((await late).status).toBe(201);
  });
});

it('lets some through first, and is over after a time', async () => {
  zoho.control.faults.add({ kind: 'limit-reached', method: 'GET', after: 1, forMs: 30_000, retryAfterSeconds: 30 });
  expect((await get(zoho, ana, '/users')).status).toBe(200);
  const refused = await get(zoho, ana, '/users');
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '30']);
  expect(await refused.json()).toMatchObject({ code: 'LIMIT_REACHED' });
  expect((await write('five')).status).toBe(201);
  await clock.turn(30_000);
  expect((await get(zoho, ana, '/users')).status).toBe(200);
});

it('refuses more requests at once than the edition allows', async () => {
  zoho.control.settings.atOnce = 2;
  zoho.control.faults.add({ kind: 'slow', path: '/org', ms: 1_000 });
  const slow = [get(zoho, ana, '/org'), get(zoho, ana, '/org')];
  await eventually('both are under way', () => zoho.control.faults.list()[0]?.met === 2);
  expect(await answerTo(zoho, ana, '/users')).toMatchObject({ code: 'TOO_MANY_REQUESTS' });
  await clock.turn(1_000);
  await Promise.all(slow);
  expect((await get(zoho, ana, '/users')).status).toBe(200);
  zoho.control.settings.atOnce = 20;
});

it('refuses connections while it is unplugged, and has forgotten nothing afterwards', async () => {
  await zoho.unplug();
  await expect(get(zoho, ana, '/users')).rejects.toThrow();
  await zoho.plugIn();
  expect((await get(zoho, ana, '/users')).status).toBe(200);
  expect(written()).toContain('one');
});

it('logs when a request came and was answered, and by which token', async () => {
  zoho.control.requests.clear();
  const other = (await tokensOf(zoho, 'ana')).access_token;
  zoho.control.faults.add({ kind: 'slow', ms: 5_000, path: '/org', times: 1 });
  const slow = get(zoho, ana, '/org');
  await eventually('it is under way', () => zoho.control.faults.list()[0]?.met === 1);
  await clock.turn(5_000);
  await slow;
  await get(zoho, ana, '/users');
  await get(zoho, other, '/users');
  const [org, mine, others] = zoho.control.requests.list('/crm/v8', { user: 'ana', method: 'GET' });
  expect(Number(org?.answeredAt) - Number(org?.at)).toBe(5_000);
  expect(org?.token).toBe(mine?.token);
  expect(others?.token).not.toBe(mine?.token);
  expect(JSON.stringify(zoho.control.requests.list())).not.toContain(ana);
});
