import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { builtExtension } from '#test/support/built-extension.ts';
import { runCommand } from '#test/support/run-command.ts';
import { NOTICES_FILE } from './third-party-notices.ts';

const FOLDER = '.output/store';

/** What `npm run zip` made, by name. */
let zipped: Map<string, Buffer>;
let bytes: number;

beforeAll(async () => {
  const { code, output } = await runCommand('npm', ['run', 'zip'], { show: false, env: { NODE_ENV: 'production' } });
  if (code !== 0) throw new Error(output);
  const names = readdirSync(FOLDER).filter((file) => file.endsWith('.zip'));
  expect(names).toHaveLength(1);
  const archive = readFileSync(path.join(FOLDER, names[0] ?? ''));
  bytes = archive.length;
  zipped = unzip(archive);
});

const manifest = (): Record<string, unknown> => JSON.parse(zipped.get('manifest.json')?.toString() ?? '{}');

describe('the zip for the store', () => {
  it('has a manifest without a key: the store gives the id', () => {
    expect(manifest()).toMatchObject({ manifest_version: 3, default_locale: 'en' });
    expect(manifest()).not.toHaveProperty('key');
    expect(JSON.stringify(manifest())).not.toContain('localhost');
  });

  it('is for the rest the same extension as every build, file by file', async () => {
    const built = await builtExtension();
    const files = readdirSync(built, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(built, path.join(entry.parentPath, entry.name)));
    expect([...zipped.keys()].sort()).toEqual(files.sort());
    const { key: _, ...rest } = JSON.parse(readFileSync(path.join(built, 'manifest.json'), 'utf8'));
    expect(manifest()).toEqual(rest);
  });

  it('holds only what is needed', () => {
    const needed =
      /^((_locales\/(en|es)\/messages|manifest|managed-storage)\.json|THIRD-PARTY-NOTICES\.txt|[a-z]+\.html|(background|card|crm|offscreen)\.js|(chunks|assets)\/[\w-]+\.(js|css)|icon\/\d+\.png|sounds\/\w+\.wav)$/;
    expect([...zipped.keys()].filter((name) => !needed.test(name))).toEqual([]);
  });

  it('names the works of others', () => {
    expect(zipped.get(NOTICES_FILE)?.toString()).toContain('@twilio/voice-sdk');
  });

  it('is smaller than a photograph', () => {
    expect(bytes).toBeLessThan(1_000_000);
  });

  it('leaves the build that people load unpacked alone', () => {
    expect(existsSync(path.join(FOLDER, 'chrome-mv3', 'manifest.json'))).toBe(true);
  });
});

/** Reads an archive by its central directory (PKWARE APPNOTE 4.3): stored and deflated entries, which is all that the store takes. */
function unzip(archive: Buffer): Map<string, Buffer> {
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const files = new Map<string, Buffer>();
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const [method, size] = [archive.readUInt16LE(at + 10), archive.readUInt32LE(at + 20)];
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset));
    const header = archive.readUInt32LE(at + 42);
    const name = archive.toString('utf8', at + 46, at + 46 + (nameLength ?? 0));
    const start = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
    const data = archive.subarray(start, start + size);
    files.set(name, method === 0 ? data : inflateRawSync(data));
    at += 46 + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return files;
}
