import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { foundBrowser } from '#test/support/browser/find-browser.ts';
import { wavOfTone } from '#test/twilio/media/audio-file/write-wav.ts';
import type { Softphone } from './voice-sdk-page.ts';

/** What the microphone of the test's browser hears. */
export const MICROPHONE_HZ = 440;
const MICROPHONE_RATE = 48_000;

const HTML =
  '<!doctype html><title>Softphone</title><script src="/sdk.js"></script><script type="module" src="/page.js"></script>';

/** Serves the page: the SDK's own bundle as it is published, our script with its types stripped, and one short sound. */
export async function pageServer(): Promise<RequestListener> {
  const sdk = await readFile(path.resolve('node_modules/@twilio/voice-sdk/dist/twilio.min.js'));
  const source = await readFile(path.join(import.meta.dirname, 'voice-sdk-page.ts'), 'utf8');
  const files: Record<string, { type: string; body: Uint8Array | string }> = {
    '/': { type: 'text/html', body: HTML },
    '/sdk.js': { type: 'text/javascript', body: sdk },
    '/page.js': {
      type: 'text/javascript',
      body: stripTypeScriptTypes(source).replace('export interface', 'interface'),
    },
    '/sound.wav': { type: 'audio/wav', body: wavOfTone(350, 100, 8000) },
  };
  return (request, response) => {
    const file = files[request.url ?? ''];
    response.writeHead(file ? 200 : 404, {
      'content-type': file?.type ?? 'text/plain',
      'access-control-allow-origin': '*',
    });
    response.end(file?.body);
  };
}

export interface SdkBrowser {
  /** A new page with a softphone of its own. */
  page(): Promise<SdkPage>;
  close(): Promise<void>;
}

export interface SdkPage {
  page: Page;
  /** Asks the softphone in the page. */
  ask<K extends keyof Softphone>(
    what: K,
    ...args: Softphone[K] extends (...args: infer A) => unknown ? A : []
  ): Promise<unknown>;
  events(): Promise<string[]>;
  close(): Promise<void>;
}

/**
 * A headless Chromium for which twilio.com is the server on `port`, with a microphone that hears a tone. The page comes from
 * `pagePort`; default: the same server.
 */
export async function launchSdkBrowser(port: number, spki: string, pagePort = port): Promise<SdkBrowser> {
  const executablePath = await foundBrowser();
  const folder = await mkdtemp(path.join(tmpdir(), 'sidetone-sdk-'));
  const microphone = path.join(folder, 'microphone.wav');
  await writeFile(microphone, wavOfTone(MICROPHONE_HZ, 20_000, MICROPHONE_RATE));
  const browser: Browser = await puppeteer.launch({
    executablePath,
    pipe: true,
    userDataDir: path.join(folder, 'profile'),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-audio-capture=${microphone}`,
      '--autoplay-policy=no-user-gesture-required',
      `--host-resolver-rules=MAP *.twilio.com:443 127.0.0.1:${port}`,
      `--ignore-certificate-errors-spki-list=${spki}`,
    ],
  });
  return {
    async page() {
      const page = await browser.newPage();
      await page.goto(`https://localhost:${pagePort}/`);
      await page.waitForFunction('globalThis.softphone');
      return {
        page,
        ask: (what, ...args) =>
          page.evaluate(
            (name: string, given: unknown[]) => {
              const softphone: object = Reflect.get(globalThis, 'softphone');
              const part: unknown = Reflect.get(softphone, name);
              return typeof part === 'function' ? part.apply(softphone, given) : part;
            },
            what,
            args,
          ),
        events: () => page.evaluate(() => [...Reflect.get(Reflect.get(globalThis, 'softphone'), 'events')]),
        close: () => page.close(),
      };
    },
    async close() {
      await browser.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
