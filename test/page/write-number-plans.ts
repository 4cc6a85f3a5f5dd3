import { writeFileSync } from 'node:fs';
import metadata from 'libphonenumber-js/min/metadata';
import { packNumberPlans } from '#extension/page/pack-number-plans.ts';

/** Writes `extension/page/number-plans.ts` anew: to be run after each update of libphonenumber-js (a test says so). */
writeFileSync(
  'extension/page/number-plans.ts',
  `/** Packed from libphonenumber-js by \`node test/page/write-number-plans.ts\`; see \`pack-number-plans.ts\`. Not edited by hand. */
export const NUMBER_PLANS = \`${packNumberPlans(metadata).replaceAll('$', '\\$')}\`;
`,
);
