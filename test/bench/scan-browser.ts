import puppeteer, { type Page } from 'puppeteer-core';
import { rolldown } from 'rolldown';
import { foundBrowser } from '#test/support/browser/find-browser.ts';

const CRM_ADDRESS = 'https://crm.zoho.eu/crm/org20098/tab/Contacts/501100000001';
export const CELLS_PER_ROW = 10;

/** Chromium in which the CRM is whatever table the bench wants. */
export interface ScanBrowser {
  /** A fresh page with a table of these texts, and with `scanPage` in it. */
  open(texts: readonly string[]): Promise<Page>;
  close(): Promise<void>;
}

export async function openScanBrowser(): Promise<ScanBrowser> {
  const executablePath = await foundBrowser();
  const script = await bundledScanPage();
  const browser = await puppeteer.launch({
    executablePath,
    headless: true,
    pipe: true,
    defaultViewport: { width: 1280, height: 800 },
    args: ['--no-sandbox', '--disable-gpu', '--lang=en-US'],
  });
  return {
    async open(texts) {
      const page = await browser.newPage();
      await page.setRequestInterception(true);
      page.on(
        'request',
        (request) => void request.respond({ contentType: 'text/html; charset=utf-8', body: tableOf(texts) }),
      );
      await page.goto(CRM_ADDRESS, { waitUntil: 'load' });
      await page.evaluate(script);
      return page;
    },
    close: () => browser.close(),
  };
}

export function rowsOf(texts: readonly string[]): string[][] {
  const count = Math.ceil(texts.length / CELLS_PER_ROW);
  return Array.from({ length: count }, (_, row) => texts.slice(row * CELLS_PER_ROW, (row + 1) * CELLS_PER_ROW));
}

function tableOf(texts: readonly string[]): string {
  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const rows = rowsOf(texts).map((row) => `<tr>${row.map((text) => `<td>${escaped(text)}</td>`).join('')}</tr>`);
  return `<!doctype html><title>Contacts</title><table><tbody>${rows.join('')}</tbody></table>`;
}

async function bundledScanPage(): Promise<string> {
  const build = await rolldown({ input: 'test/bench/scan-page.ts', logLevel: 'silent' });
  const { output } = await build.generate({ format: 'iife', minify: true });
  await build.close();
  return output[0].code;
}
