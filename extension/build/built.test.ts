import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { CRM_PAGES } from '#extension/manifest.ts';
import { EXTENSION_ID } from '#shared/extension-id.ts';
import { gzipKb, loadedFiles } from '#test/bench/loaded-files.ts';
import { builtExtension } from '#test/support/built-extension.ts';

const manifestSchema = v.looseObject({
  key: v.string(),
  name: v.string(),
  default_locale: v.string(),
  icons: v.record(v.string(), v.string()),
  commands: v.record(v.string(), v.object({ suggested_key: v.object({ default: v.string() }) })),
  background: v.object({ service_worker: v.string() }),
  content_scripts: v.array(v.object({ js: v.array(v.string()), css: v.optional(v.array(v.string())) })),
  storage: v.object({ managed_schema: v.string() }),
});

let built: string;
let manifest: v.InferOutput<typeof manifestSchema>;
beforeAll(async () => {
  built = await builtExtension();
  manifest = v.parse(manifestSchema, JSON.parse(read('manifest.json')));
});

const read = (file: string): string => readFileSync(path.join(built, file), 'utf8');
const files = (ending: RegExp): string[] =>
  readdirSync(built, { recursive: true, encoding: 'utf8' }).filter((file) => ending.test(file));
const sizeOf = (...entries: string[]) =>
  gzipKb(built, [...new Set(entries.flatMap((entry) => loadedFiles(built, entry)))]);
const onEveryPage = () => manifest.content_scripts.flatMap(({ js, css = [] }) => [...js, ...css]);

/** Words that stand in the bundle of a library whatever the minifier does. */
const POLYFILL = 'This script should only be loaded in a browser extension';
const VALIBOT = '~run';
const PREACT = /\b__k\b[\s\S]*\b__e\b/;

describe('what every CRM page loads', () => {
  it('is one script of at most 34 KB', () => {
    expect(onEveryPage()).toEqual(['crm.js']);
    expect(sizeOf(...onEveryPage())).toBeLessThanOrEqual(34);
  });

  it('carries no polyfill, no valibot, no Preact', () => {
    const script = onEveryPage().map(read).join('\n');
    expect(script).not.toContain(POLYFILL);
    expect(script).not.toContain(VALIBOT);
    expect(script).not.toMatch(PREACT);
  });

  it('says nothing to the page of being there, and listens to no event that any page can send', () => {
    expect(onEveryPage().map(read).join('\n')).not.toMatch(/content-script-started|postMessage\(/);
  });

  it('would be seen if it did', () => {
    const popup = loadedFiles(built, 'popup.html').map(read).join('\n');
    expect(popup).toContain(POLYFILL);
    expect(popup).toMatch(PREACT);
    expect(read('background.js')).toContain(VALIBOT);
  });

  it('comes to each page once: the card is a script of its own, put in at the first call', () => {
    expect(existsSync(path.join(built, 'card.js'))).toBe(true);
    expect(read('card.js')).not.toContain(POLYFILL);
  });
});

describe('the offscreen document', () => {
  it('loads the Voice SDK, and neither the polyfill nor Preact', () => {
    const loaded = loadedFiles(built, 'offscreen.html').map(read).join('\n');
    expect(loaded).toContain('voice-js');
    expect(loaded).not.toContain(POLYFILL);
    expect(loaded).not.toMatch(PREACT);
  });

  it('finds beside it what only a call that is dialled, or is on, needs', () => {
    const names = [...read('offscreen.js').matchAll(/\bimport\(["'`]\.\/([^"'`]+)["'`]\)/g)].map(
      ([, file = '']) => file,
    );
    expect(names.map((name) => /\/(.+)-.{8}\.js$/.exec(name)?.[1]).sort()).toEqual(['dial', 'in-call']);
    for (const name of names) expect(loadedFiles(built, name).sort()).toEqual([name, 'offscreen.js']);
  });

  // The unmodified SDK alone takes 45 of them.
  it('is at most 60 KB', () => {
    expect(sizeOf('offscreen.html')).toBeLessThanOrEqual(60);
  });
});

describe('the manifest', () => {
  it('fixes the extension’s id wherever it is loaded from', () => {
    const digest = createHash('sha256').update(Buffer.from(manifest.key, 'base64')).digest('hex').slice(0, 32);
    const id = [...digest].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('');
    expect(id).toBe(EXTENSION_ID);
  });

  it('knows nothing of this machine, of tests, or of hosts other than the CRM’s', () => {
    const text = JSON.stringify(manifest);
    expect(text).not.toMatch(/localhost|127\.0\.0\.1|\[::1\]|<all_urls>|http:/);
    const hosts = [...text.matchAll(/https:\/\/[^"]*/g)].map(([host]) => host);
    expect(new Set(hosts)).toEqual(new Set([...CRM_PAGES, 'https://*/*']));
  });

  it('names only files that are there', () => {
    const named = [
      ...Object.values(manifest.icons),
      manifest.background.service_worker,
      manifest.storage.managed_schema,
    ];
    expect(Object.keys(manifest.icons)).toEqual(expect.arrayContaining(['16', '32', '48', '128']));
    for (const file of [...named, 'offscreen.html', 'popup.html', 'sidepanel.html', 'options.html', 'join.html']) {
      expect(existsSync(path.join(built, file)), file).toBe(true);
    }
  });

  it('suggests four keys at most: with a fifth Chrome refuses the extension', () => {
    const keys = Object.values(manifest.commands).map(({ suggested_key }) => suggested_key.default);
    expect(keys.length).toBeLessThanOrEqual(4);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('is written in every language of the product, within the store’s lengths', () => {
    const words = /__MSG_(\w+)__/g;
    const used = [...JSON.stringify(manifest).matchAll(words)].map(([, name = '']) => name);
    for (const language of ['en', 'es']) {
      const messages: Record<string, { message: string }> = JSON.parse(read(`_locales/${language}/messages.json`));
      expect(used.filter((name) => !messages[name]?.message)).toEqual([]);
      expect(messages.name?.message.length).toBeLessThanOrEqual(75);
      expect(messages.description?.message.length).toBeLessThanOrEqual(132);
    }
  });
});

describe('the code', () => {
  it('is all in the package: nothing is fetched and run, nothing is made of text', () => {
    for (const file of files(/\.js$/)) {
      expect(read(file), file).not.toMatch(/\beval\(|new Function\(|\bFunction\(\s*["'`]|importScripts\(/);
      expect(read(file), file).not.toMatch(/\bimport\(\s*["'`]https?:/);
      expect(read(file), file).not.toMatch(/\.src\s*=\s*["'`]https?:\/\/[^"'`]*\.js/);
    }
    for (const page of files(/\.html$/)) {
      expect(read(page), page).not.toMatch(/<script[^>]*src="(https?:)?\/\//);
      expect(read(page), page).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>[^<]/);
      expect(read(page), page).not.toMatch(/\son\w+="/);
    }
  });

  it('is text that Chrome takes as a content script: UTF-8 without non-characters', () => {
    for (const file of [...onEveryPage(), 'card.js'])
      expect(read(file), file).not.toMatch(/[\uFDD0-\uFDEF\uFFFE\uFFFF]/);
  });

  it('holds nothing of the tests, no source maps and no word of the folder it was built in', () => {
    expect(files(/\.(map|ts|tsx)$/)).toEqual([]);
    for (const file of files(/\.(js|html|json|css)$/)) {
      expect(read(file), file).not.toContain(process.cwd());
      expect(read(file), file).not.toMatch(/#test\/|test\/support/);
    }
  });
});
