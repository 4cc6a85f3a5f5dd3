import type { Page } from 'puppeteer-core';
import { press } from '#test/support/browser/agent-browser.ts';
import { hearsTone } from '#test/support/browser/hearing.ts';
import { hears } from './outgoing-call.scene.ts';
import { type Stage, VOICE_HZ } from './stage.ts';

/** Ana answers in her popup. */
export async function answers({ ana }: Pick<Stage, 'ana'>, popup: Page): Promise<void> {
  await ana.until('it rings', ({ call }) => call?.state === 'ringing');
  await popup.bringToFront();
  await press(popup, ana.t.call.answer);
  await ana.until('the call is live', ({ call }) => call?.state === 'live');
}

/** Ana hears the caller's voice of `hz`, and the caller hers. */
export async function hearEachOther({ ana, world }: Stage, sid: string, hz: number): Promise<void> {
  await hearsTone(await ana.offscreen(), hz);
  await hears(() => {
    const phone = world.twilio.control.call(sid).phones[0];
    if (!phone) throw new Error('the caller has no phone');
    return phone;
  }, VOICE_HZ.ana);
}
