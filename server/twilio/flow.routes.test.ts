import type { Hono } from 'hono';
import * as v from 'valibot';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { setPresence } from '#server/agents/presence.ts';
import { liveCalls } from '#server/calls/live-calls.ts';
import { recentCalls } from '#server/calls/recent-calls.ts';
import { callTrace } from '#server/calls/trace/call-trace.ts';
import type { CallFlow } from '#shared/call-flow/call-flow.schema.ts';
import { newPeople } from '#shared/call-flow/new-flow.ts';
import { type AgentId, e164Schema } from '#shared/ids.ts';
import { type TestContext, testContext } from '#test/support/context.ts';
import { noCrm } from '#test/support/crm.ts';
import { eventually } from '#test/support/eventually.ts';
import { menuOf, seedFlow, spanishFlow } from '#test/support/flow.ts';
import {
  CUSTOMER,
  callSid,
  freshContext,
  LINE,
  postSigned,
  seedAgent,
  seedConnection,
} from '#test/support/telephony.ts';
import { mobileRoutes } from './mobile.routes.ts';
import { recordingStatusRoutes } from './recording.routes.ts';
import { statusRoutes } from './status.routes.ts';
import { voiceRoutes } from './voice.routes.ts';

let base: TestContext;
let context: TestContext;
let app: Hono;
let ana: AgentId;
let ben: AgentId;
let eva: AgentId;

beforeAll(async () => {
  base = await testContext();
});
afterAll(() => base.close());

const open = () =>
  voiceRoutes(context)
    .route('/', statusRoutes(context))
    .route('/', mobileRoutes(context))
    .route('/', recordingStatusRoutes(context));

beforeEach(async () => {
  context = await freshContext(base, { crm: noCrm({ screenPop: async () => {} }) });
  app = open();
  ana = await seedAgent(context, 'Ana');
  ben = await seedAgent(context, 'Ben');
  eva = await seedAgent(context, 'Eva');
  await seedConnection(context, ana);
});

const flow = (over: Partial<CallFlow> = {}) => seedFlow(context, spanishFlow([ana, ben], over), ana);
const sequential = (agentIds: AgentId[], repeat = false) => ({
  ...newPeople(agentIds),
  strategy: 'sequential' as const,
  repeat,
});
const menu = () =>
  flow({
    answer: 'menu',
    menu: menuOf({
      1: { label: 'ventas', to: [ana] },
      2: { label: 'soporte', to: menuOf({ 1: { label: 'facturas', to: [ben] }, 2: { label: 'averías', to: [eva] } }) },
    }),
  });

const post = (path: string, form: Record<string, string> = {}, name = 'customer') =>
  postSigned(app, context, path, { CallSid: callSid(name), From: CUSTOMER, To: LINE, ...form });
const arrives = (form: Record<string, string> = {}) => post('/twilio/voice/incoming', form);
const theCall = () => context.db.selectFrom('calls').selectAll().executeTakeFirstOrThrow();
const step = async (what: string, number: number, form: Record<string, string> = {}) =>
  post(`/twilio/voice/${what}?c=${(await theCall()).id}&step=${number}`, form);
const presses = (number: number, Digits: string) => step('turn', number, { Digits });
const rangOut = (number: number) => step('dial-done', number, { DialCallStatus: 'no-answer' });
const lines = async () => {
  const traced = await callTrace(context, { id: ana, role: 'admin' }, (await theCall()).id);
  if (!traced.ok) throw new Error(traced.problem.code);
  return traced.value.lines.map(({ code, values }) => ({ code, ...values }));
};

