import { expect, it } from 'vitest';
import { browserChaos } from '#test/chaos/browser/browser-chaos.ts';

/** Among these are a killed browser, a killed server, broken connections, and tokens and workers at their end. */
const SEED = 1_003;
const RUNS = 5;
/** For a broken run: one takes some ten seconds. */
const LIMIT_MS = 400_000;

it(
  'no call is lost, doubled or left alive when browser, worker, connections, tokens or the server end in the middle of it',
  async () => {
    const said: string[] = [];
    const { failed, settled } = await browserChaos({ runs: RUNS, seed: SEED, say: (line) => said.push(line) });
    expect(said).toEqual([]);
    expect(failed).toEqual([]);
    expect(settled).toBeGreaterThan(0);
  },
  LIMIT_MS,
);
