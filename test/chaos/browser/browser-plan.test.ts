import * as v from 'valibot';
import { expect, it } from 'vitest';
import { agentIdSchema } from '#shared/ids.ts';
import { BROWSER_FAULTS, planBrowserRun } from './browser-plan.ts';

const KEN = v.parse(agentIdSchema, 'u_00000000000000000001');
const plans = () => Array.from({ length: 300 }, (_, n) => planBrowserRun(n, KEN, '+34699000111'));

it('plans the same for the same seed, and meets every fault and both directions among a few hundred', () => {
  const all = plans();
  expect(plans()).toEqual(all);
  expect(new Set(all.flatMap(({ faults }) => faults.map(({ what }) => what))).size).toBe(BROWSER_FAULTS.length);
  expect(new Set(all.map(({ direction, ending }) => `${direction} ${ending}`)).size).toBe(4);
});

it('has no fault come after the last step', () => {
  for (const { faults, steps } of plans()) for (const { step } of faults) expect(step).toBeLessThan(steps.length);
});
