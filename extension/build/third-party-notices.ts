import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';

/** Stands in every build, so in the zip for the store too. */
export const NOTICES_FILE = 'THIRD-PARTY-NOTICES.txt';

/** These two say MIT in their package.json and leave out the text, which stands in their repository (github.com/wxt-dev/wxt). */
const WXT_TEXT = 'extension/build/licence-texts/wxt.txt';
const TEXT_ELSEWHERE: Record<string, string> = { wxt: WXT_TEXT, '@wxt-dev/browser': WXT_TEXT };

/** The packages that virtual modules come from, by the beginning of the module's id. */
const VIRTUAL: [string, string][] = [
  ['\0rolldown/', 'rolldown'],
  ['\0vite/', 'vite'],
  ['\0virtual:wxt-', 'wxt'],
];

/** Collects which packages have code in the bundles; `text` writes their names, versions and licences. */
export function thirdPartyNotices(): { plugin: Plugin; text(): string } {
  const bundled = new Set<string>();
  return {
    plugin: {
      name: 'sidetone:third-party-notices',
      generateBundle(_, bundle) {
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
        for (const id of chunks.flatMap(({ modules }) => Object.keys(modules))) {
          const name = packageOf(id);
          if (name) bundled.add(name);
        }
      },
    },
    text: () => noticesOf([...bundled].sort()),
  };
}

/** The package that a module belongs to; undefined: it is ours. */
export function packageOf(id: string): string | undefined {
  const inside = id.split('/node_modules/').at(-1);
  const name = /^(@[^/]+\/)?[^/]+/.exec(inside ?? '')?.[0];
  if (inside !== id && name) return name;
  return VIRTUAL.find(([beginning]) => id.startsWith(beginning))?.[1];
}

/** Throws when a package has no licence text: nothing may be shipped without. */
export function noticesOf(packages: readonly string[]): string {
  const head = 'Sidetone contains the following works of others, unmodified but for bundling.';
  return `${[head, ...packages.map(noticeOf)].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

function noticeOf(name: string): string {
  const folder = path.join('node_modules', name);
  const about: { version?: unknown; license?: unknown } = JSON.parse(
    readFileSync(path.join(folder, 'package.json'), 'utf8'),
  );
  const own = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
    .map((file) => path.join(folder, file));
  const files = own.length > 0 ? own : [TEXT_ELSEWHERE[name] ?? ''].filter(Boolean);
  if (files.length === 0) throw new Error(`${name} is bundled into the extension, but has no licence text.`);
  const texts = files.map((file) => readFileSync(file, 'utf8').trim());
  // The Mozilla licence asks for the way to the source; it does no harm at the others.
  const source = `Source: https://www.npmjs.com/package/${name}/v/${about.version}`;
  return [`${name} ${about.version} (${about.license})`, source, ...texts].join('\n\n');
}
