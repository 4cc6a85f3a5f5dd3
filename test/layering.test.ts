import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import path from 'node:path';
import { parseSync } from 'oxc-parser';
import { beforeAll, expect, it } from 'vitest';

/** Which top folder may import which. */
const DIRECTION: Record<string, string[]> = {
  shared: ['shared'],
  server: ['server', 'shared'],
  extension: ['extension', 'shared'],
  test: ['test', 'server', 'extension', 'shared'],
};

/** A package, and the only places that may know it. Tests beside a source follow their source; `test/` is free. */
const CONFINED: Record<string, RegExp> = {
  '@twilio/voice-sdk': /^extension\/softphone\/device\.ts$/,
  twilio: /^server\/twilio\//,
  'pg-boss': /^server\/jobs\//,
  '@electric-sql/pglite': /^server\/database\//,
  pg: /^server\/(database|realtime)\//,
  preact: /^extension\/(views|page\/card|entrypoints)\//,
  '@preact/signals': /^extension\/(views|page\/card|entrypoints)\//,
  lucide: /^extension\/(views|page\/card)\//,
  hono: /^server\//,
  kysely: /^server\//,
};

/** What each layer of shared and extension may import from outside: little, because it loads in pages. */
const SHARED_PACKAGES = /^(valibot|libphonenumber-js\/(core|min\/metadata|metadata\.min\.json).*|vitest)$/;

interface Source {
  file: string;
  text: string;
  imports: string[];
}

let sources: Source[] = [];

beforeAll(async () => {
  const files: string[] = [];
  for await (const file of glob('{shared,server,extension,test}/**/*.{ts,tsx}', { cwd: process.cwd() })) {
    files.push(file.split(path.sep).join('/'));
  }
  sources = files.sort().map((file) => {
    const text = readFileSync(file, 'utf8');
    return { file, text, imports: importsOf(file, text) };
  });
});

function importsOf(file: string, text: string): string[] {
  const { module } = parseSync(file, text);
  const fixed = module.staticImports.map((entry) => entry.moduleRequest.value);
  const reExported = module.staticExports.flatMap((entry) =>
    entry.entries.flatMap((one) => (one.moduleRequest ? [one.moduleRequest.value] : [])),
  );
  const dynamic = module.dynamicImports.flatMap((entry) => {
    const literal = /^['"](.+)['"]$/.exec(text.slice(entry.moduleRequest.start, entry.moduleRequest.end));
    return literal?.[1] ? [literal[1]] : [];
  });
  return [...fixed, ...reExported, ...dynamic];
}

const topOf = (file: string): string => file.split('/')[0] ?? '';
const isTest = (file: string): boolean => /\.(test|fixture)\.tsx?$/.test(file) || file.startsWith('test/');

function resolve(file: string, wanted: string): string | undefined {
  if (wanted.startsWith('#')) return wanted.slice(1);
  if (wanted.startsWith('.')) return path.posix.join(path.posix.dirname(file), wanted);
  return undefined;
}

it('finds the sources it judges', () => {
  expect(sources.length).toBeGreaterThan(20);
});

it('lets shared know only itself, server and extension only shared and themselves', () => {
  const wrong = sources.flatMap(({ file, imports }) =>
    imports
      .map((wanted) => ({ wanted, target: resolve(file, wanted) }))
      .filter(({ target }) => {
        if (target === undefined) return false;
        const allowed = isTest(file) ? [...(DIRECTION[topOf(file)] ?? []), 'test'] : DIRECTION[topOf(file)];
        return !allowed?.includes(topOf(target));
      })
      .map(({ wanted }) => `${file} imports ${wanted}`),
  );
  expect(wrong).toEqual([]);
});

it('never climbs out of a folder by ../', () => {
  const wrong = sources.flatMap(({ file, imports }) =>
    imports.filter((wanted) => wanted.startsWith('../')).map((wanted) => `${file} imports ${wanted}`),
  );
  expect(wrong).toEqual([]);
});

it('has no circle of imports', () => {
  const byFile = new Map(sources.map((source) => [source.file, source]));
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, trail: string[]): void => {
    const seenAt = trail.indexOf(file);
    if (seenAt >= 0) {
      circles.push([...trail.slice(seenAt), file].join(' → '));
      return;
    }
    const source = byFile.get(file);
    if (done.has(file) || !source) return;
    for (const wanted of valueImports(source)) {
      const target = resolve(file, wanted);
      if (target) visit(target, [...trail, file]);
    }
    done.add(file);
  };
  for (const { file } of sources) visit(file, []);
  expect(circles).toEqual([]);
});

