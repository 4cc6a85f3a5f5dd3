import * as v from 'valibot';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { agentApi } from '#shared/api/agent-api.ts';
import { traceApi } from '#shared/api/trace-api.ts';
import type { CallFlow } from '#shared/call-flow/call-flow.schema.ts';
import { newPeople } from '#shared/call-flow/new-flow.ts';
import { textPrompt } from '#shared/call-flow/prompt.ts';
import { type E164, e164Schema } from '#shared/ids.ts';
import type { TestAgent } from '#test/support/agent.ts';
import { eventually } from '#test/support/eventually.ts';
import { menuOf, seedFlow, spanishFlow } from '#test/support/flow.ts';
import { COMPANY_LINE, LAURA, STRANGER, startWorld, type World } from '#test/support/world.ts';
import type { PhoneBehaviour } from '#test/twilio/media/phone.ts';

/** Callers in their line's flow, through everything but a browser: the local Twilio, signed webhooks, this server, event sockets. */

let world: World;
let ana: TestAgent;
let ken: TestAgent;

beforeAll(async () => {
  world = await startWorld();
  ana = await world.agent('ana');
  ken = await world.agent('ken');
});
afterAll(async () => {
  await Promise.all([ana.disconnect(), ken.disconnect()]);
  await world.stop();
});
afterEach(async () => {
  const { control } = world.twilio;
  control.chaos.clear();
  for (const sid of control.liveLegs()) if (control.call(sid).parentSid === null) control.hangUp(sid);
  await eventually('no leg is left', () => control.liveLegs().length === 0);
  await eventually('nobody has a call', () => [...ana.calls, ...ken.calls].every(({ state }) => state === 'ended'));
  world.twilio.control.forgetEndedCalls();
  await db().deleteFrom('calls').execute();
  await db().deleteFrom('mobiles').execute();
  await Promise.all([ana.setPresence('online'), ken.setPresence('online')]);
});

const db = () => world.server.context.db;
const save = (over: Partial<CallFlow> = {}) =>
  seedFlow(world.server.context, spanishFlow([ana.id, ken.id], over), ana.id, COMPANY_LINE);
const saveMenu = () =>
  save({
    answer: 'menu',
    menu: menuOf({
      1: { label: 'ventas', to: [ken.id] },
      2: {
        label: 'soporte',
        to: menuOf({ 1: { label: 'facturas', to: [ana.id] }, 2: { label: 'averías', to: [ken.id] } }),
      },
    }),
  });
const inTurn = (...agents: TestAgent[]) => ({
  ...newPeople(agents.map(({ id }) => id)),
  strategy: 'sequential' as const,
});
const behave = (one: TestAgent, behaviour: PhoneBehaviour) => world.twilio.control.registerClient(one.id, behaviour);
const call = (from: E164 = LAURA) => world.twilio.control.placeCall({ from, to: COMPANY_LINE });
const press = (sid: string, keys: string) => world.twilio.control.press(sid, keys);
const heard = (sid: string, words: string) =>
  eventually(`the caller hears "${words}"`, () =>
    JSON.stringify(world.twilio.control.call(sid).transcript).includes(words),
  );
const talks = (one: TestAgent) => eventually('she talks', () => one.calls.find(({ state }) => state === 'talking'));
const rings = (one: TestAgent) => eventually('it rings', () => one.calls.find(({ state }) => state === 'ringing'));
const over = () =>
  eventually('one call in the ledger, over', async () => {
    const calls = await db().selectFrom('calls').selectAll().execute();
    return calls.length === 1 && calls[0]?.state === 'ended' && calls[0];
  });
const noErrors = (sid: string) => expect(world.twilio.control.call(sid).errors).toEqual([]);

