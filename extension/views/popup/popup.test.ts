import { describe, expect, it } from 'vitest';
import { messagesIn } from '#extension/locales/language.ts';
import { emergencyIn, readDialled, whyNot } from '#extension/views/popup/dial-number.ts';
import { healthOf } from '#extension/views/popup/health.tsx';
import { byDay, isMissed, searched, whoCalled } from '#extension/views/popup/recent.ts';
import { NOW, recentCalls } from '#test/gallery/people.ts';
import { phone, trouble, troubled } from '#test/gallery/phones.ts';

const t = messagesIn('en');

describe('the dial field reads', () => {
  it.each([
    ['', 'nothing'],
    ['   ', 'nothing'],
    ['Laura', 'name'],
    ['6', 'refused'],
    ['612 34 56 78', 'number'],
    ['+44 161 496 0172', 'number'],
    ['00441614960172', 'number'],
    ['61234567891234567', 'incomplete'],
    ['++34', 'incomplete'],
  ])('%j as %s', (text, is) => expect(readDialled(text, 'ES').is).toBe(is));

  it.each([
    ['112', 'ES'],
    ['1 1 2', 'ES'],
    ['061', 'ES'],
    ['092', 'ES'],
    ['911', 'US'],
    ['999', 'GB'],
    ['+112', 'ES'],
  ])('%s in %s as an emergency number, and says so before anyone presses Call', (text, country) => {
    expect(emergencyIn(readDialled(text, country))?.code).toBe('emergency-number');
  });

  it.each([
    ['612 34 56 78 ext 12w9', '12w9'],
    ['612 34 56 78,12w9#', '12w9#'],
    ['612345678;12', '12'],
    ['612345678 ext. 12', '12'],
  ])('%s as a number with what is keyed once somebody answers', (text, extension) => {
    expect(readDialled(text, 'ES')).toMatchObject({ is: 'number', read: { number: '+34612345678', extension } });
  });
  it('an emergency number as one, whatever stands behind it', () => {
    expect(readDialled('112,5', 'ES').is).not.toBe('number');
  });

  it('says nothing of a number that is still too short, until someone presses Call', () => {
    const dialled = readDialled('612', 'ES');
    expect(emergencyIn(dialled)).toBeNull();
    expect(whyNot(dialled, true)?.code).toBe('short-number');
  });

  it('a full number as callable only with a number to call from', () => {
    const dialled = readDialled('612345678', 'ES');
    expect(whyNot(dialled, true)).toBeNull();
    expect(whyNot(dialled, false)?.code).toBe('no-outgoing-number');
  });
});

describe('recent calls', () => {
  const calendar = { t, language: 'en' as const, timeZone: 'Europe/Madrid' };

  it('stand under their days, newest first, whatever order they come in', () => {
    const days = byDay([...recentCalls].reverse(), NOW, calendar);
    expect(days.map(({ heading, calls }) => [heading, calls.length])).toEqual([
      ['Today', 5],
      ['Yesterday', 1],
      ['Saturday', 1],
      ['3 Nov', 1],
    ]);
    expect(days[0]?.calls[0]?.name).toBe('Sophie Martin');
  });

  it('are found by name without accents and case, and by digits', () => {
    expect(searched(recentCalls, 'GOMEZ').map(({ name }) => name)).toEqual(['Laura Gómez']);
    expect(searched(recentCalls, '944').map(({ name }) => name)).toEqual(['Javier Ortega']);
    expect(searched(recentCalls, 'nobody')).toEqual([]);
  });

  it('show a name, else the number, else that it was withheld', () => {
    expect(recentCalls.map((call) => whoCalled(call, t)).slice(1, 4)).toEqual([
      'Javier Ortega',
      '+44\u00a0161\u00a0496\u00a00172',
      'Number withheld',
    ]);
  });

  it('count an incoming call that gave up as missed, an outgoing one that was cancelled not', () => {
    const [call] = recentCalls;
    if (call === undefined) throw new Error('no calls');
    expect(isMissed({ ...call, disposition: 'cancelled', direction: 'incoming' })).toBe(true);
    expect(isMissed({ ...call, disposition: 'cancelled', direction: 'outgoing' })).toBe(false);
  });
});

describe('the health row', () => {
  it.each([
    [phone(), 'ok', t.popup.ready],
    [phone({ presence: 'away' }), 'quiet', 'On a break: no calls ring here'],
    [phone({ line: { state: 'connecting', since: '' } }), 'quiet', 'Connecting to your telephone line…'],
    [troubled(trouble('microphone-blocked'), true), 'bad', 'Not ready for calls'],
    [troubled(trouble('no-outgoing-number'), false), 'warn', 'Calls come in; you can’t call out yet'],
    [troubled(trouble('crm-away'), false), 'warn', 'Works, but not everything'],
    [troubled(trouble('no-outgoing-number'), false, { presence: 'offline' }), 'quiet', 'Offline: no calls ring here'],
    [troubled(trouble('server-away'), true, { presence: 'offline' }), 'bad', 'Not ready for calls'],
  ])('%#', (snapshot, tone, words) =>
    expect(healthOf(snapshot, { t, language: 'en', timeZone: 'Europe/Madrid' })).toMatchObject({ tone, words }),
  );
});
