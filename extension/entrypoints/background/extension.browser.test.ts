import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page, Target, WebWorker } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXTENSION_ID } from '#shared/extension-id.ts';
import { type LaunchedBrowser, launchBrowser } from '#test/support/browser/launch.ts';
import { builtExtension } from '#test/support/built-extension.ts';
import { certificate } from '#test/support/certificate.ts';
import { eventually } from '#test/support/eventually.ts';

const OWN = `chrome-extension://${EXTENSION_ID}`;
const RECORD = 'https://crm.zoho.eu/crm/org20098/tab/Contacts/501100000001';
const DIAL = { kind: 'ask', name: 'call.dial', input: { to: '600111222', record: null, from: null } };

let crm: Server;
let one: LaunchedBrowser;

beforeAll(async () => {
  const { key, cert } = await certificate();
  crm = createServer({ key, cert }, (_, response) =>
    response.setHeader('content-type', 'text/html').end('<title>CRM</title><p>600 111 222</p>'),
  );
  await new Promise<void>((listening) => crm.listen(0, '127.0.0.1', listening));
  const at = crm.address();
  const port = typeof at === 'object' && at ? at.port : 0;
  const extension = await builtExtension();
  one = await launchBrowser({ headless: true, extension, hosts: { zohoPort: port, twilioPort: port } });
});
afterAll(async () => {
  await one?.close();
  crm?.closeAllConnections();
  crm?.close();
});

async function open(address: string): Promise<Page> {
  const page = await one.browser.newPage();
  await page.goto(address.includes('://') ? address : `${OWN}/${address}`);
  return page;
}

async function worker(): Promise<WebWorker> {
  const isOurs = (target: Target) => target.type() === 'service_worker' && target.url().startsWith(OWN);
  const found = await (await one.browser.waitForTarget(isOurs)).worker();
  if (!found) throw new Error('the worker has just ended');
  return found;
}

const offscreens = () => one.browser.targets().filter((target) => target.url() === `${OWN}/offscreen.html`);
const ask = (page: Page, message: object): Promise<unknown> =>
  page.evaluate((sent) => chrome.runtime.sendMessage(sent), message);
/** Only the softphone knows of the microphone. */
const FROM_SOFTPHONE = { ok: false, problem: { code: 'microphone-not-asked' } };

describe('the built extension in Chrome', () => {
  it('is installed without a warning or an error, under its fixed id', async () => {
    const page = await open('chrome://extensions');
    // What the page itself shows; only it may ask.
    const about: unknown = await page.evaluate(
      `chrome.developerPrivate.getExtensionInfo(${JSON.stringify(EXTENSION_ID)})`,
    );
    expect(about).toMatchObject({ id: EXTENSION_ID, state: 'ENABLED', name: 'Sidetone: phone calls in your CRM' });
    expect(about).toMatchObject({ manifestErrors: [], runtimeErrors: [], runtimeWarnings: [], installWarnings: [] });
    await page.close();
  });

  it('opens the first run by itself', async () => {
    await one.browser.waitForTarget((target) => target.url() === `${OWN}/options.html#onboarding-server`);
  });

  it('has its softphone in the offscreen document, which answers', async () => {
    await eventually('one offscreen document', () => offscreens().length === 1);
    const popup = await open('popup.html');
    expect(await ask(popup, DIAL)).toMatchObject(FROM_SOFTPHONE);
    await popup.close();
  });

  it('answers again after its worker was killed, with the same softphone', async () => {
    const popup = await open('popup.html');
    const [before] = offscreens();
    const first = await worker();
    await first.close();
    expect(await ask(popup, DIAL)).toMatchObject(FROM_SOFTPHONE);
    expect(await worker()).not.toBe(first);
    expect(offscreens()).toEqual([before]);
    await popup.close();
  });

  it('makes a softphone again that has died, at the first command', async () => {
    const popup = await open('popup.html');
    await (await worker()).evaluate(() => chrome.offscreen.closeDocument());
    await eventually('it is gone', () => offscreens().length === 0);
    expect(await ask(popup, DIAL)).toMatchObject(FROM_SOFTPHONE);
    expect(offscreens()).toHaveLength(1);
    await popup.close();
  });

  it('shows a page of its own in the tab that has it, without a permission to see tabs', async () => {
    const popup = await open('popup.html');
    for (const step of ['sign-in', 'microphone']) {
      await ask(popup, { kind: 'ask', name: 'open', input: { what: 'onboarding', step } });
    }
    await eventually('one options page, on the last step', async () => {
      const pages = one.browser.targets().filter((target) => target.url().startsWith(`${OWN}/options.html`));
      return pages.length === 1 && pages[0]?.url().endsWith('#onboarding-microphone');
    });
    await popup.close();
  });
});