/** Imports that exist at run time: `import type` makes no circle. */
function valueImports({ file, text, imports }: Source): string[] {
  const { module } = parseSync(file, text);
  const onlyTypes = new Set(
    module.staticImports
      .filter((entry) => text.slice(entry.start, entry.start + 12).startsWith('import type '))
      .map((entry) => entry.moduleRequest.value),
  );
  return imports.filter((wanted) => !onlyTypes.has(wanted));
}

it('keeps each confined package in its place', () => {
  const wrong = sources.flatMap(({ file, imports }) => {
    if (isTest(file)) return [];
    return imports.flatMap((wanted) => {
      const name = Object.keys(CONFINED).find((known) => wanted === known || wanted.startsWith(`${known}/`));
      return name && !CONFINED[name]?.test(file) ? [`${file} imports ${wanted}`] : [];
    });
  });
  expect(wrong).toEqual([]);
});

it('keeps shared free of everything but valibot and libphonenumber-js', () => {
  const wrong = sources.flatMap(({ file, imports }) => {
    if (topOf(file) !== 'shared' || isTest(file)) return [];
    return imports
      .filter((wanted) => resolve(file, wanted) === undefined && !SHARED_PACKAGES.test(wanted))
      .map((wanted) => `${file} imports ${wanted}`);
  });
  expect(wrong).toEqual([]);
});

it('reads the environment in config.ts alone', () => {
  const wrong = sources
    .filter(
      ({ file }) =>
        (topOf(file) === 'server' || topOf(file) === 'extension' || topOf(file) === 'shared') && !isTest(file),
    )
    .filter(({ file, text }) => file !== 'server/config.ts' && /\bprocess\.env\b/.test(text))
    .map(({ file }) => file);
  expect(wrong).toEqual([]);
});

it('lets only entrypoints, wire and settings know the browser’s extension API', () => {
  const wrong = sources
    .filter(({ file }) => topOf(file) === 'extension' && !isTest(file))
    .filter(({ file }) => !/^extension\/(entrypoints|wire|settings)\//.test(file))
    .filter(({ text }) => /\b(chrome|browser)\.[a-z]+[.(]/i.test(withoutComments(text)))
    .map(({ file }) => file);
  expect(wrong).toEqual([]);
});

const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');

it('keeps views free of everything but wire and shared', () => {
  const wrong = sources.flatMap(({ file, imports }) => {
    if (!file.startsWith('extension/views/') || isTest(file)) return [];
    return imports
      .map((wanted) => ({ wanted, target: resolve(file, wanted) }))
      .filter(({ target }) => target !== undefined && !/^(extension\/(views|wire|locales)|shared)\//.test(target))
      .map(({ wanted }) => `${file} imports ${wanted}`);
  });
  expect(wrong).toEqual([]);
});

it('has entrypoints of at most 60 lines', () => {
  const wrong = sources
    .filter(({ file }) => file.startsWith('extension/entrypoints/') && !isTest(file))
    .filter(({ text }) => text.split('\n').length > 61)
    .map(({ file }) => file);
  expect(wrong).toEqual([]);
});

it('has no drawer for what nobody could name', () => {
  const wrong = sources
    .map(({ file }) => file)
    .filter((file) => /(^|\/)(utils?|helpers?|common|types|index)\.tsx?$/.test(file));
  expect(wrong).toEqual([]);
});
