import { describe, expect, it } from 'vitest';
import { newPeople } from '#shared/call-flow/new-flow.ts';
import { textPrompt } from '#shared/call-flow/prompt.ts';
import {
  ana,
  callerOf,
  flowOf,
  ken,
  leadsTo,
  marta,
  menuOf,
  sound,
  spoken,
  tomas,
  withVoicemail,
} from './caller.fixture.ts';
import { MOST_MENUS_READ } from './menu.ts';

const submenu = menuOf([leadsTo('1', 'Spain', newPeople([ana])), leadsTo('2', 'France', newPeople([ken]))], {
  keys: { '0': 'operator', '*': 'repeat', '#': 'back' },
});
const menu = menuOf(
  [leadsTo('1', 'Sales', submenu), leadsTo('2', 'Support', newPeople([marta])), leadsTo('3', 'Billing', null)],
  {
    keys: { '0': 'operator', '*': 'repeat', '#': 'back' },
  },
);
const flow = flowOf({ answer: 'menu', menu, welcome: spoken('Thank you for calling Zillum Inc.') });
const everybody = { reachable: [ana, ken, marta, tomas] };
const READING = ['Press 1 for Sales. Press 2 for Support.'];

describe('a menu', () => {
  it('[req 28][req 29] welcomes once and reads a sentence for every option that leads somewhere', () => {
    const caller = callerOf(flow);
    expect(caller.calls()).toMatchObject({ do: 'ask', seconds: 5 });
    expect(caller.heard).toEqual(['Thank you for calling Zillum Inc.', ...READING]);
    caller.waits();
    expect(caller.heard).toEqual(['Sorry, we did not hear a key.', ...READING]);
  });

  it('[req 7][req 19] leads by 1 → 2 to the people of that option', () => {
    const caller = callerOf(flow, everybody);
    caller.calls();
    caller.presses('1');
    expect(caller.heard).toEqual(['Press 1 for Spain. Press 2 for France.']);
    expect(caller.presses('2')).toMatchObject({ do: 'ring', agentIds: [ken] });
    expect(caller.position?.at).toMatchObject({ group: { of: 'option', path: ['1', '2'] } });
  });

  it.each(['3', '7', '99', 'A'])('takes %s, which leads nowhere, for a wrong key', (key) => {
    const caller = callerOf(flow);
    caller.calls();
    expect(caller.presses(key)).toMatchObject({ do: 'ask' });
    expect(caller.heard).toEqual(['Sorry, nothing is on that key.', ...READING]);
  });

  it('gives up after its readings with a friendly word', () => {
    const caller = callerOf(flow);
    caller.calls();
    caller.waits();
    expect(caller.presses('9')).toMatchObject({ do: 'ask' });
    expect(caller.waits()).toMatchObject({ do: 'end', why: 'no-key' });
    expect(caller.heard).toEqual(['Thank you for your call. Goodbye.']);
  });

  it('gives up to the operator, or to voicemail, where that is set', () => {
    const gaveUp = (giveUp: 'operator' | 'voicemail', changes = {}) => {
      const caller = callerOf(flowOf({ ...flow, menu: { ...menu, readings: 1, giveUp }, ...changes }), everybody);
      caller.calls();
      return caller.waits();
    };
    expect(gaveUp('operator', { operator: newPeople([tomas]) })).toMatchObject({ do: 'ring', agentIds: [tomas] });
    expect(gaveUp('operator')).toMatchObject({ do: 'end', why: 'no-key' });
    expect(gaveUp('voicemail', { voicemail: withVoicemail() })).toMatchObject({ do: 'voicemail' });
    expect(gaveUp('voicemail')).toMatchObject({ do: 'end', why: 'no-key' });
  });

  it('counts the readings of each menu for itself', () => {
    const caller = callerOf(flow);
    caller.calls();
    caller.waits();
    caller.waits();
    caller.presses('1');
    caller.waits();
    expect(caller.waits()).toMatchObject({ do: 'ask' });
    expect(caller.waits()).toMatchObject({ do: 'end', why: 'no-key' });
  });
});

