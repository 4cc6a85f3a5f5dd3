import { describe, expect, it } from 'vitest';
import { messagesIn } from '#extension/locales/language.ts';
import { describeFlow } from '#extension/views/flow/describe-flow.ts';
import { findingWords, toFix } from '#extension/views/flow/finding-facts.ts';
import { isSame } from '#extension/views/flow/is-same.ts';
import { readKept } from '#extension/views/flow/kept-draft.ts';
import { keysThatLead, otherwiseWords } from '#extension/views/flow/script-words.ts';
import { inLine, membersOf } from '#extension/views/flow/team.ts';
import { languageName, spokenOf, voiceChoices } from '#extension/views/flow/voice-names.ts';
import { momentOf, zonedField } from '#extension/views/flow/zoned-time.ts';
import { FINDING_CODES, type Finding, type ScriptLine } from '#shared/api/call-flow-api.ts';
import { newFlow } from '#shared/call-flow/new-flow.ts';
import { summaryOf } from '#shared/call-flow/summary.ts';
import { problem } from '#shared/problem.ts';
import { fakeWire } from '#test/gallery/fake-wire.ts';
import { parisian, zillum } from '#test/gallery/flows.ts';
import { ana, jim, ken, mainLine, marta } from '#test/gallery/people.ts';
import { people } from '#test/gallery/teams.ts';

const en = messagesIn('en');
const es = messagesIn('es');

describe('what was found', () => {
  const finding = (code: Finding['code'], more: Partial<Finding> = {}): Finding => ({
    code,
    level: 'warning',
    option: null,
    part: 'people',
    ...more,
  });

  it.each(FINDING_CODES)('%s says what is the matter and what to do, in both languages', (code) => {
    for (const t of [en, es]) {
      const reader = { t, language: t === en ? ('en' as const) : ('es' as const) };
      for (const option of [null, ['1' as const, '2' as const]]) {
        const { what, more } = findingWords(finding(code, { option }), zillum, 'en-GB', reader);
        expect(what).toMatch(/\p{L}.*\.$/u);
        expect(more).toMatch(/\.$/u);
        expect(`${what} ${more}`).not.toMatch(/undefined|null/);
      }
    }
  });

  it('names the option that it is about', () => {
    const words = (code: Finding['code'], option: Finding['option']) =>
      findingWords(finding(code, { option, part: 'menu' }), zillum, 'en-GB', { t: en, language: 'en' }).what;
    expect(words('leads-nowhere', ['3'])).toBe('Key 3, Billing leads nowhere.');
    expect(words('nobody-online', ['1', '2'])).toBe('Nobody in France is online.');
  });

  it('comes worst first, and what is only good to know is nothing to fix', () => {
    const found = [
      finding('nobody-online'),
      finding('audio-for-menu', { level: 'note' }),
      finding('same-key', { level: 'fault' }),
    ];
    expect(toFix(found).map(({ code }) => code)).toEqual(['same-key', 'nobody-online']);
  });
});

describe('a number in a list', () => {
  it('is told as a menu or as people, with how they ring', () => {
    expect(describeFlow(summaryOf(zillum), people, en)).toEqual({
      answer: 'menu',
      what: '3 options, 2 levels',
      how: '5 people · all at once or in turn',
      queue: 'Queue 10',
    });
    expect(describeFlow(summaryOf(parisian), people, en)).toMatchObject({
      what: 'Ken Adeyemi, Tomás Vidal, Marta Soler',
      how: 'In turn, 20 s each, two rounds',
    });
    expect(describeFlow(summaryOf(newFlow('en-GB', 'UTC')), people, es)).toMatchObject({
      what: 'Nadie elegido',
      queue: 'Sin cola',
    });
  });
});

describe('people of a number', () => {
  it('[req 72] stand in the order in which they came online', () => {
    const members = membersOf([marta.id, ana.id, ken.id], people, en);
    expect(inLine(members).map(({ name }) => name)).toEqual(['Ken Adeyemi', 'Ana Ruiz', 'Marta Soler']);
  });

  it('who have left the CRM are shown as such, and can be taken out', () => {
    const [first] = people;
    if (first === undefined) throw new Error('no people');
    expect(membersOf([ana.id], [{ ...first, active: false }], en)).toMatchObject([{ name: 'Ana Ruiz', active: false }]);
    expect(membersOf([jim.id], [], en)).toMatchObject([{ name: 'Former user', active: false }]);
  });
});

