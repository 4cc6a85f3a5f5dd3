import { runCommand } from './support/run-command.ts';

/** `npm run check`: what can be judged without running the product, in seconds. Prints what is wrong and how to mend it. */
const checks = [
  { name: 'format and lint', mend: 'npm run format', command: 'biome', args: ['ci', '--colors=off', '.'] },
  { name: 'types', mend: 'see the lines above', command: 'tsc', args: ['-p', '.'] },
  {
    name: 'layering and licences',
    mend: 'see design of the layout in README.md',
    command: 'vitest',
    args: [
      'run',
      '--config',
      'test/vitest.config.ts',
      '--project',
      'unit',
      'test/layering.test.ts',
      'test/licences.test.ts',
    ],
  },
];

const results = await Promise.all(
  checks.map(async (check) => {
    const started = performance.now();
    const ran = await runCommand(check.command, check.args, { show: false });
    return { ...check, ...ran, seconds: (performance.now() - started) / 1000 };
  }),
);

for (const { name, code, output, mend, seconds } of results) {
  if (code !== 0) console.error(`${output}\n`);
  console.log(`${code === 0 ? 'ok    ' : 'WRONG '} ${name} (${seconds.toFixed(1)} s)${code === 0 ? '' : `: ${mend}`}`);
}
process.exitCode = results.some(({ code }) => code !== 0) ? 1 : 0;
