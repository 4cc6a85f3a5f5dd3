import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually, nothingHappens } from '#test/support/eventually.ts';
import { COMPANY, openStage, type Stage } from '#test/twilio/behaviour/stage.ts';
import { Chaos } from './chaos.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
  stage.server.reply('/leg', '');
  stage.twiml(
    '<Dial><Client statusCallback="/leg" statusCallbackEvent="initiated ringing answered completed">ana</Client></Dial>',
  );
  stage.control.registerClient('ana', { whenRung: 'answers', afterSeconds: 1 });
});
afterEach(() => stage.close());

async function customerTalks() {
  const sid = stage.customerCalls();
  const leg = await stage.leg(sid);
  await stage.seconds(2);
  stage.control.hangUp(leg.sid);
  await stage.ended(sid);
  return { sid, leg: leg.sid };
}

const order = () => stage.server.at('/leg').map(({ parameters }) => parameters.SequenceNumber);

describe('faults in webhooks', () => {
  it('duplicates: the same request twice, the same idempotency token', async () => {
    stage.control.chaos.add({ what: 'duplicate', kind: 'voice' });
    const { sid } = await customerTalks();
    const [first, second] = stage.server.at('/voice');
    expect(second?.parameters).toEqual(first?.parameters);
    expect(second?.headers['i-twilio-idempotency-token']).toBe(first?.headers['i-twilio-idempotency-token']);
    expect(stage.call(sid).legs).toHaveLength(1);
    expect(stage.call(sid).webhooks.filter((entry) => entry.chaos === 'duplicate')).toHaveLength(2);
  });

  it('reorders status callbacks: the held one comes after the next', async () => {
    stage.control.chaos.add({ what: 'reorder', kind: 'leg-status', count: 1 });
    await customerTalks();
    await eventually('all four have come', () => order().length === 4);
    expect(order()).toEqual(['1', '0', '2', '3']);
  });

  it('delays: late by the Clock, and later ones overtake', async () => {
    stage.control.chaos.add({ what: 'delay', kind: 'leg-status', count: 1, delayMs: 30_000 });
    await customerTalks();
    await eventually('the others have come', () => order().length === 3);
    await stage.seconds(25);
    expect(order()).toEqual(['1', '2', '3']);
    await stage.seconds(5);
    await eventually('the late one has come', () => order().length === 4);
  });

  it('drops: a document that never came asks the fallback', async () => {
    stage.control.configureNumber(COMPANY, { voiceFallbackUrl: `${stage.server.url}/fallback` });
    stage.server.reply('/fallback', '<Response/>');
    stage.control.chaos.add({ what: 'drop', kind: 'voice', count: 1 });
    const sid = stage.customerCalls();
    await stage.ended(sid);
    expect(stage.server.received.map((request) => request.path)).toEqual(['/fallback']);
    expect(stage.call(sid).webhooks[0]).toMatchObject({ chaos: 'drop', outcome: { kind: 'never-sent' } });
  });

  it('signs wrongly', async () => {
    stage.control.chaos.add({ what: 'wrong-signature', kind: 'voice', count: 1 });
    await customerTalks();
    expect(stage.server.at('/voice')[0]?.isSigned).toBe(false);
    expect(stage.server.at('/leg').every((request) => request.isSigned)).toBe(true);
  });

  it('replays: byte for byte, well signed, some time later', async () => {
    stage.control.chaos.add({ what: 'replay', kind: 'voice', count: 1, delayMs: 60_000 });
    await customerTalks();
    await stage.seconds(50);
    expect(stage.server.at('/voice')).toHaveLength(1);
    await stage.seconds(20);
    await eventually('it came again', () => stage.server.at('/voice').length === 2);
    const [first, again] = stage.server.at('/voice');
    expect(again).toEqual(first);
  });

  it.each([
    ['drop', [], []],
    ['duplicate', ['completed', 'completed'], ['completed', 'completed']],
    ['delay', [], ['completed']],
  ] as const)('%s: the callback that a recording is ready', async (what, atOnce, inTheEnd) => {
    stage.server.reply('/rec', '');
    stage.twiml('<Dial record="record-from-answer" recordingStatusCallback="/rec"><Client>ana</Client></Dial>');
    stage.control.chaos.add({ what, kind: 'recording-status', delayMs: 60_000 });
    await customerTalks();
    await stage.seconds(2);
    const seen = () => stage.server.at('/rec').map(({ parameters }) => parameters.RecordingStatus);
    await eventually('what comes at once', () => expect(seen()).toEqual(atOnce));
    await stage.seconds(60);
    await eventually('what comes in the end', () => expect(seen()).toEqual(inTheEnd));
    expect(stage.control.recordings.list()[0]?.state.status).toBe('completed');
  });

  it('stop when they are cleared', async () => {
    stage.control.chaos.add({ what: 'drop', kind: 'all' });
    stage.control.chaos.clear();
    await customerTalks();
    await eventually('all four have come', () => order().length === 4);
    await nothingHappens('nothing is sent twice', () => stage.server.received.length, 100);
  });
});

it('draws by a seeded chance: the same seed gives the same faults', () => {
  const drawn = (seed: number) => {
    const chaos = new Chaos();
    chaos.add({ what: 'drop', kind: 'all', probability: 0.3, seed });
    return Array.from({ length: 1000 }, () => chaos.draw('voice') !== null);
  };
  expect(drawn(7)).toEqual(drawn(7));
  expect(drawn(7)).not.toEqual(drawn(8));
  const share = drawn(7).filter(Boolean).length / 1000;
  expect(share).toBeGreaterThan(0.25);
  expect(share).toBeLessThan(0.35);
});
