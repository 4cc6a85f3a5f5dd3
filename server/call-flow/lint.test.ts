import { describe, expect, it } from 'vitest';
import { FINDING_CODES, type Finding } from '#shared/api/call-flow-api.ts';
import type { CallFlow, Menu } from '#shared/call-flow/call-flow.schema.ts';
import { newPeople } from '#shared/call-flow/new-flow.ts';
import { textPrompt } from '#shared/call-flow/prompt.ts';
import {
  ana,
  crowd,
  flowOf,
  inTurn,
  ken,
  largestMenu,
  leadsTo,
  marta,
  menuOf,
  phone,
  sound,
  spoken,
  withQueue,
  withVoicemail,
} from './caller.fixture.ts';
import type { LintWorld } from './lint/rule.ts';
import { lintFlow } from './lint.ts';

const person = (agentId: typeof ana, name: string) => ({
  agentId,
  name,
  active: true,
  is: 'free' as const,
  mobile: null,
});
const world: LintWorld = {
  people: [person(ana, 'Ana'), person(ken, 'Ken'), { ...person(marta, 'Marta'), is: 'offline' }],
  soundNames: new Map([[sound('m'), 'menu.wav']]),
  isBlocked: () => false,
  unreachable: new Map(),
  outdated: new Map(),
  mayForwardTo: (to) => to === phone('+34910000009'),
  fits: () => true,
};
const found = (flow: CallFlow, around: Partial<LintWorld> = {}) => lintFlow(flow, { ...world, ...around }).findings;
const finding = (code: Finding['code'], flow: CallFlow, around: Partial<LintWorld> = {}) =>
  found(flow, around).filter((one) => one.code === code);

const sales = leadsTo('1', 'Sales', newPeople([ana]));
const ivr = (menu: Menu, changes: Partial<CallFlow> = {}) => flowOf({ answer: 'menu', menu, ...changes });
const audio = (changes: object) => ({ 'en-GB': { ...textPrompt('', 'en-GB'), kind: 'file' as const, ...changes } });
const closedThen = (changes: Partial<CallFlow['hours']>) => ({
  hours: { ...flowOf().hours, on: true, week: [{ day: 1, from: '09:00', until: '18:00' }], ...changes },
});

it('finds nothing wrong with a number after two choices', () => {
  expect(lintFlow(flowOf(), world)).toEqual({ findings: [], passed: FINDING_CODES.length });
});

it('keeps no caller waiting while it looks through the largest menu that there may be', () => {
  const flow = ivr(largestMenu(newPeople([ana])));
  const start = process.cpuUsage();
  expect(found(flow)).toEqual([]);
  // Of the processor's own time, which others that are busy do not lengthen: 0.2 s, and 5 s where each option is compared with each.
  expect(process.cpuUsage(start).user).toBeLessThan(2_000_000);
});

it('judges only what callers can come to', () => {
  const kept = flowOf({
    menu: menuOf([leadsTo('1', '', null), sales]),
    queue: { ...withQueue({ voicemailKey: '1', callBackKey: '1', announcement: 'custom' }), on: false },
    hours: { ...flowOf().hours, after: 'forward' },
  });
  expect(found(kept)).toEqual([]);
});

it('tells faults first, then warnings, then notes', () => {
  const people = crowd(12).map((agentId) => person(agentId, 'Somebody'));
  const menu = menuOf([leadsTo('1', '', newPeople(people.map(({ agentId }) => agentId))), leadsTo('1', 'Again', null)]);
  const { findings, passed } = lintFlow(ivr(menu), { ...world, people });
  expect(findings.map(({ level }) => level)).toEqual(['fault', 'warning', 'warning', 'note']);
  expect(passed).toBe(FINDING_CODES.length - 4);
});

