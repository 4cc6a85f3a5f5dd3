import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import puppeteer, { type Browser } from 'puppeteer-core';
import { foundBrowser } from '#test/support/browser/find-browser.ts';
import { certificate } from '#test/support/certificate.ts';
import type { LocalZoho } from './local-zoho.ts';

/** Headless Chromium without any extension, in which Zoho's names lead to this local Zoho. The caller closes it. */
export async function zohoBrowser(zoho: LocalZoho): Promise<{ browser: Browser; close(): Promise<void> }> {
  const executablePath = await foundBrowser();
  const userDataDir = await mkdtemp(path.join(tmpdir(), 'sidetone-zoho-'));
  const hosts = ['crm.zoho.eu', 'accounts.zoho.eu'].map((host) => `MAP ${host}:443 127.0.0.1:${zoho.httpsPort}`);
  const { spki } = await certificate();
  const browser = await puppeteer.launch({
    executablePath,
    userDataDir,
    defaultViewport: { width: 1280, height: 800 },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      `--host-resolver-rules=${hosts.join(', ')}`,
      `--ignore-certificate-errors-spki-list=${spki}`,
    ],
  });
  return {
    browser,
    async close() {
      await browser.close();
      await rm(userDataDir, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
