import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '#test/support/eventually.ts';
import { COLLEAGUE, openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
  stage.server.reply('/after', '<Response/>');
});
afterEach(() => stage.close());

const statuses = (sid: string) => Object.fromEntries(stage.call(sid).legs.map((leg) => [leg.to, leg.status]));

describe('all at once', () => {
  it('stops everyone else when one answers, whatever they are', async () => {
    // E01, E02
    stage.twiml(`<Dial><Client>ana</Client><Client>ken</Client><Number>${COLLEAGUE}</Number></Dial>`);
    stage.control.registerClient('ana');
    stage.control.registerClient('ken', { whenRung: 'answers', afterSeconds: 3 });
    stage.control.setPhone(COLLEAGUE, { whenRung: 'no-answer' });
    const sid = stage.customerCalls();
    await stage.leg(sid, COLLEAGUE);
    expect(Object.values(statuses(sid))).toEqual(['ringing', 'ringing', 'ringing']);
    await stage.seconds(3);
    expect(statuses(sid)).toEqual({ 'client:ana': 'canceled', 'client:ken': 'in-progress', [COLLEAGUE]: 'canceled' });
    const ana = await stage.leg(sid, 'client:ana');
    expect(ana.phones[0]?.state).toMatchObject({ state: 'ended', by: 'network' });
    stage.control.hangUp(sid);
    await stage.ended(sid);
  });

  it('has one winner when two answer at the same moment', async () => {
    stage.twiml('<Dial action="/after"><Client>ana</Client><Client>ken</Client></Dial>');
    for (const name of ['ana', 'ken']) stage.control.registerClient(name, { whenRung: 'answers', afterSeconds: 2 });
    const sid = stage.customerCalls();
    await stage.leg(sid, 'client:ken');
    await stage.seconds(3);
    expect(Object.values(statuses(sid)).sort()).toEqual(['canceled', 'in-progress']);
    const winner = stage.call(sid).legs.find((leg) => leg.status === 'in-progress');
    stage.control.hangUp(sid);
    await stage.ended(sid);
    await eventually('the action was asked', () => stage.server.at('/after').length === 1);
    expect(stage.server.at('/after')[0]?.parameters.DialCallSid).toBe(winner?.sid);
  });

  it.each([
    ['is registered nowhere', undefined], // E03
    ['is busy', { whenRung: 'busy' } as const], // E04
    ['declines', { whenRung: 'declines' } as const], // E05
    ['fails', { whenRung: 'fails' } as const], // E10
  ])('goes on ringing the others when one %s', async (_what, behaviour) => {
    stage.twiml('<Dial><Client>ana</Client><Client>ken</Client></Dial>');
    if (behaviour) stage.control.registerClient('ana', behaviour);
    stage.control.registerClient('ken', { whenRung: 'answers', afterSeconds: 4 });
    const sid = stage.customerCalls();
    await stage.leg(sid, 'client:ken');
    await stage.seconds(2);
    expect(statuses(sid)['client:ken']).toBe('ringing');
    expect(statuses(sid)['client:ana']).not.toBe('ringing');
    await stage.seconds(3);
    expect(statuses(sid)['client:ken']).toBe('in-progress');
    stage.control.hangUp(sid);
    await stage.ended(sid);
  });

  it('stops every phone when the caller gives up', async () => {
    // E06, D19
    stage.twiml(`<Dial answerOnBridge="true"><Client>ana</Client><Client>ken</Client>${''}</Dial>`);
    for (const name of ['ana', 'ken']) stage.control.registerClient(name);
    const sid = stage.customerCalls();
    await stage.leg(sid, 'client:ken');
    await stage.seconds(2);
    stage.control.hangUp(sid);
    const call = await stage.ended(sid);
    expect(call.status).toBe('no-answer');
    expect(statuses(sid)).toEqual({ 'client:ana': 'canceled', 'client:ken': 'canceled' });
    expect(call.legs.every((leg) => leg.phones[0]?.state.state === 'ended')).toBe(true);
  });

  it('says "no-answer" when some were busy and the rest rang out', async () => {
    // E07
    stage.twiml('<Dial timeout="5" action="/after"><Client>ana</Client><Client>ken</Client></Dial>');
    stage.control.registerClient('ana', { whenRung: 'busy' });
    stage.control.registerClient('ken');
    const sid = stage.customerCalls();
    await stage.leg(sid, 'client:ken');
    await stage.seconds(11);
    await stage.ended(sid);
    expect(stage.server.at('/after')[0]?.parameters.DialCallStatus).toBe('no-answer');
  });

  it('runs the next Dial after the former has stopped ringing', async () => {
    // E14, D33
    stage.twiml(
      '<Dial timeout="5"><Client>ana</Client></Dial><Dial timeout="5"><Client>ken</Client></Dial><Dial timeout="5"><Client>eva</Client></Dial>',
    );
    for (const name of ['ana', 'ken', 'eva']) stage.control.registerClient(name);
    const sid = stage.customerCalls();
    await stage.leg(sid);
    await stage.seconds(11);
    expect(statuses(sid)).toEqual({ 'client:ana': 'no-answer', 'client:ken': 'ringing' });
    await stage.seconds(20);
    await stage.ended(sid);
    expect(Object.values(statuses(sid))).toEqual(['no-answer', 'no-answer', 'no-answer']);
  });
});

describe('in turn', () => {
  it('tries one after the other, each for the whole timeout', async () => {
    // E19
    stage.twiml(
      '<Dial sequential="true" timeout="5" action="/after"><Client>ana</Client><Client>ken</Client><Client>eva</Client></Dial>',
    );
    stage.control.registerClient('ana');
    stage.control.registerClient('ken', { whenRung: 'busy' });
    stage.control.registerClient('eva', { whenRung: 'answers', afterSeconds: 2 });
    const sid = stage.customerCalls();
    await stage.leg(sid);
    await stage.seconds(9);
    expect(statuses(sid)).toEqual({ 'client:ana': 'ringing' });
    await stage.seconds(2);
    expect(statuses(sid)).toEqual({ 'client:ana': 'no-answer', 'client:ken': 'busy', 'client:eva': 'ringing' });
    await stage.seconds(8);
    expect(statuses(sid)['client:eva']).toBe('in-progress');
    stage.control.hangUp(sid);
    await stage.ended(sid);
  });
});
