import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { adminApi } from '#shared/api/admin-api.ts';
import { agentApi } from '#shared/api/agent-api.ts';
import type { RunningCall as Shown } from '#shared/api/supervise-api.ts';
import type { TestAgent } from '#test/support/agent.ts';
import { eventually, nothingHappens } from '#test/support/eventually.ts';
import {
  allHangUp,
  ask,
  HZ,
  hears,
  incomingCall,
  legTo,
  type RunningCall,
  talking,
} from '#test/support/running-call.ts';
import { startWorld, type World } from '#test/support/world.ts';

/** An administrator in a call of her colleague's, through everything but a browser. Who hears whom is read from tones. */

let world: World;
let ana: TestAgent;
let elena: TestAgent;
const ELENA_HZ = HZ.ken;

beforeAll(async () => {
  world = await startWorld({ team: ['ana'] });
  ana = await world.agent('ana', { whenRung: 'answers', afterSeconds: 0.3, toneHz: HZ.ana });
  elena = world.admin;
  world.twilio.control.registerClient(elena.id, { whenRung: 'answers', afterSeconds: 0.3, toneHz: ELENA_HZ });
  await elena.ask(adminApi.saveTeamRules, { supervision: true });
});
afterAll(async () => {
  await ana?.disconnect();
  await world?.stop();
});
afterEach(() => allHangUp(world));

const supervise = (call: Pick<RunningCall, 'id'>, how: 'listen' | 'whisper' | 'barge' | 'stop', by = elena) =>
  ask(by, call, { what: 'supervise', how });

async function shown(): Promise<Shown | undefined> {
  const board = await elena.ask(adminApi.live);
  return board.ok ? board.value.calls[0] : undefined;
}
const isIn = (how: Shown['mine']['how']) =>
  eventually(`in it: ${how}`, async () => {
    const call = await shown();
    return call && call.mine.how === how && call.mine.pending === null && call;
  });
const audited = async () => {
  const reply = await elena.ask(adminApi.changes);
  return reply.ok ? reply.value.changes.filter(({ kind }) => kind === 'listened-in').reverse() : [];
};