describe('a menu', () => {
  it('[req 7] [req 9] [req 19] leads to the right agent by 2 → 1, with barge-in and * and # as keys', async () => {
    await menu();
    const first = (await arrives()).body;
    const { id } = await theCall();
    expect(first).toContain(
      `<Gather input="dtmf" numDigits="1" finishOnKey="" timeout="5" actionOnEmptyResult="true" action="http://localhost/twilio/voice/turn?c=${id}&amp;step=0" method="POST"><Say language="es-ES" voice="Polly.Lucia">Pulse 1 para ventas.`,
    );
    const second = (await presses(0, '2')).body;
    expect(second).toContain('Pulse 2 para averías.');
    expect(second).toContain('step=1');
    const third = (await presses(1, '1')).body;
    expect(third).toContain(`<Identity>${ben}</Identity>`);
    expect(third).not.toContain(ana);
    expect(third).toContain(`dial-done?c=${id}&amp;step=2`);
    expect(await theCall()).toMatchObject({ state: 'ringing', rang: [ben] });
    expect(await lines()).toMatchObject([
      { code: 'arrived' },
      { code: 'menu', keys: '2', label: 'soporte' },
      { code: 'menu', keys: '1', label: 'facturas' },
      { code: 'rang', names: 'Ben', round: 1 },
    ]);
  });

  it('answers whoever presses more keys than anybody can', async () => {
    await menu();
    await arrives();
    expect((await presses(0, '2'.repeat(5_000))).body).toContain('Pulse 2 para averías.');
  });

  it('answers each question that is repeated, late or out of order as it did at first', async () => {
    await menu();
    const first = await arrives();
    const second = await presses(0, '2');
    // A wrong key is told by a retry of the same request; what was decided stays.
    expect(await presses(0, '9')).toEqual(second);
    const third = await presses(1, '1');
    const said = await Promise.all([arrives(), presses(0, '1'), presses(1, '2')]);
    expect(said).toEqual([first, second, third]);
    expect((await theCall()).rang).toEqual([ben]);
    const events = await context.db.selectFrom('call_events').select('key').execute();
    expect(events.map(({ key }) => key)).toEqual(['arrived', 'turn:0', 'turn:1', 'turn:2', 'rang:2']);
  });

  it('hangs up on what comes after the end, and rings nobody', async () => {
    await menu();
    await arrives();
    await post('/twilio/status/call', { CallStatus: 'completed' });
    expect((await presses(0, '1')).body).toBe('<?xml version="1.0" encoding="UTF-8"?><Response><Hangup/></Response>');
    expect(await theCall()).toMatchObject({ state: 'ended', disposition: 'missed', rang: [] });
    expect((await lines()).map(({ code }) => code)).toEqual(['arrived', 'caller-gone']);
  });

  it('is read again after a wrong key and after silence, and ends kindly', async () => {
    await menu();
    await arrives();
    expect((await presses(0, '7')).body).toContain('esa tecla no tiene ninguna opción');
    expect((await presses(1, '')).body).toContain('no hemos recibido ninguna pulsación');
    const last = (await presses(2, '#')).body;
    expect(last).toMatch(/Hasta luego\.<\/Say><Hangup\/>/);
    expect(await theCall()).toMatchObject({ state: 'ended', disposition: 'missed' });
    expect((await lines()).map(({ code }) => code)).toEqual([
      'arrived',
      'wrong-key',
      'no-key',
      'wrong-key',
      'said',
      'ended',
    ]);
  });

  it('goes on where it was when the server was killed and started again', async () => {
    await menu();
    await arrives();
    await presses(0, '2');
    app = open();
    expect((await presses(1, '2')).body).toContain(`<Identity>${eva}</Identity>`);
    app = open();
    expect((await rangOut(2)).body).toContain('Sentimos que nadie');
  });

  it('[req 68] ends with the unavailable words, ringing nobody, when the number is deleted meanwhile', async () => {
    await menu();
    await arrives();
    await context.db.deleteFrom('incoming_numbers').execute();
    const { body } = await presses(0, '1');
    expect(body).toMatch(/no hay nadie disponible.*<Hangup\/>/);
    expect(await theCall()).toMatchObject({ state: 'ended', disposition: 'missed', rang: [] });
  });

  it('[req 39] is what it was for the caller who is in it; the very next one hears what was saved', async () => {
    await menu();
    await arrives();
    await flow({ answer: 'menu', menu: menuOf({ 1: { label: 'tienda', to: [eva] } }) });
    expect((await presses(0, '1')).body).toContain(ana);
    const next = (await arrives({ CallSid: callSid('next') })).body;
    expect(next).toContain('Pulse 1 para tienda.');
    expect(next).not.toContain('soporte');
  });

  it('apologises in time when the database hangs in the middle of it, and nobody rings afterwards', async () => {
    await menu();
    await arrives();
    const { id } = await theCall();
    let release = () => {};
    const hanging = context.db.transaction().execute(() => new Promise<void>((resolve) => (release = resolve)));
    const answering = post(`/twilio/voice/turn?c=${id}&step=0`, { Digits: '1' });
    await eventually('the deadline has answered', async () => {
      await context.clock.turn(2_000);
      return Promise.race([answering, new Promise<false>((resolve) => setImmediate(() => resolve(false)))]);
    });
    expect((await answering).body).toMatch(/Un problema técnico.*<Hangup\/>/);
    release();
    await hanging;
    await eventually('the late step is undone', async () => (await theCall()).state === 'ended');
    expect(await theCall()).toMatchObject({ disposition: 'missed' });
    expect(await liveCalls(context, ana)).toMatchObject([{ state: 'ended' }]);
  });

  it('is nobody’s who only knows the call’s id, and no step that is none', async () => {
    await menu();
    await arrives();
    const { id } = await theCall();
    for (const path of [
      `/twilio/voice/turn?c=${id}&step=0`,
      `/twilio/voice/voicemail-done?c=${id}&step=0`,
      `/twilio/voice/dial-done?c=${id}&step=0`,
    ])
      expect((await post(path, { Digits: '1' }, 'somebody else')).body).toContain('<Hangup/>');
    for (const query of ['', `?c=${id}`, `?c=${id}&step=-1`, `?c=${id}&step=1e3`, '?c=x&step=0'])
      expect((await post(`/twilio/voice/turn${query}`, { Digits: '1' })).body).toContain('<Response><Hangup/>');
    expect(await theCall()).toMatchObject({ state: 'ringing', rang: [] });
  });
});

