import * as v from 'valibot';
import { beforeEach, describe, expect, it } from 'vitest';
import { queueOf } from '#server/twilio/flow-document.ts';
import { callFlowSchema } from '#shared/call-flow/call-flow.schema.ts';
import { newFlow, newMenu, newPeople } from '#shared/call-flow/new-flow.ts';
import { audioIdSchema, textPrompt } from '#shared/call-flow/prompt.ts';
import { agentIdSchema } from '#shared/ids.ts';
import { adminDesk, HERE } from '#test/support/admin-desk.ts';
import { CUSTOMER, LINE, seedAgent, seedLine } from '#test/support/telephony.ts';
import { openAccount } from './account-numbers.ts';

const desk = adminDesk();
const path = `/incoming-numbers/${encodeURIComponent(LINE)}`;

/** Two levels: 2 leads to a menu, whose 1 rings Ana. */
const twoLevels = () =>
  v.parse(callFlowSchema, {
    ...newFlow('es-ES', 'Europe/Madrid'),
    answer: 'menu',
    menu: {
      ...newMenu(),
      options: [
        {
          key: '2',
          label: { 'es-ES': 'Ventas' },
          action: {
            do: 'menu',
            menu: {
              ...newMenu(),
              options: [
                { key: '1', label: { 'es-ES': 'Madrid' }, action: { do: 'people', people: newPeople([desk.ana]) } },
              ],
            },
          },
        },
      ],
    },
  });
const ringing = (over: object = {}) => ({ ...newFlow('es-ES', 'Europe/Madrid', [desk.ana]), ...over });
const save = (flow: unknown, basedOn: number | null, name = 'Madrid') =>
  desk.ask('PUT', `${path}/flow`, { name, flow, basedOn });
const atTwilio = () => desk.twilio.control.account.numberOf(LINE);
const changes = async () => (await desk.ask('GET', '/changes')).body.changes;

