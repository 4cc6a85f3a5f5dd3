import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXTENSION_ID } from '#shared/extension-id.ts';
import { tone } from '#test/gallery/sound.ts';
import { type LaunchedBrowser, launchBrowser } from '#test/support/browser/launch.ts';
import { builtExtension } from '#test/support/built-extension.ts';

const OWN = `chrome-extension://${EXTENSION_ID}`;
const CALL = 'c_0000000000000000000001';
const SOUND = Buffer.from(tone(30).replace(/^.*,/, ''), 'base64');

/** What a Sidetone server says about who may embed a recording, by its address. */
const POLICIES: Readonly<Record<string, string>> = {
  '/recordings/open': 'cross-origin',
  '/recordings/closed': 'same-origin',
};

let server: Server;
let one: LaunchedBrowser;
let popup: Page;
let ranges: (string | undefined)[] = [];
let link = '/recordings/open';

beforeAll(async () => {
  server = createServer((request, response) => {
    response.setHeader('access-control-allow-origin', OWN);
    response.setHeader('access-control-allow-headers', 'authorization, content-type, sidetone-contract');
    const policy = POLICIES[request.url ?? ''];
    if (policy === undefined) return response.setHeader('content-type', 'application/json').end(replyTo(request));
    ranges.push(request.headers.range);
    const [, from = '0'] = /^bytes=(\d+)-/.exec(request.headers.range ?? '') ?? [];
    response
      .writeHead(206, {
        'content-type': 'audio/wav',
        'cross-origin-resource-policy': policy,
        'accept-ranges': 'bytes',
        'content-range': `bytes ${from}-${SOUND.length - 1}/${SOUND.length}`,
        'cache-control': 'no-store',
      })
      .end(SOUND.subarray(Number(from)));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const at = server.address();
  const port = typeof at === 'object' && at ? at.port : 0;
  one = await launchBrowser({
    headless: true,
    extension: await builtExtension(),
    hosts: { zohoPort: port, twilioPort: port },
  });
  // Chrome loads no sound in a tab behind others: the one that the extension opens when it is installed must not come after the popup's.
  const welcome = await one.browser.waitForTarget((target) => target.url().startsWith(`${OWN}/options.html`));
  await (await welcome.page())?.close();
  popup = await one.browser.newPage();
  await popup.goto(`${OWN}/popup.html`);
  await popup.evaluate(
    (origin) => chrome.storage.local.set({ session: { origin, token: 'tok' } }),
    `http://127.0.0.1:${port}`,
  );
});
afterAll(async () => {
  await one?.close();
  server?.closeAllConnections();
  server?.close();
});

const replyTo = ({ method }: IncomingMessage): string => (method === 'POST' ? JSON.stringify({ url: link }) : '{}');

/** Asks as the popup does, and plays from the middle on: how many seconds it is long, or that it can't be played. */
async function play(): Promise<number | 'broken'> {
  ranges = [];
  return popup.evaluate(async (callId) => {
    const answer = await chrome.runtime.sendMessage({ kind: 'ask', name: 'recording.link', input: { callId } });
    const sound = new Audio(answer.value.url);
    sound.muted = true;
    return new Promise<number | 'broken'>((resolve) => {
      sound.addEventListener('error', () => resolve('broken'));
      sound.addEventListener('loadedmetadata', () => {
        sound.currentTime = 15;
        void sound.play();
      });
      sound.addEventListener('timeupdate', () => sound.currentTime > 15 && resolve(sound.duration));
    });
  }, CALL);
}

describe('a recording in the built extension’s popup', () => {
  it('plays from the team’s server, from any second on', async () => {
    link = '/recordings/open';
    expect(await play()).toBe(30);
    expect(ranges[0]).toBe('bytes=0-');
  });

  it('does not play where the server keeps others from embedding it', async () => {
    link = '/recordings/closed';
    expect(await play()).toBe('broken');
  });
});
