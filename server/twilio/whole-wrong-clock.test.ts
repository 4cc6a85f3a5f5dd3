import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { NetworkTime } from '#server/network-time.ts';
import { agentApi } from '#shared/api/agent-api.ts';
import { systemClock } from '#shared/time.ts';
import type { TestAgent } from '#test/support/agent.ts';
import { eventually } from '#test/support/eventually.ts';
import { must } from '#test/support/must.ts';
import { allHangUp, ask, HZ, hears, hearsMusic, incomingCall, legTo, talking } from '#test/support/running-call.ts';
import { startWorld, type World } from '#test/support/world.ts';

/** A server on a machine whose clock is minutes off: what Twilio dates by its own must not seem to have been before, or long after. */

describe.each([-300, 300])('a machine that is %i seconds ahead of Twilio', (seconds) => {
  let world: World;
  let ana: TestAgent;
  let ken: TestAgent;

  beforeAll(async () => {
    const wrong = { ...systemClock, now: () => new Date(Date.now() + seconds * 1_000) };
    world = await startWorld({ serverClock: new NetworkTime(wrong) });
    ana = await world.agent('ana', { whenRung: 'answers', afterSeconds: 0.2, toneHz: HZ.ana });
    ken = await world.agent('ken', { whenRung: 'no-answer', toneHz: HZ.ken });
  });
  afterAll(async () => {
    await Promise.all([ana?.disconnect(), ken?.disconnect()]);
    await world?.stop();
  });
  afterEach(() => allHangUp(world));

  it('holds a customer, and gives her to a colleague', async () => {
    const call = await incomingCall(world, ana);
    await ask(ana, call, { what: 'hold', on: true });
    await eventually('told as held', () => talking(ana)?.control?.customer === 'held');
    await hearsMusic(world, call.customer);
    await ask(ana, call, { what: 'hold', on: false });
    await eventually('told as talking', () => talking(ana)?.control?.customer === 'talking');
    world.twilio.control.registerClient(ken.id, { whenRung: 'answers', afterSeconds: 0.2, toneHz: HZ.ken });
    await ask(ana, call, { what: 'transfer', how: 'consult', to: { who: 'agent', agentId: ken.id } });
    await eventually('Ken talks to Ana', () => talking(ana)?.control?.transfer?.state === 'talking');
    const his = await legTo(world, `client:${ken.id}`);
    await ask(ana, call, { what: 'transfer-step', step: 'complete' });
    await Promise.all([hears(world, call.customer, HZ.ken), hears(world, his, HZ.laura)]);
    await eventually('it is his', () => talking(ken, call.id) && !talking(ana));
  });

  it('gives softphones tokens that are good for an hour of Twilio’s', async () => {
    const { token } = await must(ana.ask(agentApi.voiceToken));
    const { exp, iat } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    // It is dated by the machine, and ends an hour after Twilio's now.
    expect(Math.abs(exp - iat - (3_600 - seconds))).toBeLessThan(3);
  });

  it('says of a call when it was by Twilio’s clock', async () => {
    const before = Date.now();
    const call = await incomingCall(world, ana);
    const { startedAt } = await eventually('it is told', () => talking(ana, call.id));
    expect(Math.abs(Date.parse(startedAt) - before)).toBeLessThan(60_000);
  });
});
