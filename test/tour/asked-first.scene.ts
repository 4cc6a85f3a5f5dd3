import { callComesIn, passingIs } from '#test/stories/in-the-call.ts';
import type { Director } from '#test/stories/stage.ts';
import { press } from '#test/support/browser/agent-browser.ts';
import { HZ, hears, hearsMusic } from '#test/support/running-call.ts';
import { type Cast, type Ken, kenIsFree, noteIs, withKen } from './cast.ts';

/** Ana opens the list of colleagues, and chooses Ken by what the button says. */
export async function choosesKen({ ana, popup }: Cast, ken: Ken, label: (name: string) => string): Promise<void> {
  await popup.bringToFront();
  await press(popup, ana.t.control.transfer);
  await press(popup, label(ken.name));
}

export async function kenAnswers({ browser, popup }: Ken): Promise<void> {
  await browser.until('it rings at Ken’s', ({ call }) => call?.state === 'ringing');
  await popup.bringToFront();
  await press(popup, browser.t.call.answer);
  await browser.until('he has it', ({ call }) => call?.state === 'live' && call.control !== null);
}

/** Laura waits while Ana asks Ken, who takes her. */
export const askedFirst = (cast: Cast, { step, shoot }: Director): Promise<void> =>
  withKen(cast, async (ken) => {
    const { world, ana, popup, page } = cast;
    const { control } = ana.t;
    const call = await step('Laura calls, and Ana notes what she wants', async () => {
      const legs = await callComesIn(cast);
      await noteIs(cast);
      return legs;
    });
    await step('Ana opens the list of colleagues', async () => {
      await press(popup, control.transfer);
      await popup.locator('.rec.person').wait();
    });
    await shoot('colleagues', popup);
    await step('she asks Ken first: Laura hears music', async () => {
      await press(popup, control.pick.askFirstOf(ken.name));
      await passingIs(ana, 'ringing');
      await ken.browser.until('it rings at Ken’s', ({ call: his }) => his?.state === 'ringing');
      await hearsMusic(world, call.customer);
    });
    await shoot('rings-at-ken', popup);
    await shoot('rings-at-ken-page', page);
    await shoot('ken-is-rung', ken.popup);
    await step('Ken answers, and talks with Ana', async () => {
      await kenAnswers(ken);
      await passingIs(ana, 'talking');
    });
    await shoot('asks-ken', popup);
    await shoot('asks-ken-page', page);
    await shoot('ken-is-asked', ken.popup);
    await step('she gives Laura to him', async () => {
      await popup.bringToFront();
      await press(popup, control.passing.give('Laura', 'Ken'));
      await ana.until('Ana is out of it', ({ call: hers }) => hers?.state === 'ended' && hers.how === 'passed-on');
      await hears(world, call.customer, HZ.ken);
      await ken.browser.until(
        'it is his',
        ({ call: his }) => his?.state === 'live' && his.control?.from?.asks !== true,
      );
    });
    await shoot('given', popup);
    await shoot('given-page', page);
    await shoot('ken-has-her', ken.popup);
    await step('Laura hangs up', async () => {
      world.twilio.control.hangUp(call.customer);
      await ken.popup.bringToFront();
      await ken.popup.locator('.savefoot').wait();
    });
    await shoot('ken-notes-it', ken.popup);
    await kenIsFree(ken);
  });
