import { expect, it } from 'vitest';
import { fuzzFlow } from './flow.fuzz.ts';
import { fuzzLedger } from './ledger.fuzz.ts';

const SEED = 20_261_123;
const seeds = (count: number) => Array.from({ length: count }, (_, i) => SEED + i);

it('any flow brings any caller to an end, in documents that Twilio takes', () => {
  for (const seed of seeds(150)) expect(() => fuzzFlow(seed), `seed ${seed}`).not.toThrow();
});

it('any order of reports gives the same call', () => {
  for (const seed of seeds(1_000)) expect(() => fuzzLedger(seed), `seed ${seed}`).not.toThrow();
});
