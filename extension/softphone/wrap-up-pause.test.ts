import { describe, expect, it } from 'vitest';
import { hello, lastSocket } from '#extension/companion/event-server.fixture.ts';
import type { CallView } from '#extension/wire/snapshots.ts';
import { TurnableClock } from '#test/support/clock.ts';
import { dialLaura, ID, me, page, SoftphoneBench } from './softphone.fixture.ts';
import { WrapUpPause } from './wrap-up-pause.ts';

const SECONDS = 60;
const noted = { ...hello, me: { ...me, wrapUp: { mayLeaveOut: false, seconds: SECONDS } } };
const device = (wrappingUp: boolean) => ({ type: 'device', registered: true, onCall: false, wrappingUp });

async function afterACall(greeting: object = noted): Promise<SoftphoneBench> {
  const bench = await SoftphoneBench.ready();
  await bench.says(greeting);
  const asked = bench.ask['call.dial'](dialLaura, page);
  await bench.settle();
  await asked;
  bench.call.emit('accept', bench.call);
  await bench.settle();
  bench.call.emit('disconnect', bench.call);
  await bench.settle();
  return bench;
}

describe('after a call she is not rung', () => {
  it('from its very end, for as long as the team gives', async () => {
    const bench = await afterACall();
    // Not once in between was she said to be free.
    expect(lastSocket().sent.filter((event) => JSON.stringify(event) === JSON.stringify(device(false)))).toHaveLength(
      1,
    );
    expect(lastSocket().sent.at(-1)).toEqual(device(true));
    expect(bench.shown.wrappingUp).toBe(true);
    await bench.settle(SECONDS * 1000);
    expect(lastSocket().sent.at(-1)).toEqual(device(false));
    expect(bench.shown.wrappingUp).toBe(false);
  });

  it('until she has saved it or put it away', async () => {
    const bench = await afterACall();
    await bench.ask['wrapUp.presence']({ until: null }, page);
    await bench.settle();
    expect(lastSocket().sent.at(-1)).toEqual(device(false));
  });

  it('says so to every heartbeat', async () => {
    const bench = await afterACall();
    await bench.says({ type: 'heartbeat', n: 7 });
    expect(lastSocket().sent.at(-1)).toMatchObject({ type: 'alive', n: 7, wrappingUp: true });
  });

  it.each([
    ['the team gives no time', { ...hello, me: { ...me, wrapUp: { mayLeaveOut: false, seconds: 0 } } }],
    ['the server is older', { ...hello, me }],
  ])('unless %s', async (_, greeting) => {
    const bench = await afterACall(greeting);
    expect(bench.shown.wrappingUp).toBe(false);
  });

  it('unless it was none that she notes', async () => {
    const bench = await SoftphoneBench.ready();
    await bench.says(noted);
    const call = await bench.rung();
    call.emit('cancel');
    await bench.settle();
    expect(bench.shown).toMatchObject({ call: { state: 'ended' }, wrappingUp: false });
  });
});

describe('after the first of two calls', () => {
  const ended = (endedAt: string): CallView => ({
    ...{ state: 'ended', id: ID, direction: 'incoming', party: { number: null, match: { state: 'unknown' } } },
    ...{ line: null, lineName: null, record: null, startedAt: '2026-03-02T08:59:00.000Z', endedAt, talkedSeconds: 40 },
    ...{ how: 'hung-up', answeredBy: null, problem: null },
  });

  it('she is not rung either; put away, it does not come back with what is shown of it beside the other', () => {
    const clock = new TurnableClock();
    const pause = new WrapUpPause(clock, () => undefined);
    const [first, second] = [ended('2026-03-02T08:59:50.000Z'), ended('2026-03-02T08:59:55.000Z')];
    pause.see(first, SECONDS);
    expect(pause.on).toBe(true);
    pause.see(second, SECONDS);
    pause.set(null);
    for (const one of [first, second, first]) pause.see(one, SECONDS);
    expect(pause.on).toBe(false);
  });
});

it('tells whoever keeps her wrap-ups when they may have changed', async () => {
  const bench = await SoftphoneBench.ready();
  const first = bench.shown.wrapUpsAt;
  expect(first).not.toBeNull();
  await bench.settle(1000);
  await bench.says({ type: 'wrap-ups' });
  expect(bench.shown.wrapUpsAt).not.toBe(first);
});
