import twilioPackage from 'twilio';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '#test/support/eventually.ts';
import { COMPANY, openStage, type Stage } from '#test/twilio/behaviour/stage.ts';
import { hasOpenApi, openApi } from './openapi.fixture.ts';

let stage: Stage;
let client: ReturnType<typeof twilioPackage>;
beforeEach(async () => {
  stage = await openStage();
  client = twilioPackage(stage.twilio.accountSid, stage.twilio.authToken);
  client.api.baseUrl = stage.twilio.httpUrl;
  stage.twiml('<Enqueue waitUrl="">support</Enqueue>');
});
afterEach(() => stage.close());

const errorOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    ({ status, code }) => ({ status, code }),
  );

/** A request by hand, as no package would make it. */
async function ask(path: string, form?: Record<string, string>) {
  const { httpUrl, accountSid, authToken } = stage.twilio;
  const response = await fetch(`${httpUrl}/2010-04-01/Accounts/${accountSid}/${path}`, {
    method: form ? 'POST' : 'GET',
    headers: { authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` },
    ...(form ? { body: new URLSearchParams(form) } : {}),
  });
  return { status: response.status, body: await response.json() };
}

async function callerWaits(which = 1) {
  const sid = stage.control.placeCall({ from: `+3461200000${which}`, to: COMPANY });
  await eventually('she waits', () => stage.call(sid).transcript.some((entry) => entry.what === 'queued'));
  return sid;
}

async function hangUp(...sids: string[]) {
  for (const sid of sids) stage.control.hangUp(sid);
  for (const sid of sids) await stage.ended(sid);
}

describe('Queues', () => {
  it('are created, listed, fetched, changed and deleted', async () => {
    const made = await client.queues.create({ friendlyName: 'support', maxSize: 25 });
    expect(made).toMatchObject({ friendlyName: 'support', maxSize: 25, currentSize: 0, averageWaitTime: 0 });
    expect(made.sid).toMatch(/^QU[0-9a-f]{32}$/);
    await client.queues.create({ friendlyName: 'sales' });
    expect((await client.queues.list()).map((queue) => [queue.friendlyName, queue.maxSize])).toEqual([
      ['support', 25],
      ['sales', 1000],
    ]);
    const queue = client.queues(made.sid);
    await queue.update({ maxSize: 30 });
    await queue.update({ friendlyName: 'help' });
    expect(await queue.fetch()).toMatchObject({ friendlyName: 'help', maxSize: 30 });
    await queue.remove();
    expect(await errorOf(queue.fetch())).toEqual({ status: 404, code: 20404 });
  });

  it('tell how many wait, and how long on average', async () => {
    const first = await callerWaits(1);
    await stage.seconds(60);
    const second = await callerWaits(2);
    await stage.seconds(10);
    expect((await client.queues.list())[0]).toMatchObject({ currentSize: 2, averageWaitTime: 40 });
    await hangUp(first, second);
    expect((await client.queues.list())[0]).toMatchObject({ currentSize: 0, averageWaitTime: 0 });
  });

  it('can be deleted only when nobody waits', async () => {
    const sid = await callerWaits();
    const queue = client.queues((await client.queues.list())[0]?.sid ?? '');
    expect(await errorOf(queue.remove())).toEqual({ status: 409, code: 20009 });
    await hangUp(sid);
    expect(await queue.remove()).toBe(true);
  });

  it('that are made smaller keep those who wait, and take no more', async () => {
    const first = await callerWaits(1);
    const second = await callerWaits(2);
    const queue = client.queues((await client.queues.list())[0]?.sid ?? '');
    await queue.update({ maxSize: 1 });
    stage.twiml('<Enqueue waitUrl="">support</Enqueue><Say>full</Say>');
    const third = stage.control.placeCall({ from: '+34612000003', to: COMPANY });
    await eventually('she is turned away', () => stage.said(third).includes('full'));
    expect((await queue.fetch()).currentSize).toBe(2);
    await hangUp(first, second);
    await stage.seconds(5);
    await stage.ended(third);
  });

  it.each([
    [{}, 400, 20001],
    [{ FriendlyName: '' }, 400, 20002],
    [{ FriendlyName: 'q'.repeat(65) }, 400, 20002],
    [{ FriendlyName: 'x', MaxSize: '0' }, 400, 20001],
    [{ FriendlyName: 'x', MaxSize: '5001' }, 400, 20001],
    [{ FriendlyName: 'x', MaxSize: 'many' }, 400, 20001],
    [{ FriendlyName: 'taken' }, 400, 22003],
  ])('refuse %j', async (form, status, code) => {
    await client.queues.create({ friendlyName: 'taken' });
    expect(await ask('Queues.json', form)).toMatchObject({ status, body: { status, code } });
    expect(await client.queues.list()).toHaveLength(1);
  });

  it('are paged', async () => {
    for (const friendlyName of ['a', 'b', 'c']) await client.queues.create({ friendlyName });
    expect((await client.queues.page({ pageSize: 2 })).instances.map((queue) => queue.friendlyName)).toEqual([
      'a',
      'b',
    ]);
    expect((await client.queues.list({ pageSize: 1 })).map((queue) => queue.friendlyName)).toEqual(['a', 'b', 'c']);
  });
});

describe('Members', () => {
  it('are listed from the front, and found by CallSid and as Front', async () => {
    const [first, second] = [await callerWaits(1), await callerWaits(2)];
    await stage.seconds(5);
    const queue = client.queues((await client.queues.list())[0]?.sid ?? '');
    expect((await queue.members.list()).map((member) => [member.callSid, member.position, member.waitTime])).toEqual([
      [first, 1, 5],
      [second, 2, 5],
    ]);
    expect(await queue.members('Front').fetch()).toMatchObject({ callSid: first });
    expect(await queue.members(second).fetch()).toMatchObject({ callSid: second, position: 2 });
    await hangUp(first, second);
    expect(await errorOf(queue.members('Front').fetch())).toEqual({ status: 404, code: 20404 });
    expect(await errorOf(queue.members(second).fetch())).toEqual({ status: 404, code: 20404 });
    expect(await errorOf(queue.members(second).update({ url: 'http://127.0.0.1/x' }))).toEqual({
      status: 404,
      code: 20404,
    });
  });

  it('need a Url to go to', async () => {
    const sid = await callerWaits();
    const [queue] = await client.queues.list();
    const path = `Queues/${queue?.sid}/Members/${sid}.json`;
    expect(await ask(path, {})).toMatchObject({ status: 400, body: { code: 21205 } });
    expect(await ask(path, { Url: '/offered' })).toMatchObject({ status: 400, body: { code: 21205 } });
    expect(await ask(path, { Url: 'http://127.0.0.1/x', Method: 'PUT' })).toMatchObject({
      status: 400,
      body: { code: 21209 },
    });
    expect(await ask(`Queues/${queue?.sid}/Members.json`)).toMatchObject({
      body: { queue_members: [{ call_sid: sid }] },
    });
    await hangUp(sid);
  });
});

it.runIf(hasOpenApi)('answers as Twilio’s OpenAPI document says', async () => {
  const conforms = openApi();
  stage.server.reply('/offered', '<Response/>');
  const sid = await callerWaits();
  const queues = '{AccountSid}/Queues.json';
  const list = await ask('Queues.json');
  conforms(queues, 'get', list);
  const queue = list.body.queues[0].sid;
  conforms(queues, 'post', await ask('Queues.json', { FriendlyName: 'sales', MaxSize: '25' }));
  conforms('{AccountSid}/Queues/{Sid}.json', 'get', await ask(`Queues/${queue}.json`));
  conforms('{AccountSid}/Queues/{Sid}.json', 'post', await ask(`Queues/${queue}.json`, { MaxSize: '25' }));
  conforms('{AccountSid}/Queues/{QueueSid}/Members.json', 'get', await ask(`Queues/${queue}/Members.json`));
  const member = '{AccountSid}/Queues/{QueueSid}/Members/{CallSid}.json';
  conforms(member, 'get', await ask(`Queues/${queue}/Members/Front.json`));
  const url = `${stage.server.url}/offered`;
  conforms(member, 'post', await ask(`Queues/${queue}/Members/${sid}.json`, { Url: url }));
  await stage.ended(sid);
});
