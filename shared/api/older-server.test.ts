import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { adminAnswers } from '#test/fixtures/contract-1.3/admin-answers.ts';
import { answers, frames } from '#test/fixtures/contract-1.3/answers.ts';
import { adminApi } from './admin-api.ts';
import { agentApi } from './agent-api.ts';
import { serverEventSchema } from './events.ts';
import { CONTRACT, compareContract, parseContract } from './version.ts';

type RouteName = keyof typeof agentApi & keyof typeof answers;
type AdminRouteName = keyof typeof adminApi & keyof typeof adminAnswers;

describe('a server of the previous minor version', () => {
  it('fits, and says so', () => {
    expect(answers.wellKnown.contract.minor).toBe(CONTRACT.minor - 1);
    expect(compareContract(CONTRACT, parseContract('1.3') ?? { major: 0, minor: 0 })).toBe('fits');
  });

  it.each(Object.keys(answers) as RouteName[])('is understood when it answers %s', (name) => {
    expect(v.safeParse(agentApi[name].reply, answers[name]).issues).toBeUndefined();
  });

  it.each(Object.keys(adminAnswers) as AdminRouteName[])('is understood when it answers administrators %s', (name) => {
    expect(v.safeParse(adminApi[name].reply, adminAnswers[name]).issues).toBeUndefined();
  });

  it.each(frames)('is understood when it tells of $type', (frame) => {
    expect(v.safeParse(serverEventSchema, frame).issues).toBeUndefined();
  });
});
