import { createServer, type Server } from 'node:https';
import type { Page } from 'puppeteer-core';
import twilio from 'twilio';
import type { AgentBrowser } from '#test/support/browser/agent-browser.ts';
import { certificate } from '#test/support/certificate.ts';
import { eventually } from '#test/support/eventually.ts';
import { LAURA, OUTGOING_LINE } from '#test/support/world.ts';
import type { LocalTwilio } from '#test/twilio/local-twilio.ts';
import { pageServer } from '#test/twilio/signalling/voice-sdk-browser.ts';
import { startWebhookReceiver } from '#test/twilio/webhook-receiver/webhook-receiver.ts';
import { type DelayProxy, delayProxy } from './delay-proxy.ts';

/** The number that rings the bare softphone. */
export const BARE_LINE = '+34910601200';
const IDENTITY = 'bare';

/**
 * What Sidetone is compared with: a page that holds nothing but the real Voice SDK, registered, with a button that calls Laura; behind
 * it an application that answers every webhook at once with the same `<Dial>`. In the same browser, on the same local Twilio.
 */
export interface BareSoftphone {
  page: Page;
  /** As far away as the server it stands for. */
  proxy: DelayProxy;
  /** The middle of its button. */
  button: { x: number; y: number };
  /** Forgets the last call; afterwards `rangAt` tells of the next. */
  expectRing(): Promise<void>;
  /** When it rang, ms since 1970; undefined: it has not rung yet. */
  rangAt(): Promise<number | undefined>;
  close(): Promise<void>;
}

export async function openBareSoftphone(browser: AgentBrowser, local: LocalTwilio): Promise<BareSoftphone> {
  const application = await startWebhookReceiver(() => local.authToken);
  const proxy = await delayProxy(Number(new URL(application.url).port));
  const pages = await startPages();
  const address = pages.address();
  if (!address || typeof address === 'string') throw new Error('the pages have no port');
  const origin = `https://localhost:${address.port}`;
  const url = (path: string) => `http://127.0.0.1:${proxy.port}${path}`;
  application.reply(
    '/outgoing',
    `<Response><Dial answerOnBridge="true" callerId="${OUTGOING_LINE}"><Number>${LAURA}</Number></Dial></Response>`,
  );
  application.reply(
    '/incoming',
    `<Response><Dial answerOnBridge="true"><Client>${IDENTITY}</Client></Dial></Response>`,
  );
  local.control.configureNumber(BARE_LINE, { voiceUrl: url('/incoming') });

  await allowMicrophone(browser, origin);
  const page = await browser.open(`${origin}/`);
  await page.waitForFunction('globalThis.softphone');
  await page.evaluate(openInPage, tokenFor(local, url('/outgoing')));
  await eventually('the bare softphone is registered', () =>
    local.control.registered().some(({ identity }) => identity === IDENTITY),
  );
  return {
    page,
    proxy,
    button: { x: 100, y: 50 },
    expectRing: () => page.evaluate(() => void Reflect.set(window, 'rangAt', undefined)),
    rangAt: () => page.evaluate(() => Reflect.get(window, 'rangAt')),
    async close() {
      await page.close();
      await Promise.all([proxy.close(), application.close()]);
      pages.close();
      pages.closeAllConnections();
    },
  };
}

/** Runs in the page: registers, and has a button of 200 by 100 pixels in the corner dial. */
function openInPage(token: string): void {
  const softphone: object = Reflect.get(window, 'softphone');
  const ask = (what: string, ...given: unknown[]) => Reflect.get(softphone, what).apply(softphone, given);
  ask('open', token);
  ask('register');
  const button = document.createElement('button');
  button.style.cssText = 'position:fixed;left:0;top:0;width:200px;height:100px';
  button.addEventListener('click', () => ask('dial', {}));
  document.body.append(button);
  // The page notes every event in a list: an incoming call is timed where the SDK tells of it.
  const events: string[] = Reflect.get(softphone, 'events');
  const push = events.push.bind(events);
  events.push = (...added) => {
    if (added.includes('device.incoming')) Reflect.set(window, 'rangAt', Date.now());
    return push(...added);
  };
}

function tokenFor(local: LocalTwilio, voiceUrl: string): string {
  const { account } = local.control;
  const key = account.addKey(IDENTITY);
  const { sid } = account.addApplication(IDENTITY, { voiceUrl });
  const token = new twilio.jwt.AccessToken(account.accountSid, key.sid, key.secret, { identity: IDENTITY, ttl: 3_600 });
  token.addGrant(new twilio.jwt.AccessToken.VoiceGrant({ outgoingApplicationSid: sid, incomingAllow: true }));
  return token.toJwt();
}

async function startPages(): Promise<Server> {
  const { key, cert } = await certificate();
  const pages = createServer({ key, cert }, await pageServer());
  await new Promise<void>((resolve) => pages.listen(0, '127.0.0.1', resolve));
  return pages;
}

/** By one session that stays open: as it ends, all permissions set by any are gone. */
async function allowMicrophone({ browser, extensionId }: AgentBrowser, origin: string): Promise<void> {
  const session = await browser.target().createCDPSession();
  for (const allowed of [`chrome-extension://${extensionId}`, origin])
    await session.send('Browser.setPermission', {
      permission: { name: 'microphone' },
      setting: 'granted',
      origin: allowed,
    });
}