describe('people who ring one after another', () => {
  it('[req 15] [req 16] [req 17] are chosen anew at each ring: who has gone offline meanwhile is skipped', async () => {
    await flow({ people: sequential([eva, ben, ana]) });
    const first = (await arrives()).body;
    expect(first).toContain(`timeout="15"`);
    expect(first).toContain(ana);
    expect(first).not.toContain(ben);
    await setPresence(context, ben, 'offline');
    expect((await rangOut(0)).body).toContain(`<Identity>${eva}</Identity>`);
    expect((await rangOut(1)).body).toContain('Sentimos que nadie');
    expect(await lines()).toMatchObject([
      { code: 'arrived' },
      { code: 'rang', names: 'Ana', seconds: 20 },
      { code: 'no-answer', name: 'Ana' },
      { code: 'skipped', name: 'Ben', why: 'offline' },
      { code: 'rang', names: 'Eva' },
      { code: 'no-answer', name: 'Eva' },
      { code: 'said', words: 'nobody-answered' },
      { code: 'ended' },
    ]);
  });

  it('[req 18] [req 45] [req 73] ring in two rounds where that is set, and it is one missed call, once', async () => {
    await flow({ people: sequential([ana, ben], true) });
    const rings = [(await arrives()).body];
    for (let n = 0; n < 4; n++) rings.push((await rangOut(n)).body);
    expect(rings.map((body) => [ana, ben].find((id) => body.includes(id)))).toEqual([ana, ben, ana, ben, undefined]);
    expect(await context.db.selectFrom('calls').select('disposition').execute()).toEqual([{ disposition: 'missed' }]);
    expect(context.realtime.told.filter(({ topic }) => topic === 'recent-calls')).toHaveLength(1);
  });

  it('show only whom it rings now that it rings', async () => {
    await flow({ people: sequential([ana, ben]) });
    await arrives();
    await rangOut(0);
    expect(await liveCalls(context, ana)).toEqual([]);
    expect(await liveCalls(context, ben)).toMatchObject([{ state: 'ringing' }]);
  });
});

