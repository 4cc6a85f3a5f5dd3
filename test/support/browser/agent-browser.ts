import type { Page, Target, WebWorker } from 'puppeteer-core';
import * as v from 'valibot';
import { type Language, type Messages, messagesIn } from '#extension/locales/language.ts';
import { snapshotKey } from '#extension/wire/names.ts';
import { type SoftphoneSnapshot, softphoneSnapshotSchema } from '#extension/wire/snapshots.ts';
import { eventually } from '#test/support/eventually.ts';
import type { World } from '#test/support/world.ts';
import { type LaunchedBrowser, type LaunchOptions, launchBrowser } from './launch.ts';

export const EXTENSION_FOLDER = '.output/chrome-mv3';

export interface AgentBrowserOptions extends Partial<Omit<LaunchOptions, 'hosts' | 'language'>> {
  language?: Language;
  /** Default: granted, as by a click on Allow. */
  microphone?: 'granted' | 'denied' | 'prompt';
}

/** An agent's own Chromium with the extension, driven as she would use it. */
export interface AgentBrowser extends LaunchedBrowser {
  /** Words of the interface, to find what she would read. */
  t: Messages;
  /** Opens one of the extension's pages, or the CRM's, in a new tab. */
  open(address: string): Promise<Page>;
  /** The popup's page in a tab of its own: what `action.openPopup` shows. */
  popup(): Promise<Page>;
  /** The offscreen document; waits for it. */
  offscreen(): Promise<Page>;
  worker(): Promise<WebWorker>;
  /** Stops the service worker, whatever it is at. */
  killWorker(): Promise<void>;
  /** What the softphone publishes now. */
  softphone(): Promise<SoftphoneSnapshot>;
  /** Waits until the softphone is in a state. */
  until(what: string, is: (softphone: SoftphoneSnapshot) => boolean): Promise<SoftphoneSnapshot>;
  setMicrophone(setting: 'granted' | 'denied' | 'prompt'): Promise<void>;
}

export async function agentBrowser(
  world: Pick<World, 'zoho' | 'twilio'>,
  options: AgentBrowserOptions = {},
): Promise<AgentBrowser> {
  const { language = 'en', microphone = 'granted', ...launch } = options;
  const launched = await launchBrowser({
    headless: true,
    extension: EXTENSION_FOLDER,
    ...launch,
    language: language === 'es' ? 'es-ES' : 'en-US',
    hosts: { zohoPort: world.zoho.httpsPort, twilioPort: world.twilio.httpsPort },
  });
  const { browser, extensionId } = launched;
  const ownOrigin = `chrome-extension://${extensionId}`;
  // Chrome takes its permissions back when the session that gave them ends.
  const permissions = await browser.target().createCDPSession();
  const isOffscreen = (target: Target) => target.url() === `${ownOrigin}/offscreen.html`;

  const one: AgentBrowser = {
    ...launched,
    t: messagesIn(language),
    async open(address) {
      const page = await browser.newPage();
      await page.goto(address.includes('://') ? address : `${ownOrigin}/${address}`);
      // A tab behind another one draws no frames, and nothing in it can be clicked.
      await page.bringToFront();
      return page;
    },
    popup: () => one.open('popup.html'),
    async offscreen() {
      const target = await browser.waitForTarget(isOffscreen, { timeout: 30_000 });
      return target.asPage();
    },
    async worker() {
      const target = await browser.waitForTarget((found) => found.type() === 'service_worker', { timeout: 30_000 });
      const worker = await target.worker();
      if (!worker) throw new Error('the service worker has just ended');
      return worker;
    },
    async killWorker() {
      const running = await one.worker();
      // Let go of first: a worker that Chrome starts again at once would not be found anew.
      await running.client.detach();
      const { targetInfos } = await permissions.send('Target.getTargets');
      const target = targetInfos.find(({ type }) => type === 'service_worker');
      if (target) await permissions.send('Target.closeTarget', { targetId: target.targetId });
    },
    async softphone() {
      const key = snapshotKey('softphone');
      const kept = await (await one.worker()).evaluate((name) => chrome.storage.session.get(name), key);
      return v.parse(softphoneSnapshotSchema, kept[key]);
    },
    until: (what, is) =>
      eventually(what, async () => {
        const softphone = await one.softphone();
        if (!is(softphone))
          throw new Error(`the softphone is ${JSON.stringify({ line: softphone.line, call: softphone.call })}`);
        return softphone;
      }),
    async setMicrophone(setting) {
      // What a click on Allow or Block does: one permission per origin.
      const permission = { name: 'microphone' };
      await permissions.send('Browser.setPermission', { permission, setting, origin: ownOrigin });
    },
  };
  await one.setMicrophone(microphone);
  return one;
}

/** Waits for a button by its visible name and clicks it. */
export function press(page: Page, name: string): Promise<void> {
  return page.locator(`::-p-aria([name="${name.replaceAll('"', '\\"')}"][role="button"])`).click();
}

/** First run as the agent goes through it, in the tab that opens by itself at installation: server, sign-in at the CRM, microphone. Ends on the "ready" step. */
export async function onboard(
  one: AgentBrowser,
  world: { readonly server: { readonly origin: string } },
  crmUser: string,
): Promise<Page> {
  const words = one.t.onboarding;
  const opened = await one.browser.waitForTarget((target) => target.url().includes('/options.html#onboarding'));
  const page = await opened.asPage();
  await page.bringToFront();
  await page.locator('input').fill(world.server.origin);
  await press(page, words.check);
  await press(page, words.continue);
  await signInAtCrm(one, crmUser, () => press(page, words.signIn));
  // Continue, or on a machine without a microphone Later: whichever the step offers last.
  await eventually(
    'the microphone’s step is reached',
    async () => new URL(page.url()).hash === '#onboarding-microphone',
  );
  await page.locator('.obbuttons > :last-child').click();
  await eventually('the last step is reached', async () => new URL(page.url()).hash === '#onboarding-ready');
  return page;
}

/** Presses what opens the CRM's window and does there what the CRM asks. */
export async function signInAtCrm(one: AgentBrowser, crmUser: string, openWindow: () => Promise<void>): Promise<void> {
  const isCrmSignIn = (target: Target) => target.url().startsWith('https://accounts.zoho.eu/');
  const [window] = await Promise.all([one.browser.waitForTarget(isCrmSignIn, { timeout: 30_000 }), openWindow()]);
  const page = await window.asPage();
  await page.locator(`button[data-user="${crmUser}"]`).click();
  await page.locator('#accept').click();
}

/** Chooses Online in the popup, so that calls ring here, and waits until Twilio can reach this browser. */
export async function goOnline(one: AgentBrowser): Promise<void> {
  const popup = await one.popup();
  const { softphone } = one;
  if ((await softphone()).presence !== 'online') {
    await popup.locator('.status').click();
    await popup.locator(`[role=menuitemradio]::-p-text(${one.t.popup.presence.online})`).click();
  }
  await one.until('online and registered', ({ presence, line }) => presence === 'online' && line.state === 'ready');
  await popup.close();
}
