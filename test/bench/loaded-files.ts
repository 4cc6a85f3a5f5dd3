import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { parseSync } from 'oxc-parser';

const SCRIPT_OR_STYLE = /<(?:script|link)\b[^>]*?\b(?:src|href)="([^"]+\.(?:js|css))"/g;

/**
 * What one page or script of the built extension loads before it runs: itself, the scripts and styles that a page names, and what these
 * import statically. Paths from the folder's root, each once.
 */
export function loadedFiles(folder: string, entry: string): string[] {
  const found = new Set<string>();
  const visit = (file: string) => {
    if (found.has(file)) return;
    if (!existsSync(path.join(folder, file))) throw new Error(`${entry} loads ${file}, which is not in ${folder}`);
    found.add(file);
    for (const next of namedIn(file, readFileSync(path.join(folder, file), 'utf8'))) visit(next);
  };
  visit(entry);
  return [...found];
}

/** Each file by itself, as a server would send it; 1 KB = 1,000 bytes. */
export function gzipKb(folder: string, files: readonly string[]): number {
  const bytes = files.map((file) => gzipSync(readFileSync(path.join(folder, file)), { level: 9 }).length);
  return bytes.reduce((sum, size) => sum + size, 0) / 1000;
}

function namedIn(file: string, text: string): string[] {
  const beside = (name: string) => path.posix.join(path.posix.dirname(file), name);
  const resolve = (name: string) => (name.startsWith('/') ? name.slice(1) : beside(name));
  if (file.endsWith('.html')) return [...text.matchAll(SCRIPT_OR_STYLE)].map(([, name = '']) => resolve(name));
  if (!file.endsWith('.js')) return [];
  const { staticImports, staticExports } = parseSync(file, text).module;
  const imported = staticImports.map((entry) => entry.moduleRequest.value);
  const passedOn = staticExports.flatMap(({ entries }) => entries.flatMap((entry) => entry.moduleRequest?.value ?? []));
  return [...imported, ...passedOn].map(resolve);
}