it('a number in a frame that the CRM writes itself (a mail, a note) has its icon', async () => {
  await (await worker()).evaluate(() =>
    chrome.storage.local.set({ session: { origin: 'https://s.example', token: 'secret' } }),
  );
  const page = await open(RECORD);
  await page.evaluate(() => {
    const mail = document.createElement('iframe');
    mail.srcdoc = '<p>Best regards, Ana. +34 612 345 678</p>';
    document.body.append(mail);
  });
  await eventually('an icon in the frame', () => page.frames()[1]?.$('sidetone-icons'));
  await page.close();
});

describe('strangers', () => {
  it('a web page, the CRM’s too, cannot speak to it', async () => {
    const page = await open(RECORD);
    const spoken = await page.evaluate(
      (id, message) => (chrome.runtime ? chrome.runtime.sendMessage(id, message).catch(() => 'refused') : 'no way'),
      EXTENSION_ID,
      DIAL,
    );
    expect(['no way', 'refused']).toContain(spoken);
    await page.close();
  });

  it('another extension gets no answer, and nothing happens', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'sidetone-stranger-'));
    const manifest = { manifest_version: 3, name: 'Stranger', version: '1', background: { service_worker: 'w.js' } };
    writeFileSync(path.join(folder, 'manifest.json'), JSON.stringify(manifest));
    const script = `globalThis.answer = chrome.runtime.sendMessage(${JSON.stringify(EXTENSION_ID)}, ${JSON.stringify(DIAL)})
      .then((value) => ({ value }), (error) => ({ refused: error.message }));`;
    writeFileSync(path.join(folder, 'w.js'), script);
    const id = await one.browser.installExtension(folder);
    const target = await one.browser.waitForTarget((found) => found.url() === `chrome-extension://${id}/w.js`);
    const stranger = await target.worker();
    const answer = await stranger?.evaluate(() => Reflect.get(globalThis, 'answer'));
    expect(answer).toEqual({ refused: 'Could not establish connection. Receiving end does not exist.' });
    await one.browser.uninstallExtension(id);
    rmSync(folder, { recursive: true });
  });

  it('a content script reads nothing that is stored, and may not ask what only our pages may', async () => {
    await (await worker()).evaluate(() =>
      chrome.storage.local.set({ session: { origin: 'https://s.example', token: 'secret' } }),
    );
    const page = await open(RECORD);
    const tried = await inContentScript(page, async (message) => {
      const tell = (error: unknown) => String(error);
      return {
        local: await chrome.storage.local.get().catch(tell),
        session: await chrome.storage.session.get().catch(tell),
        boot: await chrome.runtime.sendMessage({ kind: 'boot' }),
        admin: await chrome.runtime.sendMessage(message),
        direct: await chrome.runtime.sendMessage({ kind: 'do', name: 'call.end', input: {} }),
      };
    });
    const refused = { ok: false, problem: { code: 'not-allowed' } };
    expect(tried).toMatchObject({ boot: refused, admin: refused, direct: refused });
    expect(tried).toMatchObject({ local: /not allowed/, session: /not allowed/ });
    expect(JSON.stringify(tried)).not.toContain('secret');
    await page.close();
  });
});

/** Runs in the world of our script in that page: with its rights, and no more. */
async function inContentScript(page: Page, run: (message: object) => Promise<unknown>): Promise<unknown> {
  const session = await page.createCDPSession();
  let contextId = 0;
  session.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.origin === OWN) contextId = context.id;
  });
  await session.send('Runtime.enable');
  await eventually('our script runs in the page', () => contextId > 0);
  const message = { kind: 'ask', name: 'admin.ask', input: { route: 'numbers', params: {}, input: null } };
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    expression: `(${run})(${JSON.stringify(message)})`,
    contextId,
    awaitPromise: true,
    returnByValue: true,
  });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
}
