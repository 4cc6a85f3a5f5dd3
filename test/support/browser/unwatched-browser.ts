import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { EXTENSION_ID } from '#shared/extension-id.ts';
import { eventually } from '#test/support/eventually.ts';
import { foundBrowser } from './find-browser.ts';
import { argumentsFor, type LaunchOptions } from './launch.ts';
import { openUnwatchedPage, type UnwatchedPage } from './unwatched-page.ts';

/**
 * Chromium without a debugger at the extension's worker, which would keep it awake (Chrome attaches one with every driver that sees all
 * targets): what runs is only listed, and pages are opened and read one by one.
 */
export interface UnwatchedBrowser {
  /** Whether the extension's worker runs now. */
  workerRuns(): Promise<boolean>;
  /** Stops it as Chrome does with one that has been idle: by the button of Chrome's own page for that. */
  putWorkerToSleep(): Promise<void>;
  /** Ends the softphone's document, as a crash of it would. */
  endSoftphone(): Promise<void>;
  /** A new tab. */
  open(address: string): Promise<UnwatchedPage>;
  close(): Promise<void>;
}

const targetsSchema = v.array(v.object({ id: v.string(), type: v.string(), url: v.string() }));
const OWN = `chrome-extension://${EXTENSION_ID}`;

/** @param options `profile`: one that another browser has left, signed in; its microphone is allowed here. */
export async function unwatchedBrowser(
  options: Omit<LaunchOptions, 'headless'> & { profile: string },
): Promise<UnwatchedBrowser> {
  const { extension, profile } = options;
  const executable = await foundBrowser();
  await allowMicrophone(profile);
  const portFile = path.join(profile, 'DevToolsActivePort');
  await rm(portFile, { force: true });
  const args = [
    '--headless=new',
    ...(await argumentsFor({ ...options, headless: true }, profile)),
    `--load-extension=${path.resolve(extension)}`,
    '--remote-debugging-port=0',
    `--user-data-dir=${profile}`,
    'about:blank',
  ];
  const env = { ...process.env, LANGUAGE: options.language ?? 'en-US' };
  const child = spawn(executable, args, { stdio: 'ignore', env });
  const port = await eventually('the browser runs', async () => (await readFile(portFile, 'utf8')).split('\n')[0]);
  const at = (what: string) => `http://127.0.0.1:${port}/json/${what}`;
  const targets = async () => v.parse(targetsSchema, await (await fetch(at('list'))).json());
  const workerRuns = async () =>
    (await targets()).some(({ type, url }) => type === 'service_worker' && url.startsWith(OWN));
  const open = async (address: string) => {
    const url = address.includes('://') ? address : `${OWN}/${address}`;
    const reply = await fetch(at(`new?${encodeURIComponent(url)}`), { method: 'PUT' });
    const { id } = v.parse(v.object({ id: v.string() }), await reply.json());
    return openUnwatchedPage(Number(port), id);
  };
  return {
    workerRuns,
    open,
    async putWorkerToSleep() {
      const page = await open('chrome://serviceworker-internals');
      await page.press(/^Stop$/);
      await eventually('the worker sleeps', async () => !(await workerRuns()));
      await page.close();
    },
    async endSoftphone() {
      const own = (await targets()).find(({ url }) => url === `${OWN}/offscreen.html`);
      if (!own) throw new Error('there is no softphone');
      await fetch(at(`close/${own.id}`));
    },
    async close() {
      child.kill();
      await once(child, 'exit');
    },
  };
}

/** As a click on Allow leaves it in the profile. */
async function allowMicrophone(profile: string): Promise<void> {
  const file = path.join(profile, 'Default', 'Preferences');
  const known = v.parse(
    v.looseObject({
      profile: v.looseObject({ content_settings: v.looseObject({ exceptions: v.looseObject({}) }) }),
    }),
    JSON.parse(await readFile(file, 'utf8')),
  );
  known.profile.content_settings.exceptions.media_stream_mic = { [`${OWN}/,*`]: { setting: 1 } };
  await writeFile(file, JSON.stringify(known));
}
