import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Every file in a process of its own; a generous limit, because two busy cores are slow, never a measure of speed. */
const shared = { pool: 'forks' as const, testTimeout: 60_000, hookTimeout: 90_000 };
const jsx = { jsx: { runtime: 'automatic', importSource: 'preact' } } as const;

/** Short files that take long. Vitest begins with the largest files: at the end of all, each of these would run with nothing beside it. */
const LONG = [
  'test/chaos/chaos.test.ts',
  'test/chaos/failing-rest.test.ts',
  'test/attack/attack.test.ts',
  'test/stories/browser-chaos.story.test.ts',
  'test/stories/supervised-calls.story.test.ts',
  'test/stories/sleeping-worker.story.test.ts',
  'test/stories/cut-off-calls.story.test.ts',
];
const isLong = ({ moduleId }: TestSpecification): boolean => LONG.some((file) => moduleId.endsWith(`/${file}`));
const orderOf = ({ project }: TestSpecification): number => project.config.sequence.groupOrder;

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.sort((a, b) => orderOf(a) - orderOf(b) || Number(isLong(b)) - Number(isLong(a)));
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongFirst },
    projects: [
      {
        oxc: jsx,
        test: {
          ...shared,
          name: 'unit',
          maxWorkers: 2,
          include: ['{shared,server,extension,test}/**/*.test.{ts,tsx}'],
          exclude: ['**/node_modules/**', '**/*.story.test.ts', '**/*.storage.test.ts', 'test/completeness.test.ts'],
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...shared,
          name: 'storage',
          maxWorkers: 2,
          include: ['server/**/*.storage.test.ts'],
          globalSetup: ['test/support/postgres/postgres.setup.ts'],
          testTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        oxc: jsx,
        test: {
          ...shared,
          name: 'stories',
          include: ['test/stories/**/*.story.test.ts'],
          testTimeout: 90_000,
          hookTimeout: 120_000,
          // Most of a story is waiting: for ringing, for music, for what must not happen.
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
        },
      },
      {
        // Reads the report of a run of all others: `test/run.ts` starts it after them.
        test: {
          ...shared,
          name: 'completeness',
          include: ['test/completeness.test.ts'],
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
