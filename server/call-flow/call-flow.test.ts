import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { agentIdSchema, e164Schema } from '#shared/ids.ts';
import { nextStep } from './call-flow.ts';
import { defaultWords } from './default-words.ts';

const agents = Array.from({ length: 23 }, (_, i) => v.parse(agentIdSchema, `u_${String(i).padStart(20, '0')}`));
const flow = { kind: 'ring-group', agentIds: agents } as const;
const nobody = { reachable: [], onACall: [], rung: [] };

describe('a number that rings all its users at once', () => {
  it('[req 14] rings everybody who is free, all at once', () => {
    expect(nextStep(flow, { ...nobody, reachable: agents.slice(0, 3) })).toEqual({
      do: 'ring',
      agentIds: agents.slice(0, 3),
      seconds: 25,
    });
  });

  it('rings more than ten in rounds of ten, nobody twice', () => {
    const rung: typeof agents = [];
    for (const count of [10, 10, 3]) {
      const step = nextStep(flow, { ...nobody, reachable: agents, rung });
      if (step.do !== 'ring') throw new Error('expected to ring');
      expect(step.agentIds).toHaveLength(count);
      rung.push(...step.agentIds);
    }
    expect(new Set(rung).size).toBe(23);
    expect(nextStep(flow, { ...nobody, reachable: agents, rung })).toEqual({ do: 'say', words: 'nobody-answered' });
  });

  it('[req 30] is busy when somebody is online and nobody free', () => {
    expect(nextStep(flow, { ...nobody, onACall: agents.slice(0, 1) })).toEqual({ do: 'say', words: 'busy' });
  });

  it('[req 31] is unavailable when nobody is online', () => {
    expect(nextStep(flow, nobody)).toEqual({ do: 'say', words: 'unavailable' });
  });

  it('says that nobody answered, not that all are busy, to a caller who has heard it ring', () => {
    expect(nextStep(flow, { ...nobody, onACall: agents, rung: agents })).toEqual({
      do: 'say',
      words: 'nobody-answered',
    });
  });
});

describe('the words a caller hears', () => {
  it.each([
    ['+34910000001', 'es-ES', 'Polly.Lucia'],
    ['+525512345678', 'es-MX', 'Polly.Mia'],
    ['+573211234567', 'es-MX', 'Polly.Mia'],
    ['+14155552671', 'en-US', 'Polly.Joanna'],
    ['+442079460958', 'en-GB', 'Polly.Amy'],
    ['+4930901820', 'en-GB', 'Polly.Amy'],
  ])('are in the language of %s', (number, language, voice) => {
    const words = defaultWords('unavailable', v.parse(e164Schema, number));
    expect(words).toMatchObject({ language, voice });
    expect(words.text).toMatch(language.startsWith('es') ? /^En este momento/ : /^Nobody is available/);
  });
});