describe('the keys 0, * and #', () => {
  it('repeat, go back, and reach the operator', () => {
    const caller = callerOf(flowOf({ ...flow, operator: newPeople([tomas]) }), everybody);
    caller.calls();
    caller.presses('1');
    caller.presses('*');
    expect(caller.heard).toEqual(['Press 1 for Spain. Press 2 for France.']);
    caller.presses('#');
    expect(caller.heard).toEqual(READING);
    expect(caller.presses('0')).toMatchObject({ do: 'ring', agentIds: [tomas] });
  });

  it('going back from the first menu reads it again, and asking for it uses up no reading', () => {
    const caller = callerOf(flowOf({ ...flow, menu: { ...menu, readings: 1 } }));
    caller.calls();
    expect(caller.presses('#')).toMatchObject({ do: 'ask' });
    expect(caller.presses('*')).toMatchObject({ do: 'ask' });
    expect(caller.heard).toEqual(READING);
  });

  it('are wrong keys where they do nothing, or where there is no operator', () => {
    const quiet = flowOf({ ...flow, menu: { ...menu, keys: { '0': 'nothing', '*': 'nothing', '#': 'operator' } } });
    for (const key of ['0', '*', '#']) {
      const caller = callerOf(quiet);
      caller.calls();
      caller.presses(key);
      expect(caller.heard[0]).toBe('Sorry, nothing is on that key.');
    }
  });

  it('do not keep the line for ever', () => {
    const caller = callerOf(flow);
    caller.calls();
    let menus = 1;
    while (caller.presses(menus % 2 ? '1' : '#').do === 'ask' && menus < 1_000) menus += 1;
    expect(menus).toBe(MOST_MENUS_READ);
    expect(caller.step).toMatchObject({ do: 'end', why: 'no-key' });
  });
});

describe('what a menu says', () => {
  it('[req 74] is the admin’s own sentence for every option, by the voice she chose', () => {
    const own = { ...textPrompt('${Menu}? Press ${Key}!', 'en-GB'), voice: 'Polly.Brian' };
    const caller = callerOf(flowOf({ ...flow, welcome: {}, menu: { ...menu, prompt: { 'en-GB': own } } }));
    expect(caller.calls()).toMatchObject({
      parts: [{ say: 'Sales? Press 1! Support? Press 2!', voice: 'Polly.Brian' }],
    });
  });

  it('keeps its sentences apart where the admin’s has no full stop', () => {
    const caller = callerOf(flowOf({ ...flow, welcome: {}, menu: { ...menu, prompt: spoken('${Key} is ${Menu}') } }));
    caller.calls();
    expect(caller.heard).toEqual(['1 is Sales. 2 is Support.']);
  });

  it('is a recording played once a reading, and the usual words where the recording is missing', () => {
    const recorded = { ...textPrompt('', 'en-GB'), kind: 'file' as const, file: sound('m') };
    const caller = callerOf(flowOf({ ...flow, welcome: {}, menu: { ...menu, prompt: { 'en-GB': recorded } } }));
    caller.calls();
    expect(caller.heard).toEqual([sound('m')]);
    const lost = callerOf(
      flowOf({ ...flow, welcome: {}, menu: { ...menu, prompt: { 'en-GB': { ...recorded, file: null } } } }),
    );
    lost.calls();
    expect(lost.heard).toEqual(READING);
  });

  it('is said once where it names no key of its own', () => {
    const caller = callerOf(
      flowOf({ ...flow, welcome: {}, menu: { ...menu, prompt: spoken('One: sales, two: support.') } }),
    );
    caller.calls();
    expect(caller.heard).toEqual(['One: sales, two: support.']);
  });

  it('is text, whatever is typed: no markup, no control characters, no variables in labels', () => {
    const odd = menuOf([leadsTo('1', '\u0000<Hangup/>\u202e & ${Key}\n$&', newPeople([ana]))]);
    const caller = callerOf(flowOf({ answer: 'menu', menu: odd }));
    caller.calls();
    expect(caller.heard).toEqual(['Press 1 for <Hangup/> & ${Key} $&.']);
  });

  it('has labels in the first language where another has none', () => {
    const caller = callerOf(flowOf({ answer: 'menu', menu, languages: ['en-GB', 'es-ES'] }));
    caller.calls();
    caller.presses('2');
    expect(caller.heard).toEqual(['Pulse 1 para Sales. Pulse 2 para Support.']);
  });
});
