import { describe, expect, it } from 'vitest';
import { newPeople } from '#shared/call-flow/new-flow.ts';
import { ana, callerOf, flowOf, ken, leadsTo, marta, menuOf, phone, spoken, withVoicemail } from './caller.fixture.ts';

const shut = { ...flowOf().hours, on: true };

describe('a caller who is not taken', () => {
  it('is refused when she is blocked', () => {
    const caller = callerOf(flowOf(), { blocked: true, reachable: [ana] });
    expect(caller.calls()).toEqual({ do: 'refuse' });
    expect(caller.happens({ what: 'rang-out' })).toEqual({ do: 'refuse' });
  });

  it('[req 71] is refused with a withheld number where the number refuses them, and taken elsewhere', () => {
    expect(callerOf(flowOf({ withheld: 'refuse' }), { from: null }).calls()).toEqual({ do: 'refuse' });
    expect(callerOf(flowOf(), { from: null, reachable: [ana] }).calls()).toMatchObject({ do: 'ring' });
    expect(callerOf(flowOf({ withheld: 'refuse' }), { reachable: [ana] }).calls()).toMatchObject({ do: 'ring' });
  });
});

describe('outside the opening hours', () => {
  it('a caller hears so, and nobody rings', () => {
    const caller = callerOf(flowOf({ hours: shut, welcome: spoken('Welcome.') }), { reachable: [ana] });
    expect(caller.calls()).toMatchObject({ do: 'end', why: 'closed' });
    expect(caller.heard).toEqual([
      'We are closed at the moment. Please call again during our opening hours. Thank you.',
    ]);
  });

  it('she can leave a message where that is set', () => {
    const caller = callerOf(flowOf({ hours: { ...shut, after: 'voicemail' }, voicemail: withVoicemail() }));
    expect(caller.calls()).toMatchObject({ do: 'voicemail', longestSeconds: 120 });
    expect(caller.heard).toEqual([
      'We are closed at the moment.',
      'Please leave your message after the tone. When you are done, just hang up.',
    ]);
    expect(caller.happens({ what: 'voicemail-done' })).toMatchObject({ do: 'end', why: 'voicemail-left' });
  });

  it('she is put through to another number where that is set', () => {
    const forwardTo = phone('+34910000009');
    const caller = callerOf(flowOf({ hours: { ...shut, after: 'forward', forwardTo, closed: spoken('One moment.') } }));
    expect(caller.calls()).toMatchObject({ do: 'forward', to: forwardTo });
    expect(caller.heard).toEqual(['One moment.']);
    expect(caller.happens({ what: 'forward-over' })).toMatchObject({ do: 'end', parts: [], why: 'forwarded' });
  });

  it.each(['voicemail', 'forward'] as const)('the call ends kindly when its %s leads nowhere', (after) => {
    expect(callerOf(flowOf({ hours: { ...shut, after } })).calls()).toMatchObject({ do: 'end', why: 'closed' });
  });
});

describe('a number with several languages', () => {
  const flow = flowOf({
    languages: ['es-ES', 'ca-ES', 'en-GB'],
    welcome: { ...spoken('Gracias por llamar.', 'es-ES'), ...spoken('Thank you for calling.') },
    answer: 'menu',
    menu: menuOf([leadsTo('1', 'Sales', newPeople([ana]))]),
  });

  it('offers each in itself', () => {
    const caller = callerOf(flow);
    expect(caller.calls()).toMatchObject({
      do: 'ask',
      parts: [{ language: 'es-ES' }, { language: 'ca-ES' }, { language: 'en-GB' }],
    });
    expect(caller.heard).toEqual(['Para castellano, pulse 1.', 'Per a català, premeu 2.', 'For English, press 3.']);
  });

  it('speaks the one that was chosen from then on', () => {
    const caller = callerOf(flow);
    caller.calls();
    expect(caller.presses('3')).toMatchObject({
      parts: [{ say: 'Thank you for calling.', language: 'en-GB' }, { language: 'en-GB' }],
    });
    expect(caller.waits()).toMatchObject({ parts: [{ language: 'en-GB' }, { language: 'en-GB' }] });
  });

  it('asks again after a wrong key, and goes on in its first language when there is no answer', () => {
    const caller = callerOf(flow);
    caller.calls();
    caller.presses('7');
    expect(caller.heard).toHaveLength(4);
    caller.waits();
    expect(caller.heard[0]).toBe('Gracias por llamar.');
    expect(caller.position).toMatchObject({ language: 'es-ES', at: { place: 'menu' } });
  });

  it('welcomes in its first language where another has no welcome', () => {
    const caller = callerOf(flow);
    caller.calls();
    caller.presses('2');
    expect(caller.heard[0]).toBe('Gracias por llamar.');
  });
});

describe('before anybody rings', () => {
  it('[req 46] people are welcomed on a number without a menu', () => {
    const caller = callerOf(flowOf({ welcome: spoken('Welcome to Zillum.') }), { reachable: [ana] });
    expect(caller.calls()).toMatchObject({ do: 'ring', agentIds: [ana] });
    expect(caller.heard).toEqual(['Welcome to Zillum.']);
  });

  it('a caller is told once that the call is recorded, and only when somebody may answer', () => {
    const caller = callerOf(flowOf({ record: true, welcome: spoken('Welcome.') }), { reachable: [ana] });
    caller.calls();
    expect(caller.heard).toEqual(['Welcome.', 'This call is recorded.']);
    const alone = callerOf(flowOf({ record: true, unavailable: spoken('Nobody is here.') }));
    expect(alone.calls()).toMatchObject({ do: 'end', why: 'unavailable' });
    expect(alone.heard).toEqual(['Nobody is here.']);
  });

  it('the owner of the caller’s record rings first where that is wanted, then the others', () => {
    const people = newPeople([ana, ken, marta]);
    const caller = callerOf(flowOf({ people, ownerFirst: { on: true, seconds: 12 } }), {
      reachable: [ana, ken, marta],
      owner: ken,
    });
    expect(caller.calls()).toMatchObject({ agentIds: [ken], seconds: 12 });
    expect(caller.position?.at).toMatchObject({ owner: true });
    expect(caller.nobodyAnswers()).toMatchObject({ agentIds: [ana, marta], seconds: 30 });
    expect(caller.position?.at).toMatchObject({ owner: false, rung: [ken, ana, marta] });
  });

  it('an owner who is busy, of another number, or alone in her group changes nothing', () => {
    const first = (world: object, people = [ana, ken]) =>
      callerOf(flowOf({ people: newPeople(people), ownerFirst: { on: true, seconds: 12 } }), world).calls();
    expect(first({ reachable: [ana], onACall: [ken], owner: ken })).toMatchObject({ agentIds: [ana], seconds: 30 });
    expect(first({ reachable: [ana, ken, marta], owner: marta })).toMatchObject({ agentIds: [ana, ken], seconds: 30 });
    expect(first({ reachable: [ken], owner: ken })).toMatchObject({ agentIds: [ken], seconds: 30 });
    expect(callerOf(flowOf(), { reachable: [ana, ken], owner: ken }).calls()).toMatchObject({ agentIds: [ana, ken] });
  });
});
