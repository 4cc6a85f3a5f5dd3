import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { eventually } from '#test/support/eventually.ts';

const MAIN = fileURLToPath(import.meta.resolve('#server/main.ts'));

function start(env: Record<string, string>) {
  const child = spawn(process.execPath, [MAIN], { env: { PATH: process.env.PATH ?? '', ...env } });
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    said.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    said.err += chunk;
  });
  return { child, said, ended: once(child, 'close').then(([code]: unknown[]) => code) };
}

it('says everything that is missing and ends with code 1', async () => {
  const { said, ended } = start({});
  expect(await ended).toBe(1);
  for (const name of ['PUBLIC_URL', 'SECRET_KEY', 'ZOHO_CLIENT_ID', 'ZOHO_CLIENT_SECRET', 'ZOHO_DC', 'DATABASE_URL']) {
    expect(said.err).toContain(`${name} is missing`);
  }
  expect(said.err).not.toContain('    at ');
});

it('starts from its environment, prints the set-up link, and ends in order on SIGTERM', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sidetone-main-'));
  const { child, said, ended } = start({
    PUBLIC_URL: 'http://localhost',
    PORT: '0',
    DATA_DIR: folder,
    SECRET_KEY: Buffer.alloc(32, 1).toString('hex'),
    ZOHO_CLIENT_ID: 'id',
    ZOHO_CLIENT_SECRET: 'client-secret-value',
    ZOHO_DC: 'eu',
  });
  const link = await eventually(
    'it prints the link',
    () => /http:\/\/localhost:\d+\/set-up\/\S+/.exec(said.out)?.[0],
    40_000,
  );
  expect(said.out).toContain('not a power failure');
  expect((await fetch(link)).status).toBe(200);
  expect((await fetch(new URL('/readyz', link))).status).toBe(200);
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
  expect(said.out).toContain('server stopped');
  expect(said.out).not.toContain('client-secret-value');
  expect(said.err).toBe('');
  await rm(folder, { recursive: true });
});

it('says in words that the database does not answer', async () => {
  const { said, ended } = start({
    PUBLIC_URL: 'http://localhost',
    DATABASE_URL: 'postgres://sidetone:pass-word@127.0.0.1:9/none',
    SECRET_KEY: Buffer.alloc(32, 1).toString('hex'),
    ZOHO_CLIENT_ID: 'id',
    ZOHO_CLIENT_SECRET: 'x',
    ZOHO_DC: 'eu',
  });
  expect(await ended).toBe(1);
  expect(said.err).toContain('The PostgreSQL at DATABASE_URL does not answer');
  expect(said.err + said.out).not.toContain('pass-word');
});