describe('an administrator', () => {
  it('listens unheard, whispers to the agent alone, talks with both, and leaves the two alone', async () => {
    const call = await incomingCall(world, ana);
    expect(await shown()).toMatchObject({
      ...{ callId: call.id, agentName: expect.any(String), state: 'talking', open: true, listeners: [] },
      mine: { how: null, pending: null, failed: null },
    });

    expect(await supervise(call, 'listen')).toEqual({ ok: true, value: {} });
    await isIn('listen');
    const hers = await legTo(world, `client:${elena.id}`);
    await Promise.all([
      hears(world, hers, HZ.laura, HZ.ana),
      hears(world, call.customer, HZ.ana),
      hears(world, call.agent, HZ.laura),
    ]);
    await eventually('the agent sees it', () => talking(ana)?.control?.listeners.some(({ how }) => how === 'listen'));

    await supervise(call, 'whisper');
    await isIn('whisper');
    await Promise.all([hears(world, call.agent, HZ.laura, ELENA_HZ), hears(world, call.customer, HZ.ana)]);
    await eventually('the agent sees it', () => talking(ana)?.control?.listeners.some(({ how }) => how === 'whisper'));

    await supervise(call, 'barge');
    await isIn('barge');
    await Promise.all([hears(world, call.agent, HZ.laura, ELENA_HZ), hears(world, call.customer, HZ.ana, ELENA_HZ)]);

    await supervise(call, 'stop');
    await isIn(null);
    await Promise.all([hears(world, call.agent, HZ.laura), hears(world, call.customer, HZ.ana)]);
    expect(talking(ana)?.control?.listeners).toEqual([]);

    const { name } = ana.me.agent;
    const lines = await audited();
    expect(lines.map(({ values, subject }) => [subject, values.how])).toEqual([
      [name, 'listen'],
      [name, 'whisper'],
      [name, 'barge'],
    ]);
    for (const { by, values } of lines) {
      expect(by).toBe(elena.me.agent.name);
      expect(Date.parse(String(values.to))).toBeGreaterThanOrEqual(Date.parse(String(values.from)));
    }
    const trace = await ana.ask(agentApi.callTrace, undefined, { id: call.id });
    const listened = trace.ok ? trace.value.lines.filter(({ code }) => code === 'listened') : [];
    expect(listened.map(({ values }) => values?.how)).toEqual(['listen', 'whisper', 'barge']);
  });

  it('is rung for a call that is shown as her colleague’s, and that is nothing of hers once she has left', async () => {
    world.twilio.control.registerClient(elena.id, { whenRung: 'no-answer', toneHz: ELENA_HZ });
    const call = await incomingCall(world, ana);
    const shownTo = () => elena.calls.find(({ id }) => id === call.id);
    const cards = () => elena.events.flatMap((event) => (event.type === 'calls' ? event.calls : []));
    const before = cards().length;
    await supervise(call, 'listen');
    await eventually('it rings', () => shownTo()?.state === 'ringing');
    expect(shownTo()?.control?.supervises).toEqual({ how: 'listen', name: ana.me.agent.name });
    const { control } = world.twilio;
    const ringing = () => control.liveLegs().find((sid) => control.call(sid).to.startsWith(`client:${elena.id}`));
    const hers = await eventually('her softphone rings', ringing);
    control.registerClient(elena.id, { whenRung: 'answers', afterSeconds: 0.3, toneHz: ELENA_HZ });
    control.answer(hers);
    await isIn('listen');
    await eventually('she is in it', () => shownTo()?.state === 'talking');
    // Whoever is told that a colleague has it lets her softphone fall silent.
    expect(cards().slice(before)).not.toContainEqual(expect.objectContaining({ state: 'ended' }));
    await supervise(call, 'stop');
    await eventually('she is out of it', () => shownTo()?.state !== 'talking' && shownTo()?.state !== 'ringing');
  });

  it('has until when she listened written down when the caller hangs up meanwhile', async () => {
    const before = (await audited()).length;
    const call = await incomingCall(world, ana);
    await supervise(call, 'listen');
    await isIn('listen');
    expect((await audited()).at(-1)?.values).not.toHaveProperty('to');
    world.twilio.control.hangUp(call.customer);
    await eventually('written down', async () => (await audited())[before]?.values.to !== undefined);
    expect(await audited()).toHaveLength(before + 1);
    await eventually('nothing runs', async () => (await shown()) === undefined);
  });

  it('is told of a change at once, without asking again and again', async () => {
    const first = await elena.ask(adminApi.live);
    if (!first.ok) throw new Error(first.problem.message);
    const told = elena.ask(adminApi.liveAfter, undefined, { seen: first.value.seen });
    await incomingCall(world, ana);
    const next = await told;
    expect(next.ok && next.value.seen !== first.value.seen).toBe(true);
    expect(next.ok && next.value.calls.length + next.value.waiting.length).toBe(1);
  });

  it('leaves the call she listens to when the team no longer allows it', async () => {
    const call = await incomingCall(world, ana);
    await supervise(call, 'listen');
    await isIn('listen');
    const hers = await legTo(world, `client:${elena.id}`);
    await elena.ask(adminApi.saveTeamRules, { supervision: false });
    await eventually('she is out', () => world.twilio.control.call(hers).endedAt !== null);
    await eventually('the agent sees it', () => talking(ana)?.control?.listeners.length === 0);
    await Promise.all([hears(world, call.agent, HZ.laura), hears(world, call.customer, HZ.ana)]);
    await elena.ask(adminApi.saveTeamRules, { supervision: true });
  });

  it('listens in nowhere as long as the team does not allow it', async () => {
    await elena.ask(adminApi.saveTeamRules, { supervision: false });
    const call = await incomingCall(world, ana);
    expect(await supervise(call, 'listen')).toMatchObject({ ok: false, problem: { code: 'not-allowed' } });
    expect((await elena.ask(adminApi.live)).ok).toBe(true);
    await nothingHappens('her phone rings', () => talking(ana)?.control?.listeners.length !== 0, 300);
    await elena.ask(adminApi.saveTeamRules, { supervision: true });
  });
});

it('is for administrators alone', async () => {
  const call = await incomingCall(world, ana);
  const ken = await world.agent('ken');
  const notAdmin = { ok: false, problem: { code: 'not-admin' } };
  expect(await supervise(call, 'listen', ken)).toMatchObject({ ok: false, problem: { code: 'not-allowed' } });
  expect(await supervise(call, 'stop', ken)).toMatchObject({ ok: false, problem: { code: 'not-allowed' } });
  expect(await ken.ask(adminApi.live)).toMatchObject(notAdmin);
  expect(await ken.ask(adminApi.saveTeamRules, { supervision: true })).toMatchObject(notAdmin);
  await ken.disconnect();
});

it('is nothing for whoever talks in the call herself', async () => {
  const call = await incomingCall(world, ana);
  expect(await supervise(call, 'listen', ana)).toMatchObject({ ok: false, problem: { code: 'not-allowed' } });
});