describe('callers who are not taken', () => {
  it('are not answered when they are blocked, are no missed call, and nothing of them reaches the CRM', async () => {
    await flow();
    await context.db
      .insertInto('blocked_numbers')
      .values({ number: CUSTOMER, reason: 'spam', blocked_at: context.clock.now(), blocked_by: ana })
      .execute();
    const { body } = await arrives();
    expect(body).toContain('<Response><Reject reason="rejected"/></Response>');
    expect((await arrives()).body).toBe(body);
    await post('/twilio/status/call', { CallStatus: 'no-answer' });
    expect(await theCall()).toMatchObject({ state: 'ended', disposition: 'declined', write_back_at: null });
    expect(await context.db.selectFrom('write_backs').select('step').execute()).toEqual([]);
    expect(await lines()).toMatchObject([{ code: 'arrived' }, { code: 'refused', why: 'blocked' }, { code: 'ended' }]);
  });

  it.each([
    ['refuse', '<Reject'],
    ['take', '<Dial'],
  ] as const)('[req 71] withhold their number where it says %s', async (withheld, verb) => {
    await flow({ withheld });
    expect((await arrives({ From: '+266696687' })).body).toContain(verb);
    expect((await arrives({ CallSid: callSid('with a number') })).body).toContain('<Dial');
  });
});

describe('voicemail', () => {
  const voicemail = { on: true, greeting: {}, longestSeconds: 90 };

  it('is asked for, recorded, and one missed call with something to hear', async () => {
    await flow({ voicemail });
    for (const id of [ana, ben]) await setPresence(context, id, 'offline');
    const { body } = await arrives();
    const { id } = await theCall();
    expect(body).toContain(`<Record action="http://localhost/twilio/voice/voicemail-done?c=${id}&amp;step=0"`);
    expect(body).toMatch(/ maxLength="90" .*<Redirect method="POST">.*voicemail-done/);
    const recording = { RecordingSid: `RE${'a'.repeat(32)}`, RecordingChannels: '1', RecordingDuration: '12' };
    const reports = [
      () => post(`/twilio/status/recording?c=${id}`, { ...recording, RecordingStatus: 'in-progress' }),
      () => step('voicemail-done', 0, { Digits: 'hangup', ...recording }),
      () => post(`/twilio/status/recording?c=${id}`, { ...recording, RecordingStatus: 'completed' }),
      () => post('/twilio/status/call', { CallStatus: 'completed' }),
    ];
    for (const report of [...reports].reverse()) for (let time = 0; time < 2; time++) await report();
    expect(await theCall()).toMatchObject({ state: 'ended', disposition: 'missed', talked_seconds: 0 });
    expect(await context.db.selectFrom('recordings').selectAll().execute()).toMatchObject([
      { voicemail: true, state: 'completed', seconds: 12, channels: 1 },
    ]);
    expect(await recentCalls(context, { id: ben, role: 'agent' })).toMatchObject([
      { disposition: 'missed', recorded: true, voicemail: true },
    ]);
    expect((await lines()).find(({ code }) => code === 'voicemail')).toMatchObject({ seconds: 12 });
  });

  it('is a plain missed call when nothing was said', async () => {
    await flow({ voicemail });
    for (const id of [ana, ben]) await setPresence(context, id, 'away');
    await arrives();
    expect((await step('voicemail-done', 0)).body).toContain('<Hangup/>');
    expect(await theCall()).toMatchObject({ state: 'ended', disposition: 'missed' });
  });
});

