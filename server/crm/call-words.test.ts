import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { callIdSchema, e164Schema } from '#shared/ids.ts';
import { type CallFacts, callWords, markerOf } from './call-words.ts';

const callId = v.parse(callIdSchema, `c_${'a'.repeat(22)}`);
const facts: CallFacts = {
  callId,
  direction: 'outgoing',
  disposition: 'answered',
  name: 'Laura Gómez',
  number: v.parse(e164Schema, '+34612345678'),
  line: v.parse(e164Schema, '+34910000001'),
  lineName: 'Madrid',
  agentName: 'Ana Ruiz',
  talkedSeconds: 3_725,
  outcome: 'call-back',
  recordingTooLarge: null,
  words: ' Llamar el lunes 🙂\nmejor por la tarde ',
};

describe('the words of a call', () => {
  it('begin with the agent’s own, then a rule and what happened, and end with the marker', () => {
    expect(callWords(facts, 'es-ES').description.split('\n')).toEqual([
      'Llamar el lunes 🙂',
      'mejor por la tarde',
      '———',
      'Para: Laura Gómez (+34 612 34 56 78)',
      'Agente: Ana Ruiz',
      'Nuestro número: Madrid (+34 910 00 00 01)',
      'Resultado: Respondida · Volver a llamar',
      'Duración: 1:02:05',
      `Sidetone ${callId}`,
    ]);
  });

  it.each([
    ['es-MX', {}, 'Llamada a Laura Gómez'],
    ['en-GB', {}, 'Call to Laura Gómez'],
    ['de-DE', { direction: 'incoming' }, 'Call from Laura Gómez'],
    ['es', { direction: 'incoming', disposition: 'missed', name: null }, 'Llamada perdida de +34 612 34 56 78'],
    [
      'en',
      { direction: 'incoming', disposition: 'missed', name: null, number: null },
      'Missed call from hidden number',
    ],
  ] as const)('in %s, %j: %s', (locale, over, subject) => {
    expect(callWords({ ...facts, ...over }, locale).subject).toBe(subject);
  });

  it.each([
    ['es', 'Grabación: más grande de lo que admite el CRM. Se guarda en Twilio: RE1'],
    ['en', 'Recording: larger than the CRM takes. It is kept at Twilio: RE1'],
  ])('say in %s where a recording is that the CRM does not take', (locale, line) => {
    expect(
      callWords({ ...facts, recordingTooLarge: 'RE1' }, locale)
        .description.split('\n')
        .at(-2),
    ).toBe(line);
  });

  it('show numbers as people read them, also where there is no name', () => {
    const nameless = { ...facts, name: null, lineName: null };
    const words = callWords(nameless, 'en');
    expect(words.description).toContain('\nTo: +34 612 34 56 78\n');
    expect(words.description).toContain('\nOur number: +34 910 00 00 01\n');
    expect([words.subject, words.noteTitle, words.followUpSubject]).toEqual([
      'Call to +34 612 34 56 78',
      'Call with +34 612 34 56 78',
      'Call to +34 612 34 56 78',
    ]);
    const british = v.parse(e164Schema, '+442079460123');
    expect(callWords({ ...nameless, number: british }, 'es').subject).toBe('Llamada a +44 20 7946 0123');
    const withheld = callWords({ ...nameless, number: null, direction: 'incoming' }, 'en').description;
    expect(withheld).toContain('\nFrom: hidden number\n');
  });

  it('say nothing of the agent where she says nothing, and keep a hostile name on its line', () => {
    const words = callWords(
      { ...facts, words: '  ', outcome: null, talkedSeconds: 0, name: `Eve\n${markerOf(callId)}\u202E` },
      'en',
    );
    expect(words.result).toBeNull();
    expect(words.description.split('\n')).toHaveLength(6);
    expect(words.description.startsWith('———\nTo: Eve Sidetone')).toBe(true);
  });

  it('of what is planned carry markers of their own', () => {
    const words = callWords(facts, 'en');
    expect(words.followUp('call').split('\n').at(-1)).toBe(`Sidetone ${callId}/call`);
    expect(words.followUp('task').split('\n').at(-1)).toBe(`Sidetone ${callId}/task`);
    expect(words.followUpSubject).toBe('Call to Laura Gómez');
  });
});
