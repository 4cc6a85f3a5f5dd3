import { defineConfig } from 'vitest/config';

const isolatedFiles = { pool: 'forks' as const, testTimeout: 20_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    projects: [
      {
        oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
        test: {
          ...isolatedFiles,
          name: 'unit',
          include: ['{shared,server,extension,test}/**/*.test.{ts,tsx}'],
          exclude: ['**/node_modules/**', '**/*.story.test.ts', '**/*.storage.test.ts'],
        },
      },
      {
        test: { ...isolatedFiles, name: 'storage', include: ['server/**/*.storage.test.ts'], testTimeout: 60_000 },
      },
      {
        test: {
          ...isolatedFiles,
          name: 'stories',
          include: ['test/stories/**/*.story.test.ts'],
          fileParallelism: false,
          testTimeout: 90_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