describe('a mobile', () => {
  const MOBILE = '+34699111222';
  const rings = async (agentId: AgentId, when: 'also' | 'when-not-online') => {
    await context.db
      .insertInto('mobiles')
      .values({ agent_id: agentId, number: v.parse(e164Schema, MOBILE), rings: when, updated_at: context.clock.now() })
      .execute();
    await flow();
  };
  const picksUp = async (over: Record<string, string> = {}, asked = '') =>
    post(`/twilio/voice/mobile?c=${(await theCall()).id}&a=${ana}${asked}`, over, 'mobile');
  const mobileLeg = async (CallStatus: string, over: Record<string, string> = {}) =>
    post(
      `/twilio/status/leg?c=${(await theCall()).id}&a=${ana}`,
      { ParentCallSid: callSid('customer'), To: MOBILE, CallStatus, ...over },
      'mobile',
    );

  it('shows our number where it rings alone or the caller hides hers; softphones are shown the caller’s', async () => {
    await rings(ana, 'also');
    expect((await arrives()).body).not.toContain('callerId');
    expect((await arrives({ CallSid: callSid('withheld'), From: 'anonymous' })).body).toContain(`callerId="${LINE}"`);
    await context.db.updateTable('endpoints').set({ registered: false }).execute();
    expect((await arrives({ CallSid: callSid('alone') })).body).toMatch(
      new RegExp(`callerId="\\${LINE}"[^>]*><Number [^>]*>\\${MOBILE}<`),
    );
  });

  it('rings besides her softphone, and asks who picks up to press 1', async () => {
    await rings(ana, 'also');
    const { body } = await arrives();
    const { id } = await theCall();
    expect(body).toContain(`<Identity>${ana}</Identity>`);
    expect(body).toMatch(
      new RegExp(`url="http://localhost/twilio/voice/mobile\\?c=${id}&amp;a=${ana}[^"]*"[^>]*>.34699111222<`),
    );
    expect((await picksUp()).body).toMatch(/<Gather .*Una llamada para Madrid\. Pulse 1.*<\/Gather><Hangup\/>/);
    expect((await picksUp({ Digits: '1' }, '&asked=1')).body).toContain('<Response></Response>');
    await mobileLeg('in-progress');
    expect(await theCall()).toMatchObject({ state: 'talking', agent_id: ana });
    await mobileLeg('completed', { CallDuration: '33' });
    await step('dial-done', 0, {
      DialCallStatus: 'completed',
      DialCallSid: callSid('mobile'),
      DialCallDuration: '33',
      DialBridged: 'true',
    });
    expect(await theCall()).toMatchObject({ state: 'ended', disposition: 'answered', agent_id: ana });
  });

  it('whose voicemail picks up swallows no call: the caller goes on', async () => {
    await rings(ana, 'also');
    await arrives();
    await picksUp();
    await mobileLeg('in-progress');
    for (const Digits of ['', '2', '#'])
      expect((await picksUp({ Digits }, '&asked=1')).body).toContain('<Response><Hangup/></Response>');
    await mobileLeg('completed', { CallDuration: '9' });
    expect(await theCall()).toMatchObject({ state: 'ringing', agent_id: null });
    const over = { DialCallStatus: 'completed', DialCallSid: callSid('mobile'), DialCallDuration: '9' };
    // It has ended the ringing of all: they ring once more, without it.
    const { body } = await step('dial-done', 0, { ...over, DialBridged: 'false' });
    expect(body).toMatch(new RegExp(`<Identity>${ana}</Identity>.*<Identity>${ben}</Identity>`));
    expect(body).not.toContain('<Number');
    expect((await step('dial-done', 0, over)).body).toBe(body);
    expect((await rangOut(1)).body).toContain('Sentimos que nadie');
    expect(await theCall()).toMatchObject({ state: 'ended', disposition: 'missed', agent_id: null });
  });

  it('whose voicemail picks up is none that was answered, though Twilio does not say so', async () => {
    await rings(ana, 'also');
    await context.db.updateTable('endpoints').set({ registered: false }).execute();
    await arrives();
    await mobileLeg('completed', { CallDuration: '9' });
    const { body } = await step('dial-done', 0, {
      DialCallStatus: 'completed',
      DialCallSid: callSid('mobile'),
      DialCallDuration: '9',
    });
    expect(body).toContain('Sentimos que nadie');
    expect(await theCall()).toMatchObject({ disposition: 'missed', agent_id: null });
  });

  it('rings in place of a softphone only where she has set that, and nobody’s while she is on a call', async () => {
    await rings(ana, 'when-not-online');
    expect((await arrives()).body).not.toContain(MOBILE);
    await setPresence(context, ana, 'offline');
    expect((await arrives({ CallSid: callSid('second') })).body).toContain(MOBILE);
    await setPresence(context, ana, 'online');
    await context.db.updateTable('endpoints').set({ on_call: true }).where('agent_id', '=', ana).execute();
    expect((await arrives({ CallSid: callSid('third') })).body).not.toContain(MOBILE);
  });

  it('of somebody who talks on it keeps her from being rung, however long it lasts', async () => {
    await rings(ana, 'also');
    await arrives();
    await picksUp({ Digits: '1' }, '&asked=1');
    await mobileLeg('in-progress');
    await context.clock.turn(10 * 60_000);
    await context.db.updateTable('endpoints').set({ alive_at: context.clock.now() }).execute();
    const { body } = await arrives({ CallSid: callSid('second') });
    expect(body).not.toContain(ana);
    expect(body).toContain(ben);
  });

  it('does not ring while its owner calls from it', async () => {
    await rings(ana, 'also');
    expect((await arrives({ From: MOBILE })).body).not.toContain(MOBILE);
  });

  it('that was not rung, or no longer is, is put through to nobody', async () => {
    await rings(ana, 'also');
    await arrives();
    const { id } = await theCall();
    expect((await post(`/twilio/voice/mobile?c=${id}&a=${ben}&asked=1`, { Digits: '1' }, 'x')).body).toContain(
      '<Hangup/>',
    );
    expect((await post('/twilio/voice/mobile?c=x&a=y')).body).toContain('<Hangup/>');
    await post('/twilio/status/call', { CallStatus: 'completed' });
    expect((await picksUp({ Digits: '1' }, '&asked=1')).body).toContain('<Hangup/>');
    expect(await theCall()).toMatchObject({ disposition: 'missed' });
  });
});

