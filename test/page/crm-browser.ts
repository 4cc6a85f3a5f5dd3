import { readFileSync } from 'node:fs';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { type Plugin, rolldown } from 'rolldown';
import { foundBrowser } from '#test/support/browser/find-browser.ts';

/** Chromium whose CRM is a folder of fixtures, with Sidetone's page part in it and a wire that only notes what is asked. */
export interface CrmBrowser {
  /** Opens a fixture (`test/fixtures/pages/<name>.html`) under a URL of the CRM. */
  open(fixture: string, options?: OpenOptions): Promise<Page>;
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Path at crm.zoho.eu. */
  path?: string;
  country?: string;
  language?: 'en' | 'es';
  dark?: boolean;
  /** Our roots are open, for tools that can't look into closed ones. Default: closed, as in the product. */
  openRoots?: boolean;
  /** Nobody is signed in. */
  signedOut?: boolean;
}

const HOST = 'https://crm.zoho.eu';
const RECORD = '/crm/org20098/tab/Contacts/501100000001';

export async function openCrmBrowser(entry = 'test/page/harness.ts'): Promise<CrmBrowser> {
  const executablePath = await foundBrowser();
  const script = await bundled(entry);
  const browser: Browser = await puppeteer.launch({
    executablePath,
    headless: true,
    pipe: true,
    defaultViewport: { width: 1280, height: 800 },
    args: ['--no-sandbox', '--disable-gpu', '--lang=en-US'],
  });
  return {
    async open(fixture, options = {}) {
      const { path = RECORD, country = 'ES', language = 'en', dark = false } = options;
      const { openRoots = false, signedOut = false } = options;
      const page = await browser.newPage();
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }]);
      await page.setRequestInterception(true);
      page.on('request', (request) => {
        const url = new URL(request.url());
        const name = url.pathname.startsWith('/frames/') ? url.pathname.slice(8) : fixture;
        if (url.origin !== HOST) void request.abort();
        else void request.respond({ contentType: 'text/html; charset=utf-8', body: html(name) });
      });
      await page.evaluateOnNewDocument((chosen) => Object.assign(window, { sidetoneOptions: chosen }), {
        country,
        language,
        signedOut,
        openRoots,
      });
      await page.evaluateOnNewDocument(script);
      await page.goto(HOST + path, { waitUntil: 'load' });
      return page;
    },
    close: () => browser.close(),
  };
}

const html = (name: string): string => readFileSync(`test/fixtures/pages/${name}.html`, 'utf8');

async function bundled(entry: string): Promise<string> {
  const build = await rolldown({
    input: entry,
    transform: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    plugins: [inlineCss],
    logLevel: 'silent',
  });
  const { output } = await build.generate({ format: 'iife', minify: true });
  await build.close();
  return output[0].code;
}

/** `look.css?inline` is its text, as in the extension's own build. */
const inlineCss: Plugin = {
  name: 'inline-css',
  resolveId: {
    filter: { id: /\.css\?inline$/ },
    async handler(id, importer) {
      const file = await this.resolve(id.replace('?inline', ''), importer, { skipSelf: true });
      return file && `${file.id}?inline`;
    },
  },
  load: {
    filter: { id: /\.css\?inline$/ },
    handler: (id) => ({
      code: `export default ${JSON.stringify(readFileSync(id.replace('?inline', ''), 'utf8'))}`,
      moduleType: 'js',
    }),
  },
};
