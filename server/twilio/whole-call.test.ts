import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { agentApi } from '#shared/api/agent-api.ts';
import type { TestAgent } from '#test/support/agent.ts';
import { eventually, nothingHappens } from '#test/support/eventually.ts';
import { COMPANY_LINE, LAURA, startWorld, type World } from '#test/support/world.ts';
import type { PhoneBehaviour } from '#test/twilio/media/phone.ts';
import type { ChaosRule } from '#test/twilio/webhook/chaos.ts';

/** A customer's call through everything but a browser: the local Twilio, signed webhooks, this server, the local CRM, event sockets. */

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
  world.twilio.control.chaos.clear();
  await eventually('no leg is left', () => world.twilio.control.liveLegs().length === 0);
  await eventually('nobody has a call', () => [...ana.calls, ...ken.calls].every(({ state }) => state === 'ended'));
  world.twilio.control.forgetEndedCalls();
  await world.server.context.db.deleteFrom('calls').execute();
});

const behave = (one: TestAgent, behaviour: PhoneBehaviour) => world.twilio.control.registerClient(one.id, behaviour);
const call = (over: { withheld?: 'anonymous' } = {}) =>
  world.twilio.control.placeCall({ from: LAURA, to: COMPANY_LINE, ...over });
const ledger = () => world.server.context.db.selectFrom('calls').selectAll().execute();
const ended = () =>
  eventually('one call in the ledger, over', async () => {
    const calls = await ledger();
    return calls.length === 1 && calls[0]?.state === 'ended' && calls[0];
  });
const rings = (one: TestAgent) => eventually('it rings', () => one.calls.find(({ state }) => state === 'ringing'));
const heard = (sid: string) => JSON.stringify(world.twilio.control.call(sid).transcript);

describe('a customer calls the company', () => {
  it('rings both agents with her card; one answers, the other stops at once; one call in the ledger', async () => {
    behave(ana, { whenRung: 'answers', afterSeconds: 0.5 });
    behave(ken, { whenRung: 'no-answer' });
    const sid = call();
    await rings(ana);
    await eventually('Laura is known', () => ana.calls[0]?.party.match.state === 'known');
    await eventually('Ana talks', () => ana.calls.find(({ state }) => state === 'talking'));
    const forKen = await eventually('Ken knows', () => ken.calls.find(({ answeredElsewhere }) => answeredElsewhere));
    expect(forKen).toMatchObject({
      state: 'ended',
      disposition: 'answered',
      answeredElsewhere: expect.stringContaining('Ana'),
    });
    world.twilio.control.hangUp(sid);
    expect(await ended()).toMatchObject({
      direction: 'incoming',
      number: LAURA,
      disposition: 'answered',
      agent_id: ana.id,
    });
    expect(world.twilio.control.call(sid).errors).toEqual([]);
  });

  it('is one missed call when she gives up while it rings', async () => {
    behave(ana, { whenRung: 'no-answer' });
    behave(ken, { whenRung: 'no-answer' });
    const sid = call();
    await Promise.all([rings(ana), rings(ken)]);
    world.twilio.control.hangUp(sid);
    expect(await ended()).toMatchObject({ disposition: 'missed', agent_id: null });
    await eventually('nobody rings', () => [...ana.calls, ...ken.calls].every(({ state }) => state === 'ended'));
    const recent = await ken.ask(agentApi.recentCalls);
    expect(recent).toMatchObject({ ok: true, value: { calls: [{ disposition: 'missed', number: LAURA }] } });
  });

  it('hears that nobody could answer when everybody declines', async () => {
    behave(ana, { whenRung: 'declines' });
    behave(ken, { whenRung: 'busy' });
    const sid = call();
    expect(await ended()).toMatchObject({ disposition: 'missed' });
    await eventually('the words are said', () => heard(sid).includes('Sentimos que nadie'));
    world.twilio.control.hangUp(sid);
    expect(world.twilio.control.call(sid).errors).toEqual([]);
  });

  it('[req 31] [req 40] hears that nobody is there when nobody is online', async () => {
    await Promise.all([ana.setPresence('away'), ken.setPresence('offline')]);
    const sid = call();
    expect(await ended()).toMatchObject({ disposition: 'missed' });
    await eventually('the words are said', () => heard(sid).includes('no hay nadie disponible'));
    world.twilio.control.hangUp(sid);
    await Promise.all([ana.setPresence('online'), ken.setPresence('online')]);
  });

  it('shows nothing but "withheld" when she hides her number', async () => {
    behave(ana, { whenRung: 'answers', afterSeconds: 0.5 });
    const sid = call({ withheld: 'anonymous' });
    expect((await rings(ana)).party).toEqual({ number: null, match: { state: 'unknown' } });
    await eventually('Ana talks', () => ana.calls.find(({ state }) => state === 'talking'));
    world.twilio.control.hangUp(sid);
    expect(await ended()).toMatchObject({ number: null, disposition: 'answered' });
  });

  it.each<[string, ChaosRule[]]>([
    ['everything comes twice at once', [{ what: 'duplicate', kind: 'all' }]],
    ['everything is replayed', [{ what: 'replay', kind: 'all', delayMs: 200 }]],
    [
      'reports come in the wrong order',
      [
        { what: 'reorder', kind: 'leg-status', delayMs: 300 },
        { what: 'reorder', kind: 'call-status', delayMs: 300 },
      ],
    ],
    ['reports come late', [{ what: 'delay', kind: 'leg-status', delayMs: 700, probability: 0.5 }]],
    ['no report of the whole call ever comes', [{ what: 'drop', kind: 'call-status' }]],
    ['the last question never comes', [{ what: 'drop', kind: 'action' }]],
  ])('leaves the same ledger when %s', async (_, rules) => {
    behave(ana, { whenRung: 'answers', afterSeconds: 0.3 });
    behave(ken, { whenRung: 'no-answer' });
    for (const rule of rules) world.twilio.control.chaos.add(rule);
    const sid = call();
    await eventually('Ana talks', () => ana.calls.find(({ state }) => state === 'talking'));
    world.twilio.control.hangUp(sid);
    const { id } = await ended();
    await eventually('all reports are in', () => world.twilio.control.webhooksUnderWay() === 0);
    const seen = async () =>
      (await ledger()).map(({ state, disposition, agent_id }) => ({ state, disposition, agent_id }));
    await nothingHappens('a change of the ledger', seen);
    expect(await seen()).toEqual([{ state: 'ended', disposition: 'answered', agent_id: ana.id }]);
    const events = await world.server.context.db
      .selectFrom('call_events')
      .select('key')
      .where('call_id', '=', id)
      .execute();
    expect(new Set(events.map(({ key }) => key)).size).toBe(events.length);
  });

  it('is entered by nobody whose signature is wrong', async () => {
    world.twilio.control.chaos.add({ what: 'wrong-signature', kind: 'all' });
    const sid = call();
    await eventually('it is over', () => world.twilio.control.liveLegs().length === 0);
    expect(world.twilio.control.call(sid).webhooks[0]).toMatchObject({ outcome: { kind: 'answered', status: 403 } });
    expect(await ledger()).toEqual([]);
  });
});