it('apologises by itself when everything else has failed', async () => {
  const ask = (body: BodyInit, type = 'application/x-www-form-urlencoded') =>
    app.request('/twilio/voice/fallback', { method: 'POST', headers: { 'content-type': type }, body });
  const spanish = await ask(new URLSearchParams({ To: LINE, ErrorCode: '11200' }).toString());
  expect(await spanish.text()).toMatch(/<Say language="es-ES".*problema técnico.*<Hangup\/>/);
  expect(spanish.headers.get('content-type')).toContain('text/xml');
  for (const answer of [await ask(''), await ask('%', 'text/plain'), await ask('{', 'multipart/form-data; boundary=x')])
    expect(await answer.text()).toContain('technical problem');
});

it('apologises to whoever sends it more than a form, and holds no more of that than of one', async () => {
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(stream) {
      sent += 1_024;
      if (sent > 50 * 1_024 * 1_024) stream.close();
      else stream.enqueue(new Uint8Array(1_024).fill(97));
    },
  });
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const init: RequestInit & { duplex: 'half' } = { method: 'POST', headers, body: endless, duplex: 'half' };
  const answer = await app.request('/twilio/voice/fallback', init);
  expect(await answer.text()).toContain('technical problem');
  expect(sent).toBeLessThan(1_024 * 1_024);
});
