import { talks } from '#test/stories/in-the-call.ts';
import type { Director } from '#test/stories/stage.ts';
import { press } from '#test/support/browser/agent-browser.ts';
import { eventually } from '#test/support/eventually.ts';
import { HZ, legTo } from '#test/support/running-call.ts';
import { LAURA } from '#test/support/world.ts';
import { type Cast, inCard } from './cast.ts';

/** An outgoing call with an extension that is dialled once somebody answers, and keys pressed by hand. */
export async function dialled(cast: Cast, { step, shoot }: Director): Promise<void> {
  const { world, ana, popup, page } = cast;
  const { control } = world.twilio;
  control.setPhone(LAURA, { whenRung: 'no-answer', toneHz: HZ.laura });
  await step('Ana looks for a name', async () => {
    await popup.bringToFront();
    await popup.locator('.dial input').fill('Laura');
    await popup.locator(`::-p-text(${ana.t.popup.inCrm})`).wait();
  });
  await shoot('searched', popup);
  await step('she types the number with an extension', async () => {
    await popup.locator('.dial input').fill('612 34 56 78 ext 12w9');
    await popup.locator('.known').wait();
  });
  await shoot('typed', popup);
  const before = control.calls().length;
  await step('Enter calls, and it rings at Laura’s', async () => {
    await popup.keyboard.press('Enter');
    await ana.until('it rings there', ({ call }) => call?.state === 'ringing-out');
  });
  await shoot('calling', popup);
  await shoot('calling-page', page);
  const agent = control.calls()[before]?.sid ?? '';
  const laura = await legTo(world, LAURA, agent);
  await step('Laura answers, and the extension is dialled', async () => {
    control.answer(laura);
    await talks(ana);
    await eventually('all its tones are heard', () => control.call(laura).phones[0]?.digits === '129');
  });
  await shoot('extension-dialled', popup);
  await step('Ana presses keys', async () => {
    await popup.bringToFront();
    await popup.keyboard.press('k');
    for (const key of ['4', '2', '#'] as const) await popup.keyboard.press(key);
    await eventually('they arrive', () => control.call(laura).phones[0]?.digits === '12942#');
  });
  await shoot('keypad', popup);
  await step('the same in the page', () => inCard(cast, ana.t.call.keypad));
  await shoot('keypad-page', page);
  await step('she hangs up', async () => {
    await popup.bringToFront();
    await popup.locator('.btn.danger').click();
    await popup.locator('.savefoot').wait();
  });
  await shoot('ended', popup);
  await step('a line that is busy says so', async () => {
    await press(popup, ana.t.wrapUp.save);
    control.setPhone(LAURA, { whenRung: 'busy' });
    await ana.until('free', ({ call }) => call === null || call.state === 'ended');
    await popup.locator('.dial input').fill(LAURA);
    await popup.keyboard.press('Enter');
    await ana.until('busy', ({ call }) => call?.state === 'ended' && call.how === 'busy');
  });
  await shoot('busy', popup);
}
