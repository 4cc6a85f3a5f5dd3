import { expect, it } from 'vitest';
import { ALL_ATTACKS, tries } from './all-attacks.ts';

/** A hundredth of `npm run attack`. */
const SHARE = 0.01;
const SEED = 20_261_123;
const LIMIT_MS = 600_000;

it.each(ALL_ATTACKS)(
  'nothing comes of $name',
  async (attack) => expect(await attack.run(tries(attack, SHARE), SEED)).toEqual([]),
  LIMIT_MS,
);