describe('a menu', () => {
  it('with a key that leads nowhere is a warning; one that nobody gets out of is a fault', () => {
    expect(finding('leads-nowhere', ivr(menuOf([sales, leadsTo('3', 'Billing', null)])))).toEqual([
      { code: 'leads-nowhere', level: 'warning', option: ['3'], part: 'menu' },
    ]);
    expect(finding('leads-nowhere', ivr(menuOf([])))).toMatchObject([{ level: 'fault', option: null }]);
    expect(finding('leads-nowhere', ivr(menuOf([sales, leadsTo('2', 'More', menuOf([]))])))).toMatchObject([
      { level: 'fault', option: ['2'] },
    ]);
  });

  it('[req 21][req 22] with the same key twice, too many options or too many levels is a fault, told where', () => {
    const twice = menuOf([sales, leadsTo('2', 'More', menuOf([sales, sales]))]);
    expect(finding('same-key', ivr(twice))).toMatchObject([{ level: 'fault', option: ['2', '1'] }]);
    const keys = ['1', '2', '3', '4', '5', '6'] as const;
    const wide = menuOf([leadsTo('1', 'Wide', menuOf(keys.map((key) => leadsTo(key, key, newPeople([ana])))))]);
    expect(finding('too-many-options', ivr(wide))).toMatchObject([
      { level: 'fault', option: ['1'], values: { most: 5 } },
    ]);
    const deep = (levels: number): Menu => menuOf([levels > 1 ? leadsTo('1', 'Down', deep(levels - 1)) : sales]);
    expect(finding('too-many-levels', ivr(deep(5)))).toEqual([]);
    expect(finding('too-many-levels', ivr(deep(7)))).toMatchObject([
      { level: 'fault', option: ['1', '1', '1', '1', '1'] },
    ]);
  });

  it('warns of an option without a name, of an operator and a voicemail that are not there', () => {
    const menu = menuOf([leadsTo('1', ' ', newPeople([ana]))], {
      keys: { '0': 'operator', '*': 'repeat', '#': 'nothing' },
    });
    expect(finding('label-missing', ivr(menu))).toMatchObject([{ level: 'warning', option: ['1'] }]);
    expect(finding('no-operator', ivr(menu))).toMatchObject([{ level: 'warning', option: null, part: 'menu' }]);
    expect(finding('no-operator', ivr(menu, { operator: newPeople([ana]) }))).toEqual([]);
    const toBox = menuOf([sales], { giveUp: 'voicemail' });
    expect(finding('no-voicemail', ivr(toBox))).toMatchObject([{ part: 'menu' }]);
    expect(finding('no-voicemail', ivr(toBox, { voicemail: withVoicemail() }))).toEqual([]);
  });

  it('[req 29] that is recorded asks for its keys in the recording', () => {
    const menu = menuOf([sales, leadsTo('3', 'Support', newPeople([ken]))], { prompt: audio({ file: sound('m') }) });
    expect(found(ivr(menu))).toEqual([
      { code: 'audio-for-menu', level: 'note', option: null, part: 'menu', values: { keys: '1, 3' } },
    ]);
  });

  it('must fit into what Twilio takes, also in its second language', () => {
    const flow = ivr(menuOf([sales, leadsTo('2', 'More', menuOf([sales]))]), {
      languages: ['en-GB', 'es-ES'],
    });
    const onlySubmenu = (step: Parameters<LintWorld['fits']>[0]) =>
      !(step.do === 'ask' && step.parts.every((part) => !JSON.stringify(part).includes('More')));
    expect(finding('twiml-too-large', flow, { fits: onlySubmenu })).toEqual([
      { code: 'twiml-too-large', level: 'fault', option: ['2'], part: 'menu' },
    ]);
  });
});

describe('people', () => {
  it('missing from a group are a warning, and a fault where nobody answers at all', () => {
    expect(finding('nobody-in-group', flowOf({ people: newPeople() }))).toMatchObject([
      { level: 'fault', part: 'people' },
    ]);
    expect(finding('nobody-in-group', flowOf({ people: newPeople(), voicemail: withVoicemail() }))).toMatchObject([
      { level: 'warning' },
    ]);
    expect(finding('nobody-in-group', ivr(menuOf([sales, leadsTo('2', 'Empty', newPeople())])))).toMatchObject([
      { level: 'warning', option: ['2'], part: 'menu' },
    ]);
  });

  it('who are all away from their phones are named', () => {
    const flow = flowOf({ operator: newPeople([marta]) });
    expect(found(flow)).toEqual([
      { code: 'nobody-online', level: 'warning', option: null, part: 'operator', values: { names: 'Marta' } },
    ]);
    const mobile = { number: phone('+34600000001'), when: 'when-not-online' as const };
    const people = world.people.map((one) => (one.agentId === marta ? { ...one, mobile } : one));
    expect(found(flow, { people })).toEqual([]);
  });

  it('who have left the CRM are named, known or not', () => {
    const people = world.people.map((one) => (one.agentId === ken ? { ...one, active: false } : one));
    expect(finding('person-not-active', flowOf(), { people })).toMatchObject([
      { level: 'warning', values: { names: 'Ken' } },
    ]);
    expect(finding('person-not-active', flowOf({ people: newPeople([ana, ...crowd(1)]) }))).toHaveLength(1);
  });

  it('of more than ten are noted with the chunks they ring in, unless they ring in turn', () => {
    const agentIds = crowd(23);
    const people = agentIds.map((agentId) => person(agentId, 'Somebody'));
    expect(found(flowOf({ people: newPeople(agentIds) }), { people })).toEqual([
      { code: 'rung-in-chunks', level: 'note', option: null, part: 'people', values: { people: 23, chunks: 3 } },
    ]);
    expect(found(flowOf({ people: inTurn(agentIds) }), { people })).toEqual([]);
  });
});

