import * as v from 'valibot';
import { expect, it } from 'vitest';
import { agentIdSchema } from '#shared/ids.ts';
import { chaos } from './chaos.ts';
import { FLOW_NAMES } from './flows.ts';
import { planRun } from './plan-run.ts';

const SEED = 20_261_123;
const KEN = v.parse(agentIdSchema, 'u_00000000000000000001');
const RUNS = 60;
/** A run takes about a second; on a machine that is at many other things ten. A limit for a broken run, never a measure of speed. */
const LIMIT_MS = 900_000;

it(
  'no call is lost, doubled or left alive, whatever dies or fails while it is held, passed on and rescued',
  async () => {
    const said: string[] = [];
    const { failed, kills } = await chaos({ runs: RUNS, seed: SEED, say: (line) => said.push(line) });
    expect(said).toEqual([]);
    expect(failed).toEqual([]);
    expect(kills).toBeGreaterThan(RUNS / 4);
  },
  LIMIT_MS,
);

it('plans the same for the same seed, and meets every flow among a few hundred', () => {
  const plans = Array.from({ length: 300 }, (_, n) => planRun(SEED + n, KEN, '+34699000111'));
  const again = Array.from({ length: 300 }, (_, n) => planRun(SEED + n, KEN, '+34699000111'));
  expect(again).toEqual(plans);
  expect(new Set(plans.flatMap(({ flows }) => flows)).size).toBe(FLOW_NAMES.length);
});
