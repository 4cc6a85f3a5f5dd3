import { putAway } from '#test/stories/in-the-call.ts';
import type { Director } from '#test/stories/stage.ts';
import { press } from '#test/support/browser/agent-browser.ts';
import { eventually } from '#test/support/eventually.ts';
import { COMPANY_LINE, LAURA, STRANGER } from '#test/support/world.ts';
import type { Cast } from './cast.ts';

const JAVIER = '+34600555012';

/** Four calls are missed; Ana works through them. */
export async function missed(cast: Cast, { step, shoot }: Director): Promise<void> {
  const { world, ana, popup, page } = cast;
  const { control } = world.twilio;
  for (const from of [LAURA, STRANGER, JAVIER, LAURA]) {
    await step(`a call from ${from} is missed`, async () => {
      const before = (await ana.softphone()).missedCount;
      const sid = control.placeCall({ from, to: COMPANY_LINE });
      await ana.until('it rings', ({ call }) => call?.state === 'ringing');
      control.hangUp(sid);
      await ana.until('it was missed', ({ call, missedCount }) => call?.state === 'ended' && missedCount >= before);
      if (from === LAURA) return;
      await popup.bringToFront();
      await press(popup, ana.t.call.dismiss).catch(() => undefined);
    });
  }
  await shoot('gave-up', popup);
  await step('Ana looks at what she has missed', async () => {
    await popup.bringToFront();
    await press(popup, ana.t.call.dismiss);
    await popup.locator('#tab-missed').click();
    await popup.locator('.rec').wait();
  });
  await shoot('missed', popup);
  await shoot('missed-page', page);
  for (const whom of [LAURA, JAVIER, STRANGER]) control.setPhone(whom, { whenRung: 'answers', afterSeconds: 0.2 });
  await step('she calls the next one', async () => {
    await popup.bringToFront();
    await popup.locator(`button::-p-text(${ana.t.popup.callNext})`).click();
    await ana.until('they talk', ({ call }) => call?.state === 'live');
    await popup.locator('.callfoot .danger').click();
    await popup.locator('.savefoot').wait();
  });
  await shoot('wrap-up-and-next', popup);
  await step('she saves, and looks again', async () => {
    await putAway(ana, popup);
    await popup.locator('#tab-missed').click();
    await eventually('one less', async () => (await ana.softphone()).missedCount >= 0);
  });
  await shoot('one-less', popup);
}