describe('a pretended call', () => {
  const pressed = (...keys: readonly string[]): ScriptLine[] => keys.map((key) => ({ line: 'pressed', key }));
  it('shows the keys that lead somewhere from where the caller is', () => {
    expect(keysThatLead(zillum, [])).toEqual(['1', '2', '*']);
    expect(keysThatLead(zillum, pressed('1'))).toEqual(['1', '2', '*']);
    expect(keysThatLead({ ...zillum, languages: ['en-GB', 'es-ES', 'ca-ES'] }, [])).toEqual(['1', '2', '3']);
    expect(keysThatLead(parisian, [])).toEqual([]);
    const queue = { ...zillum.queue, voicemailKey: '5' as const };
    expect(keysThatLead({ ...zillum, queue }, [{ line: 'queued', place: 1, of: 10 }])).toEqual(['5']);
  });

  it('tells what comes when nobody answers', () => {
    const name = () => 'Ken';
    const said: ScriptLine = { line: 'said', text: 'Bye', language: 'en-GB' };
    expect(otherwiseWords([said, { line: 'queued', place: 1, of: 10 }], 30, name, en)).toBe(
      'Nobody answers in 30 s: goes to the queue, 1st of 10',
    );
    expect(otherwiseWords([said, { line: 'over', why: 'nobody-answered' }], 30, name, en)).toContain('the call ends');
    expect(otherwiseWords([], 30, name, en)).toBeNull();
  });
});

describe('voices', () => {
  it('are named by language and country, those of the number first', () => {
    expect(languageName('en-GB', 'en')).toBe('English (UK)');
    expect(languageName('es-ES', 'es')).toBe('Español (España)');
    expect(voiceChoices('es-ES', 'en')[0]?.label).toBe('Spanish (Spain), Lucia');
  });

  it('that do not read a language are none', () => {
    expect(spokenOf('en-GB Polly.Amy')).toEqual({ language: 'en-GB', voice: 'Polly.Amy' });
    expect(spokenOf('en-GB Polly.Lucia')).toBeUndefined();
    expect(spokenOf('constructor x')).toBeUndefined();
  });
});

describe('a time by the number’s clock', () => {
  it.each([
    ['2026-07-01T10:15', 'Europe/Madrid', '2026-07-01T08:15:00.000Z'],
    ['2026-11-24T17:32', 'Europe/Madrid', '2026-11-24T16:32:00.000Z'],
    ['2026-11-24T00:00', 'America/Mexico_City', '2026-11-24T06:00:00.000Z'],
    ['2026-10-25T12:00', 'Europe/Madrid', '2026-10-25T11:00:00.000Z'],
  ])('%s in %s is %s', (field, zone, moment) => {
    expect(momentOf(field, zone)?.toISOString()).toBe(moment);
    expect(zonedField(new Date(moment), zone)).toBe(field);
  });

  it.each(['', '2026-13-40T10:00', 'tomorrow'])('%j is none', (field) =>
    expect(momentOf(field, 'Europe/Madrid')).toBeNull(),
  );
});

describe('what was kept of a number', () => {
  const read = async (draft: unknown) => {
    const kept = await readKept(fakeWire({}, { 'flow.kept': { ok: true, value: { draft } } }), mainLine);
    return kept.ok ? kept.value : kept.problem;
  };
  it('is read as it was written', async () => {
    const draft = { name: 'Madrid', flow: newFlow('es-ES', 'Europe/Madrid'), basedOn: 3, at: '2026-11-24T16:32:00Z' };
    expect(await read(structuredClone(draft))).toEqual(draft);
  });

  it.each([null, undefined, 'x', { name: 'Madrid' }, { name: 'Madrid', flow: { menu: {} }, basedOn: 1, at: '' }])(
    'is nothing where nobody can read it: %j',
    async (draft) => expect(await read(draft)).toBeNull(),
  );

  it('is nothing where its time is none', async () => {
    const flow = newFlow('es-ES', 'Europe/Madrid');
    expect(await read({ name: 'Madrid', flow, basedOn: 3, at: 'yesterday' })).toBeNull();
  });

  it('is not nothing where it could not be asked for: it would be written over', async () => {
    const away = { ok: false as const, problem: problem('internal', 'Sidetone is restarting.', { retry: true }) };
    expect(await readKept(fakeWire({}, { 'flow.kept': away }), mainLine)).toEqual(away);
  });
});

it('equal is equal whatever the order of the fields, and a list is no object', () => {
  expect(isSame({ a: 1, b: [{ c: null }] }, { b: [{ c: null }], a: 1 })).toBe(true);
  expect(isSame({ a: undefined }, {})).toBe(true);
  expect(isSame([], {})).toBe(false);
  expect(isSame([1, 2], [2, 1])).toBe(false);
  expect(isSame({ a: 1 }, { b: 1 })).toBe(false);
});