describe('what callers hear', () => {
  it('is missing where a recording is chosen and not there', () => {
    for (const welcome of [audio({}), audio({ file: sound('x') }), audio({ kind: 'url', url: ' ' })])
      expect(found(flowOf({ welcome }))).toEqual([
        { code: 'message-missing', level: 'warning', option: null, part: 'welcome', values: { language: 'en-GB' } },
      ]);
    const queue = withQueue({ announcement: 'custom' });
    expect(finding('message-missing', flowOf({ queue }))).toMatchObject([{ part: 'queue' }]);
    expect(found(flowOf({ queue: { ...queue, custom: spoken('Soon.') } }))).toEqual([]);
    expect(finding('message-missing', flowOf({ queue: { ...queue, custom: audio({}) } }))).toHaveLength(1);
  });

  it('can no longer be had from its address', () => {
    const url = 'https://a.example/b.mp3';
    const flow = flowOf({ busy: audio({ kind: 'url', url, urlFile: sound('m') }) });
    expect(found(flow)).toEqual([]);
    expect(found(flow, { unreachable: new Map([[url, '404']]) })).toMatchObject([
      { code: 'audio-unreachable', level: 'warning', part: 'busy', values: { reason: '404' } },
    ]);
    for (const urlFile of [null, sound('x')])
      expect(found(flowOf({ busy: audio({ kind: 'url', url, urlFile }) }))).toMatchObject([
        { code: 'audio-unreachable', values: { reason: 'not-fetched' } },
      ]);
  });

  it('is no longer what its address leads to, or can no longer be had from it; callers hear the copy', () => {
    const url = 'https://a.example/b.mp3';
    const fetched = { kind: 'url' as const, url, urlFile: sound('m') };
    const flow = flowOf({
      busy: audio(fetched),
      queue: withQueue({ music: { ...flowOf().queue.music, ...fetched } }),
    });
    const outdated = (reason: string) => found(flow, { outdated: new Map([[sound('m'), reason]]) });
    expect(found(flow)).toEqual([]);
    expect(outdated('changed')).toMatchObject([
      { code: 'audio-outdated', level: 'warning', part: 'busy', values: { reason: 'changed', language: 'en-GB' } },
      { code: 'audio-outdated', level: 'warning', part: 'queue', values: { reason: 'changed' } },
    ]);
    expect(outdated('status')).toMatchObject([
      { level: 'note', part: 'busy', values: { reason: 'status' } },
      { level: 'note', part: 'queue' },
    ]);
    expect(
      found(flowOf({ busy: audio({ ...fetched, kind: 'file', file: sound('m') }) }), {
        outdated: new Map([[sound('m'), 'changed']]),
      }),
    ).toEqual([]);
  });

  it('is not yet there in every language', () => {
    const menu = menuOf([sales]);
    const flow = ivr(menu, { languages: ['en-GB', 'ca-ES'], welcome: spoken('Welcome.'), voicemail: withVoicemail() });
    expect(finding('language-missing', flow)).toMatchObject([
      { part: 'welcome', values: { language: 'ca-ES' } },
      { part: 'menu', option: ['1'], values: { language: 'ca-ES' } },
    ]);
  });

  it('is the default music where none was chosen, and needs two different keys while waiting', () => {
    const music = { ...flowOf().queue.music, kind: 'file' as const };
    expect(finding('music-missing', flowOf({ queue: withQueue({ music }) }))).toMatchObject([{ level: 'warning' }]);
    expect(finding('music-missing', flowOf({ queue: withQueue({ music: { ...music, file: sound('m') } }) }))).toEqual(
      [],
    );
    const queue = withQueue({ voicemailKey: '1', callBackKey: '1' });
    expect(finding('same-queue-key', flowOf({ queue }))).toMatchObject([{ level: 'fault', values: { key: '1' } }]);
    expect(finding('no-voicemail', flowOf({ queue }))).toMatchObject([{ part: 'queue' }]);
  });
});

describe('opening hours', () => {
  it('that are never open are a warning, those that close before they open a fault', () => {
    expect(found(flowOf(closedThen({ week: [] })))).toMatchObject([
      { code: 'never-open', level: 'warning', part: 'hours' },
    ]);
    const night = { day: 5, from: '22:00', until: '06:00' };
    expect(finding('opening-backwards', flowOf(closedThen({ week: [night] })))).toMatchObject([
      { level: 'fault', values: night },
    ]);
  });

  it('must lead to a number that may be called, or a voicemail that is there', () => {
    const to = (forwardTo: string | null) =>
      flowOf(closedThen({ after: 'forward', forwardTo: forwardTo === null ? null : phone(forwardTo) }));
    expect(found(to(null))).toMatchObject([{ code: 'forward-number-missing', level: 'fault' }]);
    expect(found(to('+882123456789'))).toMatchObject([{ code: 'forward-not-allowed', level: 'fault' }]);
    expect(found(to('+34910000009'))).toEqual([]);
    expect(found(flowOf(closedThen({ after: 'voicemail' })))).toMatchObject([{ code: 'no-voicemail', part: 'hours' }]);
  });
});
