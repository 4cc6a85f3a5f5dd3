import { access, constants } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';

/** Where a browser that Sidetone installed without root stands. */
export const BROWSER_CACHE = path.join(
  process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache'),
  'sidetone',
  'browser',
);

const KNOWN_PLACES: Record<string, string[]> = {
  linux: [
    // Debian's Chromium first: branded Chrome no longer loads unpacked extensions from its command line.
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/snap/bin/chromium',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/google-chrome',
    '/opt/google/chrome/chrome',
  ],
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
  win32: ['C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'],
};

/** The browser to use: `CHROME_PATH`, else one installed by us, else one the system has; undefined when there is none. */
export async function findBrowser(): Promise<string | undefined> {
  const named = process.env.CHROME_PATH;
  if (named) {
    if (await runs(named)) return named;
    throw new Error(`CHROME_PATH names ${named}, which can't be run. Correct it or unset it.`);
  }
  const own = path.join(BROWSER_CACHE, 'chromium');
  for (const place of [own, ...(KNOWN_PLACES[process.platform] ?? [])]) if (await runs(place)) return place;
  return undefined;
}

/** The same; throws when there is none. */
export async function foundBrowser(): Promise<string> {
  const found = await findBrowser();
  if (found) return found;
  throw new Error('No Chrome or Chromium was found. Run: node test/support/browser/install.ts --yes');
}

async function runs(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}
