import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { gzipKb, loadedFiles } from './loaded-files.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sidetone-sizes-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function build(files: Record<string, string>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
}

it('follows a page to its scripts, their imports and its styles, each once', () => {
  build({
    'popup.html':
      '<script type="module" crossorigin src="/chunks/popup.js"></script><link rel="modulepreload" crossorigin href="/chunks/shared.js"><link rel="stylesheet" href="/assets/look.css">',
    'chunks/popup.js': 'import{a}from"./shared.js";import"./side.js";a();const later=()=>import("./later.js");later()',
    'chunks/shared.js': 'export*from"./deep.js";export const a=()=>1;',
    'chunks/side.js': 'import{a}from"./shared.js";a()',
    'chunks/deep.js': 'export const b=2',
    'chunks/later.js': 'export const c=3',
    'assets/look.css': 'p{margin:0}',
  });
  expect(loadedFiles(folder, 'popup.html').sort()).toEqual([
    'assets/look.css',
    'chunks/deep.js',
    'chunks/popup.js',
    'chunks/shared.js',
    'chunks/side.js',
    'popup.html',
  ]);
});

it('takes a lone script as it is', () => {
  build({ 'card.js': 'console.log(1)' });
  expect(loadedFiles(folder, 'card.js')).toEqual(['card.js']);
});

it('says what is missing instead of leaving it out', () => {
  build({ 'popup.html': '<script src="/gone.js"></script>' });
  expect(() => loadedFiles(folder, 'popup.html')).toThrow('popup.html loads gone.js');
});

it('adds up each file compressed by itself', () => {
  build({ 'a.js': 'x'.repeat(100_000), 'b.js': 'x'.repeat(100_000) });
  const one = gzipKb(folder, ['a.js']);
  expect(one).toBeGreaterThan(0.05);
  expect(one).toBeLessThan(0.5);
  expect(gzipKb(folder, ['a.js', 'b.js'])).toBeCloseTo(2 * one);
});
