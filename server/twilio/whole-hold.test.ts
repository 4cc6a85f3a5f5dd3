import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { controlApi } from '#shared/api/control-api.ts';
import type { LiveCall } from '#shared/api/events.ts';
import type { Ask } from '#shared/call/control.ts';
import type { TestAgent } from '#test/support/agent.ts';
import { eventually } from '#test/support/eventually.ts';
import { COMPANY_LINE, LAURA, startWorld, type World } from '#test/support/world.ts';

/** A running call through everything but a browser; who hears whom is read from the tones that each plays. */
const HZ = { laura: 600, ana: 1300 };

let world: World;
let ana: TestAgent;

beforeAll(async () => {
  world = await startWorld({ team: ['ana'] });
  ana = await world.agent('ana', { whenRung: 'answers', afterSeconds: 0.3, toneHz: HZ.ana });
});
afterAll(async () => {
  await ana.disconnect();
  await world.stop();
});
afterEach(async () => {
  for (const { sid, endedAt } of world.twilio.control.calls()) if (!endedAt) world.twilio.control.hangUp(sid);
  await eventually('no leg is left', () => world.twilio.control.liveLegs().length === 0);
});

const tonesOf = (sid: string) => {
  const phones = world.twilio.control.call(sid).phones;
  return (phones.at(-1)?.present.tones ?? []).map((hz) => Math.round(hz / 100) * 100).sort((a, b) => a - b);
};
const hears = (sid: string, ...hz: number[]) =>
  eventually(`${hz} Hz are heard`, () => {
    expect(tonesOf(sid)).toEqual(hz);
    return true;
  });
const hearsMusic = (sid: string) =>
  eventually('music, and nobody', () => {
    const tones = tonesOf(sid);
    return tones.length > 1 && !tones.includes(HZ.ana) && !tones.includes(HZ.laura);
  });
const live = (one: TestAgent) => one.calls.find(({ state }) => state === 'talking');
const ask = (one: TestAgent, call: LiveCall, what: Ask) =>
  one.ask(controlApi.control, { askId: randomUUID(), ask: what }, { id: call.id });
const legOf = (parent: string) => world.twilio.control.call(parent).legs[0]?.sid ?? '';

describe('a customer who is put on hold', () => {
  it('hears music and not the agent, and the agent again once she is back', async () => {
    const laura = world.twilio.control.placeCall({ from: LAURA, to: COMPANY_LINE, toneHz: HZ.laura });
    const call = await eventually('Ana talks', () => live(ana));
    const hers = legOf(laura);
    await hears(laura, HZ.ana);
    expect(await ask(ana, call, { what: 'hold', on: true })).toEqual({ ok: true, value: {} });
    await eventually('it is told as held', () => live(ana)?.control?.customer === 'held');
    await hearsMusic(laura);
    await hears(hers);
    await ask(ana, call, { what: 'hold', on: false });
    await eventually('it is told as talking', () => live(ana)?.control?.customer === 'talking');
    await hears(laura, HZ.ana);
    await hears(hers, HZ.laura);
    world.twilio.control.hangUp(laura);
  });
});
