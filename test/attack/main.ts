import { parseArgs } from 'node:util';
import { ALL_ATTACKS, tries } from './all-attacks.ts';

/**
 * `npm run attack -- [--seed S] [--share 0.01] [--count N] [NAME …]`: everything that must not get through, tried that often; a name's
 * beginning is enough. What breaks says its seed: with that, `--count` and the name it is seen again. The last line is JSON: each
 * attack's tries, and how much of it has broken.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string' }, share: { type: 'string', default: '1' }, count: { type: 'string' } },
});
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : wholeOf('seed', values.seed);
const share = Number(values.share);
if (!(share > 0 && share <= 1)) throw new Error('--share is more than 0 and at most 1');
const chosen = ALL_ATTACKS.filter(
  ({ name }) => positionals.length === 0 || positionals.some((word) => name.startsWith(word)),
);
if (chosen.length === 0)
  throw new Error(`No such attack. There are: ${ALL_ATTACKS.map(({ name }) => name).join(', ')}`);

console.log(`seed ${seed}`);
const attacks = [];
for (const attack of chosen) {
  const started = performance.now();
  const count = values.count === undefined ? tries(attack, share) : wholeOf('count', values.count);
  const broken = await attack.run(count, seed);
  for (const line of broken) console.error(`npm run attack -- '${attack.name}' ${line}`);
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  console.log(`${count} ${attack.name}, ${seconds} s: ${broken.length === 0 ? 'nothing got through' : 'BROKEN'}`);
  attacks.push({ name: attack.name, tries: count, broken: broken.length, seconds });
}
const broken = attacks.reduce((sum, one) => sum + one.broken, 0);
console.log(JSON.stringify({ seed, share, broken, attacks }));
process.exit(broken > 0 ? 1 : 0);

function wholeOf(name: string, text: string): number {
  if (!/^\d{1,10}$/.test(text)) throw new Error(`--${name} is a whole number`);
  return Number(text);
}
