import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { eventually } from '#test/support/eventually.ts';
import { lockFolder } from './folder-lock.ts';
import { openPglite } from './pglite.ts';

const WRITER = fileURLToPath(import.meta.resolve('#test/support/hold-folder.ts'));

let folder: string;
let writer: ChildProcess | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sidetone-folder-'));
});
afterEach(async () => {
  writer?.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

/** Starts the other process; answers the number of the row that it committed last. */
async function startWriter(): Promise<() => number> {
  let last = -1;
  let complaint = '';
  writer = spawn(process.execPath, [WRITER, folder], { stdio: ['ignore', 'pipe', 'pipe'] });
  writer.stdout?.on('data', (chunk) => {
    last = Number(String(chunk).trim().split('\n').at(-1));
  });
  writer.stderr?.on('data', (chunk) => {
    complaint += chunk;
  });
  await eventually(
    'the other process writes',
    () => {
      if (complaint) throw new Error(complaint);
      return last > 20;
    },
    40_000,
  );
  return () => last;
}

it('refuses a second process, in words', async () => {
  await startWriter();
  await expect(openPglite({ engine: 'pglite', folder })).rejects.toThrow(
    /in use by another Sidetone.*DATA_DIR.*DATABASE_URL/s,
  );
});

it('takes the folder of a process that was killed, with everything that it had committed', async () => {
  const committed = await startWriter();
  const ended = writer && once(writer, 'exit');
  writer?.kill('SIGKILL');
  await ended;
  const storage = await openPglite({ engine: 'pglite', folder });
  const { count } = await storage.db
    .selectFrom('agents')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  expect(count).toBeGreaterThanOrEqual(committed() + 1);
  await storage.close();
});

it('can be opened again right after it was closed', async () => {
  const first = await lockFolder(folder);
  await first.release();
  const second = await lockFolder(folder);
  await second.release();
});
