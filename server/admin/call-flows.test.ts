import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { largestMenu } from '#server/call-flow/caller.fixture.ts';
import { flowOfCall } from '#server/calls/flow-of-call.ts';
import { queueOf } from '#server/twilio/flow-document.ts';
import { newFlow, newMenu, newPeople } from '#shared/call-flow/new-flow.ts';
import { audioIdSchema, textPrompt } from '#shared/call-flow/prompt.ts';
import { agentIdSchema } from '#shared/ids.ts';
import { HERE } from '#test/support/admin-desk.ts';
import { LINE, seedAgent, seedLine } from '#test/support/telephony.ts';
import { openAccount } from './account-numbers.ts';
import { flowDesk, path } from './flow-desk.fixture.ts';

const { desk, twoLevels, ringing, save, atTwilio, changes } = flowDesk();

describe('what a number does with its callers', () => {
  it('[req 7] [req 39] is live when it is saved, and so are the number’s webhooks', async () => {
    const { status, body } = await save(twoLevels(), null);
    expect(status).toBe(200);
    expect(body).toMatchObject({ number: LINE, name: 'Madrid', version: 1, savedBy: 'Adela', flow: twoLevels() });
    expect(atTwilio()).toMatchObject({ voiceUrl: HERE });
    expect(await desk.ask('GET', `${path}/flow`)).toEqual({ status: 200, body });
    expect((await desk.ask('GET', '/incoming-numbers')).body.numbers).toEqual([
      { number: LINE, name: 'Madrid', agentIds: [desk.ana], record: false, answer: 'menu', pointsHere: true },
    ]);
  });

  it('[req 66] is edited from the version that was opened; who comes too late is told', async () => {
    await save(ringing(), null);
    expect((await save(ringing({ record: true }), 1)).body).toMatchObject({ version: 2, flow: { record: true } });
    expect(await save(ringing({ withheld: 'refuse' }), 1)).toMatchObject({
      status: 409,
      body: { code: 'changed-meanwhile' },
    });
    expect((await save(ringing(), null)).body).toMatchObject({ code: 'changed-meanwhile' });
    expect((await desk.ask('GET', '/incoming-numbers')).body.numbers).toMatchObject([{ record: true }]);
    await desk.ask('DELETE', path);
    expect((await save(ringing(), 2)).body).toMatchObject({ code: 'changed-meanwhile' });
  });

  it('may be a menu of five levels, each with every option that it may have', async () => {
    const flow = { ...newFlow('en-GB', 'Europe/Madrid'), answer: 'menu', menu: largestMenu(newPeople([desk.ana])) };
    expect(await desk.ask('POST', '/call-flows/check', { number: LINE, flow })).toMatchObject({
      status: 200,
      body: { findings: [] },
    });
    expect(await save(flow, null)).toMatchObject({ status: 200, body: { version: 1 } });
    const call = { number: LINE, flow, from: null, at: '2026-11-23T10:00:00Z', people: [], owner: null, waiting: 0 };
    const done = ['9', '5', '5', '5', '5'].map((key) => ({ do: 'press', key }));
    const { body } = await desk.ask('POST', '/call-flows/try', { ...call, done });
    expect(body.script).toContainEqual(expect.objectContaining({ line: 'rings' }));
  });

  it('makes no version where nothing was changed', async () => {
    await save(ringing(), null);
    expect((await save(ringing(), 1)).body).toMatchObject({ version: 1 });
    expect((await desk.ask('GET', `${path}/versions`)).body.versions).toHaveLength(1);
  });

  it('goes live while Twilio does not answer, for a number whose calls come here already', async () => {
    await save(ringing(), null);
    const port = Number(new URL(desk.twilio.httpUrl).port);
    await desk.twilio.stop();
    expect(await save(ringing({ record: true }), 1)).toMatchObject({ status: 200, body: { version: 2 } });
    await desk.startTwilio({ httpPort: port });
  });

  it('[req 33] tells Twilio how many callers may wait', async () => {
    const { queue } = newFlow('es-ES', 'UTC');
    await save(ringing({ queue: { ...queue, on: true, callers: 7 } }), null);
    await desk.context.background.end(5_000);
    const rest = await openAccount(desk.context);
    expect(rest.ok && (await rest.value.queue(queueOf(LINE)))).toMatchObject({ ok: true, value: { callers: 7 } });
  });

  it('leaves nothing behind of a number that Twilio will not set', async () => {
    desk.twilio.control.configureNumber(LINE, { voiceUrl: 'https://former.example/voice' });
    const account = desk.twilio.control.account;
    account.touch = () => {
      throw new Error('down');
    };
    expect((await save(ringing(), null)).status).toBe(503);
    expect((await desk.ask('GET', '/incoming-numbers')).body.numbers).toEqual([]);
    expect((await desk.ask('GET', `${path}/versions`)).body.versions).toEqual([]);
    expect(await changes()).not.toContainEqual(expect.objectContaining({ kind: 'incoming-number-added' }));
  });

  it('cleans every text: names, labels, prompts, addresses', async () => {
    const flow = twoLevels();
    const [option] = flow.menu.options;
    if (option) option.label = { 'es-ES': ' Ven\u0000tas\u202e <b>\ud800 ' };
    flow.welcome = { 'es-ES': textPrompt('Hola\u0007,\n\n qué tal\u200b & bien', 'es-ES') };
    const url = { ...textPrompt('', 'es-ES'), url: ' https://files.example/busy\u0000.mp3\ud800\n' };
    flow.busy = { 'es-ES': url };
    const music = { ...flow.queue.music, url: '\udc00https://files.example/music.mp3' };
    const { body } = await save({ ...flow, queue: { ...flow.queue, music } }, null, ' Ma\u0000drid ');
    expect(body.flow.busy['es-ES'].url).toBe('https://files.example/busy.mp3');
    expect(body.flow.queue.music.url).toBe('https://files.example/music.mp3');
    expect(body.name).toBe('Ma drid');
    expect(body.flow.menu.options[0].label).toEqual({ 'es-ES': 'Ventas <b>' });
    expect(body.flow.welcome['es-ES'].text).toBe('Hola, qué tal & bien');
  });

  it('rings everybody listed at once for a number from before there were call flows', async () => {
    const ben = await seedAgent(desk.context, 'Ben');
    await seedLine(desk.context, [ben, desk.ana]);
    await desk.context.db.updateTable('incoming_numbers').set({ record: true }).execute();
    const { body } = await desk.ask('GET', `${path}/flow`);
    expect(body).toMatchObject({
      version: 0,
      name: 'Madrid',
      flow: { answer: 'people', record: true, people: { agentIds: [ben, desk.ana], strategy: 'simultaneous' } },
    });
    expect((await save({ ...body.flow, withheld: 'refuse' }, 0)).body).toMatchObject({ version: 1 });
  });

  it('[req 12] names active users of the CRM; who has left it since may stay, and no more', async () => {
    const ben = await seedAgent(desk.context, 'Ben');
    expect(
      (await save(ringing({ people: newPeople([v.parse(agentIdSchema, 'u_00000000000000009999')]) }), null)).body.code,
    ).toBe('user-unknown');
    await save(ringing({ people: newPeople([desk.ana, ben]) }), null);
    await desk.context.db.updateTable('agents').set({ active: false }).where('id', '=', ben).execute();
    expect((await save(ringing({ people: newPeople([desk.ana, ben]), record: true }), 1)).body).toMatchObject({
      version: 2,
      noLongerActive: [{ agentId: ben, name: 'Ben' }],
    });
    await save(ringing(), 2);
    expect((await save(ringing({ people: newPeople([desk.ana, ben]) }), 3)).body).toMatchObject({
      code: 'user-unknown',
    });
  });

  it('names sound files that are there, also where another kind is chosen', async () => {
    const file = v.parse(audioIdSchema, `a_${'0'.repeat(22)}`);
    const prompt = { ...textPrompt('Hola', 'es-ES'), file };
    expect((await save(ringing({ busy: { 'es-ES': prompt } }), null)).body).toMatchObject({ code: 'audio-unknown' });
    await desk.context.db
      .insertInto('audio_files')
      .values({
        id: file,
        name: 'x.wav',
        url: null,
        mime: 'audio/wav',
        content: Buffer.from('RIFF'),
        telephone: null,
        seconds: 1,
        saved_at: new Date(),
        saved_by: desk.admin,
      })
      .execute();
    expect((await save(ringing({ busy: { 'es-ES': prompt } }), null)).status).toBe(200);
  });

  it('[req 21] has five levels and no more', async () => {
    const nested = (levels: number): object => ({
      ...newMenu(),
      options:
        levels === 1
          ? [{ key: '1', label: { 'es-ES': 'x' }, action: { do: 'people', people: newPeople([desk.ana]) } }]
          : [{ key: '1', label: { 'es-ES': 'x' }, action: { do: 'menu', menu: nested(levels - 1) } }],
    });
    expect((await save(ringing({ answer: 'menu', menu: nested(6) }), null)).body).toMatchObject({
      code: 'flow-faulty',
      params: { code: 'too-many-levels' },
    });
    expect((await save(ringing({ answer: 'menu', menu: nested(5) }), null)).status).toBe(200);
  });

  it('refuses what is nested too deep to be read, in words', async () => {
    const menu = JSON.stringify(newMenu());
    const [before, after] = menu.split('"options":[]');
    const levels = 1_500;
    const option = '"options":[{"key":"1","label":{},"action":{"do":"menu","menu":';
    const deep = `${`${before}${option}`.repeat(levels)}${menu}${`}}]${after}`.repeat(levels)}`;
    const body = JSON.stringify({ name: '', flow: ringing({ menu: '@' }), basedOn: null }).replace('"@"', deep);
    expect(await desk.ask('PUT', `${path}/flow`, body)).toMatchObject({ status: 400, body: { code: 'bad-request' } });
  });

  it.each([
    [{ timeZone: 'Madrid' }, 400],
    [{ languages: [] }, 400],
    [{ people: { ...newPeople([]), intervalSeconds: 4 } }, 400],
    [{ people: { ...newPeople([]), intervalSeconds: 61 } }, 400],
  ])('refuses %j', async (over, status) => {
    expect((await save(ringing(over), null)).status).toBe(status);
  });

  const closedOn = (date: string) => ringing({ hours: { ...ringing().hours, holidays: [{ date, name: '' }] } });

  it('refuses a holiday on a day that does not exist', async () => {
    const refused = { status: 400, body: { code: 'bad-request', message: expect.stringContaining('hours.holidays') } };
    for (const date of ['2026-02-29', '2026-02-31', '2026-04-31', '2026-13-01', '2026-00-10', '+012026-01-01']) {
      expect(await save(closedOn(date), null)).toMatchObject(refused);
      expect(await desk.ask('POST', '/call-flows/check', { number: LINE, flow: closedOn(date) })).toMatchObject(
        refused,
      );
    }
    for (const date of ['2026-02-28', '2028-02-29', '2026-12-31']) {
      const { body } = await desk.ask('GET', `${path}/flow`);
      expect((await save(closedOn(date), body.version ?? null)).status).toBe(200);
    }
  });

  it('answers callers of a number that was given such a holiday before', async () => {
    await save(ringing(), null);
    const row = { line: LINE, flow_version: 1 };
    await desk.context.db
      .updateTable('call_flows')
      .set({ flow: JSON.stringify(closedOn('2026-02-31')) })
      .execute();
    expect((await desk.ask('GET', `${path}/flow`)).status).toBe(200);
    expect(await flowOfCall(desk.context.db, row)).toMatchObject({ agentIds: [desk.ana] });
  });

  it('does not know numbers that are not lines', async () => {
    for (const number of ['+34910000099', 'x']) {
      expect((await desk.ask('GET', `/incoming-numbers/${number}/flow`)).status).toBe(404);
      expect((await desk.ask('POST', `/incoming-numbers/${number}/mend`)).status).toBe(404);
    }
    expect(
      (await desk.ask('PUT', '/incoming-numbers/+34910000099/flow', { name: '', flow: ringing(), basedOn: null })).body,
    ).toMatchObject({ code: 'number-not-in-account' });
  });
});

it.each([
  ['GET', '/incoming-numbers/x/flow'],
  ['PUT', '/incoming-numbers/x/flow'],
  ['GET', '/incoming-numbers/x/versions'],
  ['GET', '/incoming-numbers/x/versions/1'],
  ['POST', '/incoming-numbers/x/versions/1/restore'],
  ['POST', '/incoming-numbers/x/mend'],
  ['POST', '/call-flows/check'],
  ['POST', '/call-flows/try'],
])('%s %s is for administrators alone', async (method, where) => {
  expect(await desk.ask(method, where, method === 'PUT' ? {} : undefined, desk.ana)).toMatchObject({
    status: 403,
    body: { code: 'not-admin' },
  });
});
