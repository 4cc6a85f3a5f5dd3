import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { answers, frames } from '#test/fixtures/contract-1.1/answers.ts';
import { agentApi } from './agent-api.ts';
import { serverEventSchema } from './events.ts';
import { compareContract, parseContract } from './version.ts';

type RouteName = keyof typeof agentApi & keyof typeof answers;

describe('a server of the previous minor version', () => {
  it('fits, and says so', () => {
    expect(compareContract({ major: 1, minor: 2 }, parseContract('1.1') ?? { major: 0, minor: 0 })).toBe('fits');
  });

  it.each(Object.keys(answers) as RouteName[])('is understood when it answers %s', (name) => {
    expect(v.safeParse(agentApi[name].reply, answers[name]).issues).toBeUndefined();
  });

  it.each(frames)('is understood when it tells of $type', (frame) => {
    expect(v.safeParse(serverEventSchema, frame).issues).toBeUndefined();
  });
});
