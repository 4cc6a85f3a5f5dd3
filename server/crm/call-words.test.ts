import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { callIdSchema } from '#shared/ids.ts';
import { type CallFacts, callWords, markerOf } from './call-words.ts';

const callId = v.parse(callIdSchema, `c_${'a'.repeat(22)}`);
const facts: CallFacts = {
  callId,
  direction: 'outgoing',
  disposition: 'answered',
  name: 'Laura Gómez',
  number: '+34612345678',
  line: '+34910000001',
  lineName: 'Madrid',
  agentName: 'Ana Ruiz',
  talkedSeconds: 3_725,
  outcome: 'call-back',
  words: ' Llamar el lunes 🙂\nmejor por la tarde ',
};

describe('the words of a call', () => {
  it('begin with the agent’s own, then a rule and what happened, and end with the marker', () => {
    expect(callWords(facts, 'es-ES').description.split('\n')).toEqual([
      'Llamar el lunes 🙂',
      'mejor por la tarde',
      '———',
      'Para: Laura Gómez (+34612345678)',
      'Agente: Ana Ruiz',
      'Nuestro número: Madrid (+34910000001)',
      'Resultado: Respondida · Volver a llamar',
      'Duración: 1:02:05',
      `Sidetone ${callId}`,
    ]);
  });

  it.each([
    ['es-MX', {}, 'Llamada a Laura Gómez'],
    ['en-GB', {}, 'Call to Laura Gómez'],
    ['de-DE', { direction: 'incoming' }, 'Call from Laura Gómez'],
    ['es', { direction: 'incoming', disposition: 'missed', name: null }, 'Llamada perdida de +34612345678'],
    [
      'en',
      { direction: 'incoming', disposition: 'missed', name: null, number: null },
      'Missed call from hidden number',
    ],
  ] as const)('in %s, %j: %s', (locale, over, subject) => {
    expect(callWords({ ...facts, ...over }, locale).subject).toBe(subject);
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
