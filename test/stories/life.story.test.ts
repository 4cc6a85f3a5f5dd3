import { afterAll, beforeAll, expect, it } from 'vitest';
import { clickHidden, hiddenText } from '#test/support/browser/closed-root.ts';
import { hearsTone } from '#test/support/browser/hearing.ts';
import { eventually } from '#test/support/eventually.ts';
import { LAURA } from '#test/support/world.ts';
import { iconFor, openStage, type Stage, VOICE_HZ } from './stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
  stage.world.twilio.control.setPhone(LAURA, { whenRung: 'answers', afterSeconds: 0, toneHz: VOICE_HZ.laura });
});
afterAll(() => stage?.stop());

it('goes on talking while the page is reloaded and left and the service worker dies, and the popup shows it', async () => {
  const { world, ana, page } = stage;
  await clickHidden(page, iconFor(LAURA));
  await ana.until('they talk', ({ call }) => call?.state === 'live');
  const offscreen = await ana.offscreen();
  await hearsTone(offscreen, VOICE_HZ.laura);
  const callOf = async () => {
    const { call } = await ana.softphone();
    return call?.state === 'live' ? call.answeredAt : undefined;
  };
  const answeredAt = await callOf();

  await page.reload();
  await hearsTone(offscreen, VOICE_HZ.laura);
  await eventually('the card is back on the reloaded page', async () => /Laura Gómez/.test(await hiddenText(page)));

  await page.goto('https://crm.zoho.eu/crm/org20089413572/tab/Leads/custom-view/1/list?as=ana');
  await hearsTone(offscreen, VOICE_HZ.laura);

  const worker = await ana.worker();
  await worker.close();
  await hearsTone(offscreen, VOICE_HZ.laura);
  const popup = await ana.popup();
  await popup.locator('::-p-text(Laura Gómez)').wait();
  expect(await callOf()).toBe(answeredAt);

  await popup.locator('.btn.danger').click();
  await eventually('no leg is left', () => world.twilio.control.liveLegs().length === 0);
  await popup.close();
});
