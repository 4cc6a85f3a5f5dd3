import { describe, expect, it } from 'vitest';
import { messagesIn } from '#extension/locales/language.ts';
import { accountNumberLabel } from '#extension/views/options/account-number.ts';
import { askAdmin } from '#extension/views/options/ask-admin.ts';
import { checkCredentials } from '#extension/views/options/credentials.ts';
import { hasLife, presenceOf } from '#extension/views/options/presence-of.ts';
import { sectionOf, sectionsFor } from '#extension/views/options/sections.ts';
import { fakeWire } from '#test/gallery/fake-wire.ts';
import { mainLine } from '#test/gallery/people.ts';
import { trouble } from '#test/gallery/phones.ts';
import { people, settled } from '#test/gallery/teams.ts';

const t = messagesIn('en');

describe('asking the server for the administrators', () => {
  it('sends the route, its parameters and its body', async () => {
    const wire = fakeWire({}, settled);
    await askAdmin(wire, 'deleteIncomingNumber', null, { number: mainLine });
    expect(wire.asked).toEqual([
      { name: 'admin.ask', input: { route: 'deleteIncomingNumber', params: { number: mainLine }, input: null } },
    ]);
  });

  it('answers with the checked reply', async () => {
    const reply = await askAdmin(fakeWire({}, settled), 'people');
    expect(reply.ok && reply.value.people).toHaveLength(people.length);
  });

  it('answers with the server’s Problem', async () => {
    const wire = fakeWire({}, { 'admin.ask people': { ok: false, problem: trouble('not-admin') } });
    expect(await askAdmin(wire, 'people')).toEqual({ ok: false, problem: trouble('not-admin') });
  });

  it('takes a reply that is not in the contract for a Problem', async () => {
    const wire = fakeWire({}, { 'admin.ask people': { ok: true, value: { reply: { people: [{ name: 'Ana' }] } } } });
    expect(await askAdmin(wire, 'people')).toMatchObject({ ok: false, problem: { code: 'internal' } });
  });
});

describe('sections', () => {
  it('about the team are for administrators only', () => {
    expect(sectionsFor({ admin: true, olderServer: false })).toHaveLength(13);
    expect(sectionsFor({ admin: false, olderServer: false })).toEqual(['diagnosis', 'device', 'appearance', 'about']);
  });

  it('that a server before 1.3 knows nothing of are not shown', () => {
    const sections = sectionsFor({ admin: true, olderServer: true });
    expect(sections).not.toContain('blocked');
    expect(sections).not.toContain('changes');
    expect(sections).toContain('diagnosis');
  });

  it('that a server before 1.4 knows nothing of are not shown', () => {
    expect(sectionsFor({ admin: true, olderServer: false, minor: 3 })).not.toContain('live');
    expect(sectionsFor({ admin: true, olderServer: false, minor: 4 })).toContain('live');
    expect(sectionsFor({ admin: true, olderServer: true })).not.toContain('live');
  });

  it.each([
    ['#incoming', true, 'incoming'],
    ['incoming', true, 'incoming'],
    ['#incoming/+34910601234', true, 'incoming'],
    ['#incoming', false, 'diagnosis'],
    ['#', true, 'connection'],
    ['#nonsense', false, 'diagnosis'],
    ['#constructor', true, 'connection'],
  ])('%s for administrator %s is %s', (hash, admin, section) =>
    expect(sectionOf(hash, { admin, olderServer: false })).toBe(section),
  );
});

describe('Twilio credentials', () => {
  const sid = 'AC0123456789abcdef0123456789abcdef';
  const token = '0123456789abcdef0123456789abcdef';
  it('of the right shape pass', () => expect(checkCredentials(sid, token, t)).toEqual({ sid: null, token: null }));

  it.each(['', 'AC', `SK${sid.slice(2)}`, `${sid}0`, 'ACzz23456789abcdef0123456789abcdef'])(
    '%j is no Account SID',
    (wrong) => expect(checkCredentials(wrong, token, t).sid).toContain('begins with AC'),
  );

  it('with a token of another length say how long it is', () => {
    expect(checkCredentials(sid, token.slice(0, 20), t).token).toContain('this one has 20');
    expect(checkCredentials(sid, '', t).token).toContain('Paste');
  });
});

describe('a number of the account', () => {
  it('is named as at Twilio, unless the name is only the number again', () => {
    expect(accountNumberLabel({ number: mainLine, name: 'Madrid' })).toContain(' · Madrid');
    expect(accountNumberLabel({ number: mainLine, name: '+34 910 60 12 34' })).not.toContain('·');
    expect(accountNumberLabel({ number: mainLine, name: '(910) 601-234' })).not.toContain('·');
    expect(accountNumberLabel({ number: mainLine, name: 'Shop 24' })).toContain('Shop 24');
    expect(accountNumberLabel({ number: mainLine, name: '' })).not.toContain('·');
  });
});

it('shows people as what they are now: nobody who can’t be reached is online', () => {
  expect(people.map((person) => presenceOf(person, t).words)).toEqual([
    'Online',
    'Online',
    'On a call',
    'On a break',
    'Wrap-up',
    'Never signed in',
    'Offline',
  ]);
  const [ana] = people;
  if (ana === undefined) throw new Error('no people');
  expect(presenceOf({ ...ana, reachable: false }, t)).toEqual({ shape: 'offline', words: 'Offline' });
  expect(presenceOf({ ...ana, wrappingUp: true, onCall: true }, t).words).toBe('On a call');
  expect(presenceOf({ ...ana, wrappingUp: true, reachable: false, alive: false }, t).words).toBe('Offline');
  // Nothing rings at hers, and her browser is there all the same.
  const there = { ...ana, reachable: false, alive: true };
  expect(presenceOf({ ...there, wrappingUp: true }, t).words).toBe('Wrap-up');
  expect(presenceOf({ ...there, presence: 'away' }, t)).toEqual({ shape: 'away', words: 'On a break' });
  expect(presenceOf({ ...there, presence: 'away', alive: false }, t).words).toBe('Offline');
  expect([hasLife({ ...there, presence: 'away' }), hasLife({ ...there, onCall: true }), hasLife(there)]).toEqual([
    true,
    true,
    false,
  ]);
});