describe('a caller in a menu', () => {
  it.each([
    ['', false],
    [', though every webhook comes twice', true],
  ])('[req 7] [req 20] reaches the right agent by 2 → 1, without hearing it all%s', async (_, twice) => {
    await saveMenu();
    behave(ana, { whenRung: 'answers', afterSeconds: 0.3 });
    behave(ken, { whenRung: 'answers', afterSeconds: 0.3 });
    if (twice) world.twilio.control.chaos.add({ what: 'duplicate', kind: 'all' });
    const sid = call();
    await heard(sid, 'Pulse 1 para ventas');
    press(sid, '2');
    await heard(sid, 'Pulse 1 para facturas');
    press(sid, '1');
    await talks(ana);
    world.twilio.control.hangUp(sid);
    expect(await over()).toMatchObject({ disposition: 'answered', agent_id: ana.id, rang: [ana.id] });
    noErrors(sid);
  });

  it('is told of a wrong key, and asked again', async () => {
    await saveMenu();
    behave(ken, { whenRung: 'answers', afterSeconds: 0.3 });
    const sid = call();
    await heard(sid, 'Pulse 1 para ventas');
    press(sid, '*');
    await eventually('she is asked again', () => {
      const { transcript } = world.twilio.control.call(sid);
      return transcript.filter((entry) => entry.what === 'said' && entry.text.includes('Pulse 1')).length === 2;
    });
    press(sid, '8');
    await heard(sid, 'no tiene ninguna opción');
    press(sid, '1');
    await talks(ken);
    noErrors(sid);
  });

  it('[req 68] hears that nobody is there when the number is deleted meanwhile; nobody rings', async () => {
    await saveMenu();
    const sid = call();
    await heard(sid, 'Pulse 1 para ventas');
    await db().deleteFrom('incoming_numbers').where('number', '=', COMPANY_LINE).execute();
    press(sid, '1');
    await heard(sid, 'no hay nadie disponible');
    expect(await over()).toMatchObject({ disposition: 'missed', rang: [] });
    noErrors(sid);
  });

  it('[req 39] is not disturbed by an edit, which the very next caller hears', async () => {
    await saveMenu();
    behave(ken, { whenRung: 'answers', afterSeconds: 0.3 });
    const present = call();
    await heard(present, 'Pulse 1 para ventas');
    await save({ answer: 'menu', menu: menuOf({ 1: { label: 'tienda', to: [ana.id] } }) });
    const next = call(STRANGER);
    await heard(next, 'Pulse 1 para tienda');
    world.twilio.control.hangUp(next);
    press(present, '1');
    await talks(ken);
    noErrors(present);
  });

  it('goes on where she was when the server has been away', async () => {
    await saveMenu();
    behave(ana, { whenRung: 'answers', afterSeconds: 0.3 });
    const sid = call();
    await heard(sid, 'Pulse 1 para ventas');
    press(sid, '2');
    await heard(sid, 'Pulse 1 para facturas');
    const { back } = await world.serverAway();
    await back();
    await Promise.all([ana, ken].map((one) => one.connect(world.server)));
    await Promise.all([ana, ken].map((one) => one.device({ registered: true, onCall: false })));
    press(sid, '1');
    await talks(ana);
    noErrors(sid);
  });
});

describe('a caller whose people ring one after another', () => {
  it('[req 15] [req 16] is put through to the next who is there: somebody went offline while the first one rang', async () => {
    await save({ people: inTurn(ken, ana) });
    behave(ana, { whenRung: 'no-answer' });
    const sid = call();
    await rings(ana);
    await ken.setPresence('offline');
    const leg = world.twilio.control.call(sid).legs.at(-1)?.sid ?? '';
    world.twilio.control.decline(leg);
    await heard(sid, 'Sentimos que nadie');
    const { id, rang } = await over();
    expect(rang).toEqual([ana.id]);
    await eventually('the trace tells that she declined', async () => {
      const traced = await ana.ask(traceApi.callTrace, undefined, { id });
      return traced.ok && traced.value.lines.some(({ code }) => code === 'declined');
    });
    expect(await ken.ask(traceApi.callTrace, undefined, { id })).toMatchObject({ ok: true });
    noErrors(sid);
  });

  it('is still put through when the server has been away while it rang', async () => {
    await save({ people: inTurn(ana, ken) });
    behave(ana, { whenRung: 'no-answer' });
    behave(ken, { whenRung: 'answers', afterSeconds: 0.3 });
    const sid = call();
    await rings(ana);
    const { back } = await world.serverAway();
    await back();
    await Promise.all([ana, ken].map((one) => one.connect(world.server)));
    await Promise.all([ana, ken].map((one) => one.device({ registered: true, onCall: false })));
    world.twilio.control.decline(world.twilio.control.call(sid).legs.at(-1)?.sid ?? '');
    await talks(ken);
    noErrors(sid);
  });
});

