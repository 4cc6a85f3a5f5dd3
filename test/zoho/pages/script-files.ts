import { readdir, readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';

const FOLDER = new URL('./client/', import.meta.url);

/** What the page loads, by file name: its own scripts, written in TypeScript and stripped of their types here, and its style sheet. */
export async function pageFiles(): Promise<Map<string, { type: string; text: string }>> {
  const files = new Map<string, { type: string; text: string }>();
  for (const name of await readdir(FOLDER)) {
    const source = await readFile(new URL(name, FOLDER), 'utf8');
    if (name.endsWith('.css')) files.set(name, { type: 'text/css; charset=utf-8', text: source });
    else if (name.endsWith('.ts')) files.set(name, { type: 'text/javascript; charset=utf-8', text: stripped(source) });
  }
  return files;
}

/** Node warns once that stripping is experimental; whoever runs a demo has no use for that line. */
function stripped(source: string): string {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return stripTypeScriptTypes(source);
  } finally {
    process.emitWarning = emitWarning;
  }
}
