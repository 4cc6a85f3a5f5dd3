import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { buildGallery } from '#test/gallery/build-gallery.ts';
import { foundBrowser } from '#test/support/browser/find-browser.ts';

const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

export interface Gallery {
  readonly browser: Browser;
  /** A fresh page that shows the view, in the size of its kind. */
  show(view: string, how?: Showing): Promise<Page>;
  /** Names of all views. */
  views(): Promise<readonly string[]>;
  close(): Promise<void>;
}

export interface Showing {
  readonly theme?: 'light' | 'dark';
  readonly language?: 'en' | 'es';
  /** Another page to show it in, instead of a fresh one. */
  readonly page?: Page;
}

/** Builds the gallery, serves it on a free port, and opens Chromium on it. */
export async function openGallery(): Promise<Gallery> {
  const folder = await mkdtemp(join(tmpdir(), 'sidetone-gallery-'));
  await buildGallery(folder);
  const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://gallery').pathname);
    const file = path === '/' ? '/index.html' : path;
    const body = await readFile(join(folder, file)).catch(() => null);
    response.writeHead(body === null ? 404 : 200, { 'content-type': TYPES[extname(file)] ?? 'text/plain' }).end(body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const origin = `http://127.0.0.1:${port}/`;
  const browser = await puppeteer.launch({
    executablePath: await foundBrowser(),
    args: ['--no-sandbox', '--disable-gpu', '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
  });
  return {
    browser,
    async show(view, { theme = 'light', language = 'en', page } = {}) {
      const shown = page ?? (await browser.newPage());
      await shown.setViewport(view.startsWith('popup') ? { width: 360, height: 600 } : { width: 1200, height: 860 });
      await shown.goto(`${origin}?${new URLSearchParams({ view, theme, lang: language })}`);
      await shown.waitForSelector('#root > *');
      return shown;
    },
    async views() {
      const page = await browser.newPage();
      await page.goto(origin);
      const names = await page.$$eval('a', (links) => links.map((link) => link.textContent));
      await page.close();
      return names;
    },
    async close() {
      await browser.close();
      server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
