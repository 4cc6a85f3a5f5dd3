import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { adminApi } from '#shared/api/admin-api.ts';
import { press } from '#test/support/browser/agent-browser.ts';
import { clickHidden, hiddenText } from '#test/support/browser/closed-root.ts';
import { eventually } from '#test/support/eventually.ts';
import { LAURA, OUTGOING_LINE } from '#test/support/world.ts';
import { iconFor, openStage, type Stage } from './stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
  stage.world.twilio.control.setPhone(LAURA, { whenRung: 'no-answer' });
});
afterAll(() => stage?.stop());

/** The problem as the popup tells it: one sentence, one button. */
async function problemInPopup(popup: Page): Promise<{ text: string; buttons: string[] }> {
  return eventually('the popup shows a problem', () =>
    popup.evaluate(() => {
      const note = document.querySelector('.note.bad, .note.warn');
      if (!note) return null;
      const buttons = [...note.querySelectorAll('button, a')].map((one) => one.textContent?.trim() ?? '');
      return { text: note.textContent ?? '', buttons };
    }),
  );
}

it('says that the microphone is not allowed, and opens the place where it is', async () => {
  const { ana } = stage;
  await ana.setMicrophone('denied');
  const popup = await ana.popup();
  const shown = await problemInPopup(popup);
  expect(shown.text).toMatch(/microphone/i);
  expect(shown.buttons).toHaveLength(1);
  await popup.locator('.note button, .note a').click();
  await ana.browser.waitForTarget((target) => target.url().includes('#onboarding-microphone'));
  await ana.setMicrophone('granted');
  await ana.until('the line is ready again', ({ line }) => line.state === 'ready');
  await popup.close();
});

it('says at the icon that she has no number to call from', async () => {
  const { world, ana, page } = stage;
  const agentId = await world.idOf('ana');
  await world.admin.ask(adminApi.deleteOutgoingNumber, undefined, { agentId });
  await ana.until('she has no number', ({ outgoingNumbers }) => outgoingNumbers.length === 0);
  await page.bringToFront();
  await clickHidden(page, iconFor(LAURA));
  await eventually('the icon says why', async () => /no number to call from/.test(await hiddenText(page)));
  expect(world.twilio.control.liveLegs()).toEqual([]);
  const given = await world.admin.ask(adminApi.saveOutgoingNumber, { agentId, number: OUTGOING_LINE });
  expect(given.ok).toBe(true);
  await ana.until('she has one again', ({ outgoingNumbers }) => outgoingNumbers.length === 1);
});

it('says that she was signed out, and signs her in again with one button', async () => {
  const { world, ana } = stage;
  const signedOut = await world.admin.ask(adminApi.signOutPerson, undefined, { id: await world.idOf('ana') });
  expect(signedOut.ok).toBe(true);
  await ana.until('she is signed out', ({ line }) => line.state === 'signed-out');
  const popup = await ana.popup();
  const isCrmSignIn = (url: string) => url.startsWith('https://accounts.zoho.eu/');
  const [window] = await Promise.all([
    ana.browser.waitForTarget((target) => isCrmSignIn(target.url()), { timeout: 30_000 }),
    press(popup, ana.t.popup.signIn),
  ]);
  const zoho = await window.asPage();
  await zoho.locator('button[data-user="ana"]').click();
  await zoho.locator('#accept').click();
  await ana.until('she is back', ({ line }) => line.state === 'ready');
  await popup.close();
});

it('says that the server is away, keeps what was there, and comes back by itself', async () => {
  const { world, ana, page } = stage;
  const { back } = await world.serverAway();
  await ana.until(
    'the server is missed',
    ({ line }) => line.state === 'problem' && line.problem.code === 'server-away',
  );
  const popup = await ana.popup();
  const shown = await problemInPopup(popup);
  expect(shown.text).toMatch(/server/i);
  expect(shown.buttons).toHaveLength(1);
  await page.bringToFront();
  await clickHidden(page, iconFor(LAURA));
  await eventually('the icon says why', async () => /server/.test(await hiddenText(page)));
  await back();
  await ana.until('the line is there again', ({ line }) => line.state === 'ready');
  await popup.close();
});
