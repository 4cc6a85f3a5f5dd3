import { browserOrInstall } from './install-browser.ts';

/** `node test/support/browser/install.ts [--yes]`: finds a browser, or installs one, and prints its path. */
const browser = await browserOrInstall({ yes: process.argv.includes('--yes'), say: (line) => console.error(line) });
console.log(browser);