describe('a caller whom nobody can talk to', () => {
  const short = (text: string) => ({ 'es-ES': textPrompt(text, 'es-ES') });
  const voicemail = { on: true, greeting: short('Hable.'), longestSeconds: 30 };

  it('leaves a message, which is a missed call with something to hear', async () => {
    await save({ voicemail, unavailable: short('Nadie.') });
    await Promise.all([ana.setPresence('offline'), ken.setPresence('offline')]);
    const sid = world.twilio.control.placeCall({ from: LAURA, to: COMPANY_LINE, toneHz: 700 });
    const since = await eventually('her message is being recorded', async () => {
      const row = await db().selectFrom('recordings').selectAll().executeTakeFirst();
      return row?.voicemail && row.state === 'running' && row.updated_at;
    });
    await eventually('she has talked', () => world.twilio.control.now().getTime() - since.getTime() > 1_500);
    world.twilio.control.hangUp(sid);
    expect(await over()).toMatchObject({ disposition: 'missed' });
    await eventually('the message can be played', async () => {
      const recent = await ken.ask(agentApi.recentCalls);
      return recent.ok && recent.value.calls.some(({ voicemail: left, recorded }) => left && recorded);
    });
    noErrors(sid);
  });

  it('hears that it is closed, on a holiday', async () => {
    const day = (offset: number) =>
      new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Madrid' }).format(Date.now() + offset * 86_400_000);
    await save({
      hours: {
        on: true,
        week: [1, 2, 3, 4, 5, 6, 7].map((one) => ({ day: one, from: '00:00', until: '24:00' })),
        holidays: [0, 1].map((offset) => ({ date: day(offset), name: 'Fiesta' })),
        closed: {},
        after: 'hang-up',
        forwardTo: null,
      },
    });
    const sid = call();
    await heard(sid, 'estamos cerrados');
    expect(await over()).toMatchObject({ disposition: 'missed', rang: [] });
    noErrors(sid);
  });
});

describe('an agent’s mobile', () => {
  const MOBILE = v.parse(e164Schema, '+34655443322');
  const hasMobile = (one: TestAgent, rings: 'also' | 'when-not-online') =>
    db().insertInto('mobiles').values({ agent_id: one.id, number: MOBILE, rings, updated_at: new Date() }).execute();
  const leg = (sid: string) =>
    eventually('the mobile is picked up', () =>
      world.twilio.control.call(sid).legs.find(({ to, status }) => to === MOBILE && status === 'in-progress'),
    );

  it('is put through to its owner once she has pressed 1', async () => {
    await save({ people: newPeople([ana.id]) });
    await ana.setPresence('offline');
    await hasMobile(ana, 'when-not-online');
    world.twilio.control.setPhone(MOBILE, { whenRung: 'answers', afterSeconds: 0.3 });
    const sid = call();
    const { sid: mobile } = await leg(sid);
    await heard(mobile, 'Pulse 1 para aceptarla');
    press(mobile, '1');
    await talks(ana);
    world.twilio.control.hangUp(sid);
    expect(await over()).toMatchObject({ disposition: 'answered', agent_id: ana.id });
    noErrors(sid);
  });

  it('whose voicemail picks up does not swallow the call', async () => {
    await save({ people: inTurn(ana, ken) });
    await ana.setPresence('offline');
    await hasMobile(ana, 'when-not-online');
    behave(ken, { whenRung: 'declines' });
    world.twilio.control.setPhone(MOBILE, { whenRung: 'answers', afterSeconds: 0.3 });
    const sid = call();
    const { sid: mobile } = await leg(sid);
    await heard(mobile, 'Pulse 1 para aceptarla');
    press(mobile, '5');
    await heard(sid, 'Sentimos que nadie');
    expect(await over()).toMatchObject({ disposition: 'missed', agent_id: null });
    noErrors(sid);
  });

  it('whose voicemail picks up first leaves the caller to whoever rang besides', async () => {
    await save({ people: newPeople([ana.id, ken.id]) });
    await ana.setPresence('offline');
    await hasMobile(ana, 'when-not-online');
    behave(ken, { whenRung: 'answers', afterSeconds: 2 });
    world.twilio.control.setPhone(MOBILE, { whenRung: 'answers', afterSeconds: 0.3 });
    const sid = call();
    const { sid: mobile } = await leg(sid);
    await heard(mobile, 'Pulse 1 para aceptarla');
    press(mobile, '#');
    await talks(ken);
    world.twilio.control.hangUp(sid);
    expect(await over()).toMatchObject({ disposition: 'answered', agent_id: ken.id });
    noErrors(sid);
  });
});
