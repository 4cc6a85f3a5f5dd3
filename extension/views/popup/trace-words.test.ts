import { describe, expect, it } from 'vitest';
import { messagesIn } from '#extension/locales/language.ts';
import { traceWords } from '#extension/views/popup/trace-words.ts';
import { CONTROL_TRACE_CODES, TRACE_CODES, type TraceLine } from '#shared/api/trace-api.ts';

const line = (code: TraceLine['code'], values?: TraceLine['values']): TraceLine => ({
  code,
  at: '2026-11-24T16:00:00.000Z',
  ...(values === undefined ? {} : { values }),
});
const said = (code: TraceLine['code'], values?: TraceLine['values'], language: 'en' | 'es' = 'en') =>
  traceWords(line(code, values), messagesIn(language), language);

describe('what happened in a call', () => {
  it('is told as whole sentences, in English and Spanish, however little the server says', () => {
    const bare = [...TRACE_CODES, ...CONTROL_TRACE_CODES].filter((code) => code !== 'left-queue' && code !== 'said');
    for (const language of ['en', 'es'] as const) {
      for (const code of bare) expect(said(code, {}, language)).toMatch(/^.+\.$/u);
      expect(bare.map((code) => said(code, {}, language)).join(' ')).not.toMatch(/undefined|null|NaN|\[object/);
    }
  });

  it('names keys and labels, who rang and for how long, and in which round', () => {
    expect(said('menu', { keys: '2', label: 'Sales' })).toBe('Pressed 2: Sales.');
    expect(said('menu', { keys: '2', label: '' })).toBe('Pressed 2.');
    expect(said('rang', { names: 'Ana, Ken', seconds: 20, round: 2 })).toBe(
      'It rang for Ana, Ken, up to 20 s (round 2).',
    );
    expect(said('skipped', { name: 'Priya', why: 'on-a-call' })).toBe('Priya was skipped: on a call.');
    expect(said('waited', { seconds: 70 })).toBe('Waited 1:10.');
    expect(said('queued', { place: 3 }, 'es')).toContain('puesto 3');
  });

  it('tells how well it was heard, as far as it was measured, in the reader’s figures', () => {
    const measured = { name: 'Ana', mos: 4.218, loss: 1.53, jitter: 12.4 };
    expect(said('quality', measured)).toBe('The sound at Ana’s: MOS 4.2 of 4.5, 1.5% of packets lost, jitter 12 ms.');
    expect(said('quality', { name: 'Ana', mos: 3.9 }, 'es')).toBe('El sonido de Ana: MOS 3,9 de 4,5.');
  });

  it('names languages in the reader’s own, and lets no odd one break it', () => {
    expect(said('language', { language: 'es-ES' })).toBe('Chose European Spanish.');
    expect(said('language', { language: 'ca-ES' }, 'es')).toContain('catalán');
    expect(said('language', { language: '?!' })).toBe('Chose ?!.');
  });

  it('tells why a caller left the queue and what she heard', () => {
    expect(said('left-queue', { why: 'too-long' })).toContain('as long as');
    expect(said('said', { words: 'busy' }, 'es')).toBe('Oyó que todos están en una llamada.');
    // Of a newer server: better its own word than none.
    expect(said('said', { words: 'something-new' })).toBe('something-new');
  });
});
