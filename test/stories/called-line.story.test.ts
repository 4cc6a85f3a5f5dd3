import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { newFlow } from '#shared/call-flow/new-flow.ts';
import { textPrompt } from '#shared/call-flow/prompt.ts';
import { hiddenText } from '#test/support/browser/closed-root.ts';
import { eventually } from '#test/support/eventually.ts';
import { menuOf, spanishFlow } from '#test/support/flow.ts';
import { COMPANY_LINE, STRANGER } from '#test/support/world.ts';
import { isTold, rings, said, wentWell } from './heard.ts';
import { answers, hearEachOther } from './on-the-line.ts';
import { lauraCalls, openStage, type Stage, VOICE_HZ } from './stage.ts';
import { saveLine } from './switchboard.ts';

/** Callers who come through menu and queue to a real browser: screens, and the voices of both. */

const STRANGER_HZ = 820;

let stage: Stage;
let popup: Page;

beforeAll(async () => {
  stage = await openStage({
    async onStage(world) {
      const [ana, ken] = [await world.idOf('ana'), await world.idOf('ken')];
      const brief = { 'es-ES': textPrompt('${Key}: ${Menu}.', 'es-ES') };
      const below = menuOf(
        { 1: { label: 'facturas', to: [ana] }, 2: { label: 'averías', to: [ken] } },
        { prompt: brief },
      );
      const menu = menuOf({ 1: { label: 'ventas', to: [ken] }, 2: { label: 'soporte', to: below } }, { prompt: brief });
      const queue = { ...newFlow('es-ES', 'Europe/Madrid').queue, on: true, announceSeconds: 5 };
      await saveLine(world, spanishFlow([], { answer: 'menu', menu, queue }));
    },
  });
  popup = await stage.ana.popup();
});
afterEach(async () => {
  await eventually('no leg is left', () => stage.world.twilio.control.liveLegs().length === 0);
});
afterAll(() => stage?.stop());

const { laura: LAURA_HZ } = VOICE_HZ;

/** 2 for support, then 1 for invoices. */
async function choosesInvoices(sid: string): Promise<void> {
  const { control } = stage.world.twilio;
  await isTold(stage.world, sid, '1: ventas.');
  control.press(sid, '2');
  await isTold(stage.world, sid, '1: facturas.');
  control.press(sid, '1');
}

it('[req 7] [req 32] [req 56] by 2 → 1 a contact’s card rings in the right browser; who calls meanwhile hears music, and is next', async () => {
  const { ana, page, world } = stage;
  const { control } = world.twilio;
  // A page behind another one shows no card.
  await page.bringToFront();
  const laura = lauraCalls(world);
  await choosesInvoices(laura);
  await ana.until('it rings', ({ call }) => call?.state === 'ringing');
  await eventually('Laura’s card is on the page', async () => /Laura Gómez/.test(await hiddenText(page)));
  await answers(stage, popup);
  await hearEachOther(stage, laura, LAURA_HZ);

  const next = control.placeCall({ from: STRANGER, to: COMPANY_LINE, toneHz: STRANGER_HZ });
  await choosesInvoices(next);
  await eventually('the next one hears music', () =>
    control.call(next).transcript.some((entry) => entry.what === 'played' && entry.url.includes('/audio/music/')),
  );
  expect(said(world, next).join(' ')).toContain('Su llamada es importante');
  expect(rings(world, next)).toEqual([]);

  control.hangUp(laura);
  await ana.until('the next one rings by herself', ({ call }) => call?.state === 'ringing');
  await answers(stage, popup);
  await hearEachOther(stage, next, STRANGER_HZ);
  control.hangUp(next);
  await ana.until('it is over', ({ call }) => call?.state === 'ended');
  wentWell(world, laura, next);
});
