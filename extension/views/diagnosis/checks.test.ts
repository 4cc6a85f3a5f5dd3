import { describe, expect, it } from 'vitest';
import { messagesIn } from '#extension/locales/language.ts';
import { checkWords } from '#extension/views/diagnosis/check-words.ts';
import { asChecks, type Check, knownHere, localChecks, merged } from '#extension/views/diagnosis/checks.ts';
import { isAdminsMatter, mendOf } from '#extension/views/diagnosis/mend.ts';
import { reportText } from '#extension/views/diagnosis/report.ts';
import { DIAGNOSIS_CODES } from '#shared/api/team-api.ts';
import { ana, mainLine, manchester } from '#test/gallery/people.ts';
import { phone, trouble, troubled } from '#test/gallery/phones.ts';

const reader = (language: 'en' | 'es' = 'en') => ({ t: messagesIn(language), language });
const check = (code: Check['code'], result: Check['result'], values: Check['values'] = {}): Check => ({
  code,
  result,
  values,
});
const LOCAL = ['microphone', 'webrtc', 'server'] as const;

describe('[req 70] what this browser finds by itself', () => {
  const found = (...asked: Parameters<typeof localChecks>) =>
    Object.fromEntries(localChecks(...asked).map(({ code, result }) => [code, result]));

  it('is nothing while all is well', () => {
    expect(found(phone(), true, 'reached')).toEqual({ server: 'ok', microphone: 'ok', webrtc: 'ok', softphone: 'ok' });
  });

  it('is the microphone, whether blocked, missing or not asked for', () => {
    for (const microphone of ['denied', 'missing', 'prompt'] as const) {
      expect(found(phone({ microphone }), true, 'reached').microphone).toBe('bad');
    }
    expect(found(phone({ microphone: 'unknown' }), true, 'reached').microphone).toBe('unknown');
  });

  it('is a browser that may carry no voices, a server that is away, a line that is not there', () => {
    expect(found(phone(), false, 'reached').webrtc).toBe('bad');
    expect(found(phone(), null, 'reached').webrtc).toBe('unknown');
    const away = troubled(trouble('server-away'), true);
    expect(found(away, true, 'unknown')).toMatchObject({ server: 'bad', softphone: 'bad' });
    expect(found(phone(), true, 'away').server).toBe('bad');
    expect(found(phone({ line: { state: 'connecting', since: '' } }), true, 'reached').softphone).toBe('warning');
  });

  it('does not count a missing outgoing number as a line that is not there', () => {
    expect(found(troubled(trouble('no-outgoing-number'), false), true, 'reached').softphone).toBe('ok');
  });

  it('tells status and number itself where the server is too old to', () => {
    expect(knownHere(phone({ outgoingNumbers: [], presence: 'offline' })).map(({ result }) => result)).toEqual([
      'bad',
      'bad',
    ]);
  });
});

describe('findings of server and browser', () => {
  it('stand together, what needs somebody first', () => {
    const all = merged(
      [check('webrtc', 'ok'), check('microphone', 'bad')],
      asChecks([
        { code: 'crm', result: 'warning' },
        { code: 'countries', result: 'unknown' },
      ]),
    );
    expect(all.map(({ code }) => code)).toEqual(['microphone', 'crm', 'countries', 'webrtc']);
  });

  it('count as the graver where both looked, and what one could not see the other tells', () => {
    const one = (a: Check['result'], b: Check['result']) =>
      merged([check('softphone', a)], [check('softphone', b)]).map(({ result }) => result);
    expect(one('ok', 'bad')).toEqual(['bad']);
    expect(one('bad', 'ok')).toEqual(['bad']);
    expect(one('unknown', 'ok')).toEqual(['ok']);
    expect(one('ok', 'unknown')).toEqual(['ok']);
  });
});

describe('each finding', () => {
  const everything = [...DIAGNOSIS_CODES, ...LOCAL];

  it.each(everything)('%s has its sentence in both languages, whatever was found', (code) => {
    for (const language of ['en', 'es'] as const) {
      for (const result of ['ok', 'warning', 'bad', 'unknown'] as const) {
        for (const own of [true, false]) {
          const values = { amount: 3, currency: 'USD', number: mainLine, presence: 'away' };
          const said = checkWords(check(code, result, values), own, reader(language));
          expect(said).not.toBe('');
          expect(said).not.toMatch(/undefined|null|NaN|\[object/);
        }
      }
    }
  });

  it.each(everything)('%s has one button, or its sentence says what to do', (code) => {
    const bad = check(code, 'bad');
    const mend = mendOf(bad, { own: true, admin: true });
    if (mend === null) expect(code).toBe('webrtc');
    expect(mendOf(check(code, 'ok'), { own: true, admin: true })).toBeNull();
  });

  it('that only an administrator can mend says so to everybody else, without a button', () => {
    const trial = check('twilio-trial', 'warning');
    expect(mendOf(trial, { own: true, admin: false })).toBeNull();
    expect(isAdminsMatter(trial, false)).toBe(true);
    expect(isAdminsMatter(trial, true)).toBe(false);
    expect(isAdminsMatter(check('microphone', 'bad'), false)).toBe(false);
  });

  it('of numbers that lead elsewhere names them and brings them back', () => {
    const astray = check('webhooks', 'bad', { numbers: `${mainLine}, ${manchester}` });
    expect(checkWords(astray, true, reader()).replaceAll('\u00a0', ' ')).toContain('+44 161 496 0100');
    expect(mendOf(astray, { own: true, admin: true })).toEqual({ do: 'webhooks', numbers: [mainLine, manchester] });
  });

  it('about countries and money is in the reader’s own words', () => {
    const countries = check('countries', 'bad', { countries: 'ES, FR' });
    expect(checkWords(countries, true, reader('es'))).toContain('España, Francia');
    const balance = check('twilio-balance', 'warning', { amount: 3.4, currency: 'USD' });
    expect(checkWords(balance, true, reader())).toContain('$3.40');
    // A currency that nobody knows breaks nothing.
    expect(checkWords(check('twilio-balance', 'warning', { amount: 3, currency: '??' }), true, reader())).toContain(
      '3 ??',
    );
  });
});

it('[req 71] [req 72] [req 73] [req 74] the five questions are answered, in English and Spanish', () => {
  const { answers } = messagesIn('en').diagnosis;
  expect(answers).toHaveLength(5);
  expect(messagesIn('es').diagnosis.answers).toHaveLength(5);
  const text = (language: 'en' | 'es') => JSON.stringify(messagesIn(language).diagnosis.answers);
  for (const language of ['en', 'es'] as const) {
    for (const digits of ['266696687', '7378742833', '86282452253', '8656696', '8566696', '2562533', '464']) {
      expect(text(language)).toContain(digits);
    }
  }
  expect(text('es')).toContain('${Pulsación de tecla}');
});

it('a report for support holds what was found and with what, and nothing secret', () => {
  const report = reportText(
    [check('microphone', 'bad', { why: 'denied' }), check('crm', 'ok')],
    {
      ...{ name: ana.name, server: 'https://sidetone.zillum.example', version: '0.1.0', browser: 'Chrome/150' },
      ...{ at: new Date('2026-11-24T16:32:00Z'), own: true },
    },
    reader(),
  );
  expect(report).toContain('[To mend] Microphone: The browser blocks it for Sidetone.');
  expect(report).toContain('[OK] CRM');
  expect(report).toContain('Chrome/150');
});
