import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually } from '#test/support/eventually.ts';
import { lockFolder } from './folder-lock.ts';
import { openPglite } from './pglite.ts';
import type { Storage } from './storage.ts';

const WRITER = fileURLToPath(import.meta.resolve('#test/support/hold-folder.ts'));

let folder: string;
let writer: ChildProcess;
/** The number of the row that the other process committed last. */
let committed = -1;
let storage: Storage | undefined;

/** One start of another PGlite for all: on a busy machine it takes most of a minute. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sidetone-folder-'));
  let complaint = '';
  writer = spawn(process.execPath, [WRITER, folder], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  writer.stdout?.on('data', (chunk) => {
    said += chunk;
    // What comes after the last line's end is the beginning of a number.
    const lines = said.split('\n');
    said = lines.pop() ?? '';
    if (lines.length > 0) committed = Number(lines.at(-1));
  });
  writer.stderr?.on('data', (chunk) => {
    complaint += chunk;
  });
  await eventually(
    'the other process writes',
    () => {
      if (complaint) throw new Error(complaint);
      return committed > 5;
    },
    110_000,
  );
}, 120_000);
afterAll(async () => {
  writer.kill('SIGKILL');
  // A folder that vanishes under whoever holds it ends the process.
  await storage?.close();
  await rm(folder, { recursive: true, force: true });
});

it('refuses a second process, in words', async () => {
  await expect(openPglite({ engine: 'pglite', folder })).rejects.toThrow(
    /in use by another Sidetone.*DATA_DIR.*DATABASE_URL/s,
  );
});

it('takes the folder of a process that was killed, with everything that it had committed', async () => {
  const ended = once(writer, 'close');
  writer.kill('SIGKILL');
  await ended;
  storage = await openPglite({ engine: 'pglite', folder });
  const { count } = await storage.db
    .selectFrom('agents')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  expect(count).toBeGreaterThanOrEqual(committed + 1);
}, 120_000);

it('can be opened again right after it was closed', async () => {
  const another = join(folder, 'another');
  const first = await lockFolder(another);
  await first.release();
  const second = await lockFolder(another);
  await second.release();
});