beforeEach(async () => {
  desk.twilio.control.configureNumber(LINE, { voiceUrl: 'https://former.example/voice', friendlyName: 'Bought' });
  await desk.connect();
});

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

  it('cleans every text: names, labels, prompts', async () => {
    const flow = twoLevels();
    const [option] = flow.menu.options;
    if (option) option.label = { 'es-ES': ' Ven\u0000tas\u202e <b>\ud800 ' };
    flow.welcome = { 'es-ES': textPrompt('Hola\u0007,\n\n qué tal\u200b & bien', 'es-ES') };
    const { body } = await save(flow, null, ' Ma\u0000drid ');
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

describe('versions of a number', () => {
  it('are kept with who saved them and what they changed, also after the number was deleted', async () => {
    await save(ringing(), null);
    await save(ringing({ record: true, withheld: 'refuse' }), 1, 'Bilbao');
    const { body } = await desk.ask('GET', `${path}/versions`);
    expect(body.versions).toEqual([
      {
        version: 2,
        savedAt: expect.any(String),
        savedBy: 'Adela',
        changed: ['name', 'record', 'withheld'],
        restoredFrom: null,
      },
      { version: 1, savedAt: expect.any(String), savedBy: 'Adela', changed: [], restoredFrom: null },
    ]);
    expect((await desk.ask('GET', `${path}/versions/1`)).body).toMatchObject({ name: 'Madrid', flow: ringing() });
    await desk.ask('DELETE', path);
    expect((await save(ringing(), null)).body.version).toBe(3);
  });

  it('can be restored, with people who have left since', async () => {
    const ben = await seedAgent(desk.context, 'Ben');
    await save(ringing({ people: newPeople([ben]) }), null);
    await save(ringing(), 1, 'Bilbao');
    await desk.context.db.updateTable('agents').set({ active: false }).where('id', '=', ben).execute();
    expect((await desk.ask('POST', `${path}/versions/1/restore`)).body).toMatchObject({
      version: 3,
      name: 'Madrid',
      flow: { people: { agentIds: [ben] } },
    });
    expect((await desk.ask('GET', `${path}/versions`)).body.versions[0]).toMatchObject({
      restoredFrom: 1,
      changed: ['name', 'people'],
    });
    for (const version of ['0', '9', 'x', '1.5'])
      expect((await desk.ask('POST', `${path}/versions/${version}/restore`)).status).toBe(404);
  });

  it('tell who changed what, when', async () => {
    await save(ringing(), null);
    await save(ringing({ record: true }), 1);
    await desk.ask('POST', `${path}/versions/1/restore`);
    await desk.ask('DELETE', path);
    expect(await changes()).toMatchObject([
      { kind: 'incoming-number-deleted', by: 'Adela', subject: LINE },
      { kind: 'incoming-number-restored', subject: LINE, values: { version: 1 } },
      { kind: 'incoming-number-saved', subject: LINE, values: { version: 2, parts: 'record' } },
      { kind: 'incoming-number-added', subject: LINE },
      { kind: 'twilio-connected' },
    ]);
  });
});

describe('a number that no longer points here', () => {
  it('is shown as such, and mended by one button', async () => {
    await save(ringing(), null);
    desk.twilio.control.configureNumber(LINE, { voiceUrl: 'https://elsewhere.example' });
    expect((await desk.ask('GET', '/incoming-numbers')).body.numbers).toMatchObject([{ pointsHere: false }]);
    expect(await desk.ask('POST', `${path}/mend`)).toEqual({ status: 200, body: {} });
    expect((await desk.ask('GET', '/incoming-numbers')).body.numbers).toMatchObject([{ pointsHere: true }]);
    expect((await changes())[0]).toMatchObject({ kind: 'incoming-number-mended', subject: LINE });
    await desk.ask('DELETE', path);
    expect(atTwilio()).toMatchObject({ voiceUrl: 'https://former.example/voice' });
  });
});

describe('an extension that knows no call flows', () => {
  const saveOld = (over: object = {}) =>
    desk.ask('PUT', '/incoming-numbers', { number: LINE, name: 'Madrid', agentIds: [desk.ana], ...over });

  it('makes versions too, and leaves a menu alone whose people it does not touch', async () => {
    await save(twoLevels(), null);
    expect((await saveOld({ name: 'Bilbao' })).body).toMatchObject({ name: 'Bilbao', answer: 'menu' });
    expect((await desk.ask('GET', `${path}/flow`)).body).toMatchObject({ version: 2, flow: twoLevels() });
    expect((await saveOld({ agentIds: [desk.ana, desk.admin] })).body).toMatchObject({ answer: 'people' });
    const { flow } = (await desk.ask('GET', `${path}/flow`)).body;
    expect(flow).toMatchObject({ people: { agentIds: [desk.ana, desk.admin] }, menu: twoLevels().menu });
  });
});

describe('before a number is saved', () => {
  const check = (flow: unknown, number: string | null = LINE) =>
    desk.ask('POST', '/call-flows/check', { number, flow });
  const forward = (forwardTo: string) => ({
    hours: {
      ...newFlow('es-ES', 'UTC').hours,
      on: true,
      week: [{ day: 1, from: '09:00', until: '10:00' }],
      after: 'forward',
      forwardTo,
    },
  });

  it('its check tries addresses of which there is no copy yet, once a minute', async () => {
    const prompt = { ...textPrompt('', 'es-ES'), kind: 'url', url: 'http://files.example/hello.mp3' };
    const asked = async () => (await check(ringing({ welcome: { 'es-ES': prompt } }))).body.findings;
    expect(await asked()).toContainEqual(
      expect.objectContaining({
        code: 'audio-unreachable',
        part: 'welcome',
        values: expect.objectContaining({ reason: 'audio-url-not-https' }),
      }),
    );
  });

  it('its check says what is wrong, with the people as they are now', async () => {
    const ben = await seedAgent(desk.context, 'Ben', { presence: 'offline' });
    const gone = await seedAgent(desk.context, 'Gone');
    await desk.context.db.updateTable('agents').set({ active: false }).where('id', '=', gone).execute();
    const { body } = await check(ringing({ people: newPeople([ben, gone]) }));
    expect(body.findings).toMatchObject([
      { code: 'nobody-online', level: 'warning', values: { names: 'Ben' } },
      { code: 'person-not-active', level: 'warning', values: { names: 'Gone' } },
    ]);
    expect(body.passed).toBeGreaterThan(10);
    expect((await check(ringing(), null)).body.findings).toEqual([]);
  });

  it('the team’s own rules hold for where its callers are sent', async () => {
    const codes = async (to: string) =>
      (await check(ringing(forward(to)))).body.findings.map((one: { code: string }) => one.code);
    expect(await codes('+34910000077')).toEqual([]);
    for (const to of ['+8821612345678', '+34803123456', '+5355512345', LINE])
      expect(await codes(to)).toEqual(['forward-not-allowed']);
    await save(ringing(), null);
    expect((await save(ringing(forward('+34803123456')), 1)).body).toMatchObject({
      code: 'flow-faulty',
      params: { code: 'forward-not-allowed', part: 'hours' },
    });
  });

  it('it can be tried by the code that will answer, with anybody as somebody else', async () => {
    const pretend = (over: object = {}) =>
      desk.ask('POST', '/call-flows/try', {
        number: LINE,
        flow: twoLevels(),
        from: '+34612345678',
        at: '2026-11-23T10:00:00Z',
        people: [],
        owner: null,
        waiting: 0,
        done: [
          { do: 'press', key: '2' },
          { do: 'press', key: '1' },
        ],
        ...over,
      });
    const { body } = await pretend();
    expect(body.script.at(-1)).toMatchObject({ line: 'rings', people: [{ agentId: desk.ana, on: 'softphone' }] });
    expect(body.can).toContain('answer');
    const away = await pretend({ people: [{ agentId: desk.ana, is: 'offline' }] });
    expect(away.body).toMatchObject({ over: true });
    await desk.context.db
      .insertInto('blocked_numbers')
      .values({ number: CUSTOMER, reason: '', blocked_at: new Date(), blocked_by: desk.admin })
      .execute();
    expect((await pretend()).body.script).toEqual([{ line: 'refused' }]);
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
