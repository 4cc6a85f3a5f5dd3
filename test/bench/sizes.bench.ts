import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { EXTENSION_FOLDER } from '#test/support/browser/agent-browser.ts';
import type { Bench, Figure } from './bench.ts';
import { gzipKb, loadedFiles } from './loaded-files.ts';

const manifestSchema = v.object({
  content_scripts: v.array(v.object({ js: v.optional(v.array(v.string())), css: v.optional(v.array(v.string())) })),
  background: v.object({ service_worker: v.string() }),
});

export const sizesBench: Bench = {
  name: 'sizes',
  about: 'gzip size of what each part of the extension loads',
  needsBuild: true,
  onlyByName: false,
  async run() {
    const folder = EXTENSION_FOLDER;
    const manifestFile = path.join(folder, 'manifest.json');
    if (!existsSync(manifestFile)) throw new Error(`There is no build in ${folder}. Run: npm run build`);
    const manifest = v.parse(manifestSchema, JSON.parse(readFileSync(manifestFile, 'utf8')));
    const onEveryPage = manifest.content_scripts.flatMap(({ js = [], css = [] }) => [...js, ...css]);
    const size = (what: string, entries: readonly string[], goal?: Figure['goal']): Figure => {
      const files = [...new Set(entries.flatMap((entry) => loadedFiles(folder, entry)))];
      return {
        what,
        value: gzipKb(folder, files),
        unit: 'KB',
        ...(goal ? { goal } : {}),
        note: largest(folder, files),
      };
    };
    return {
      name: 'sizes',
      how: `gzip -9 of the files that ${folder} loads before anything runs, 1 KB = 1,000 bytes`,
      figures: [
        size('every allowed CRM page', onEveryPage, { most: 34 }),
        size('in-page card (at the first call)', ['card.js']),
        size('offscreen document', ['offscreen.html'], { most: 60 }),
        size('service worker', [manifest.background.service_worker]),
        size('popup', ['popup.html']),
        size('options', ['options.html']),
      ],
    };
  },
};

/** Where to look when it is too much. */
function largest(folder: string, files: readonly string[]): string {
  const sized = files.map((file) => ({ file, kb: gzipKb(folder, [file]) })).sort((a, b) => b.kb - a.kb);
  return sized
    .slice(0, 3)
    .map(({ file, kb }) => `${path.basename(file)} ${kb.toFixed(1)}`)
    .join(', ');
}
