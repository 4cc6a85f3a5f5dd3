import { findPhoneNumbersInText } from 'libphonenumber-js/min';
import { createDetector } from '#extension/page/find-numbers.ts';
import type { Bench, Figure, Say } from './bench.ts';
import { median, pairedRatio } from './figures.ts';
import { scanFigures } from './page-scan.ts';

import { HOME, sampleTexts } from './sample-texts.ts';

const TEXTS = 10_000;
const ROUNDS = 5;
/** Share of texts with a number, and how many times the library's throughput is wanted (measured.md, goal 2). */
const MIXES = [
  { percent: 2, least: 12 },
  { percent: 10, least: 8 },
  { percent: 50, least: 5 },
];

export const detectBench: Bench = {
  name: 'detect',
  about: 'the number detector against libphonenumber-js, and a page scan against a bare walk',
  needsBuild: false,
  onlyByName: false,
  async run(say) {
    const throughput = MIXES.flatMap((mix) => throughputFigures(mix, say));
    return {
      name: 'detect',
      how: `${TEXTS.toLocaleString('en-US')} texts, a new detector each round; then pages in headless Chromium, a fresh one each; medians of pairs`,
      figures: [...throughput, ...(await scanFigures(say))],
    };
  },
};

/** Each round reads texts of its own with a new detector: nothing is remembered from the round before. */
function throughputFigures({ percent, least }: { percent: number; least: number }, say: Say): Figure[] {
  say(`${percent} % of texts with a number …`);
  const ours: number[] = [];
  const theirs: number[] = [];
  const found = { ours: 0, theirs: 0 };
  for (let round = -1; round < ROUNDS; round++) {
    const texts = sampleTexts(TEXTS, (TEXTS * percent) / 100, 100 + round);
    const detect = createDetector({ country: HOME });
    const mine = timed(() => texts.reduce((sum, text) => sum + detect(text).length, 0));
    const lib = timed(() => texts.reduce((sum, text) => sum + findPhoneNumbersInText(text, HOME).length, 0));
    if (round < 0) continue; // the engine is still compiling
    ours.push(mine.ms);
    theirs.push(lib.ms);
    found.ours += mine.value;
    found.theirs += lib.value;
  }
  const planted = (TEXTS * percent * ROUNDS) / 100;
  const shareOf = (count: number) => `${((100 * count) / planted).toFixed(0)} %`;
  return [
    {
      what: `detector, ${percent} % phones: times findPhoneNumbersInText`,
      value: pairedRatio(theirs, ours),
      unit: 'x',
      goal: { least },
      note: `${median(ours).toFixed(1)} ms; found ${shareOf(found.ours)} of those planted, the library ${shareOf(found.theirs)}`,
    },
  ];
}

function timed<T>(work: () => T): { value: T; ms: number } {
  const start = performance.now();
  const value = work();
  return { value, ms: performance.now() - start };
}
