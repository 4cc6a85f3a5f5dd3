import { callGoesOut, isBack, passingIs, stands } from '#test/stories/in-the-call.ts';
import type { Director } from '#test/stories/stage.ts';
import { press } from '#test/support/browser/agent-browser.ts';
import { HZ, hears } from '#test/support/running-call.ts';
import { choosesKen, kenAnswers } from './asked-first.scene.ts';
import { type Cast, kenIsFree, withKen } from './cast.ts';

/** Ana asks Ken, who declines; asks again, swaps between both, has all three talk, and leaves the two. */
export const together = (cast: Cast, { step, shoot }: Director): Promise<void> =>
  withKen(cast, async (ken) => {
    const { world, ana, popup, page } = cast;
    const { passing, pick } = ana.t.control;
    const call = await step('Ana calls Laura', () => callGoesOut(cast));
    await step('she asks Ken, who declines: Laura is back', async () => {
      await choosesKen(cast, ken, pick.askFirstOf);
      await ken.browser.until('it rings', ({ call: his }) => his?.state === 'ringing');
      await ken.popup.bringToFront();
      await press(ken.popup, ken.browser.t.call.decline);
      await stands(ana, 'told', ({ failed, transfer }) => transfer === null && failed?.what === 'consult');
      await isBack(ana);
    });
    await shoot('declined', popup);
    await step('she asks again, and he answers', async () => {
      await choosesKen(cast, ken, pick.askFirstOf);
      await kenAnswers(ken);
      await passingIs(ana, 'talking');
    });
    await step('she swaps: Ken waits', async () => {
      await popup.bringToFront();
      await press(popup, passing.swap);
      await passingIs(ana, 'waiting');
    });
    await shoot('swapped', popup);
    await shoot('swapped-page', page);
    await shoot('ken-waits', ken.popup);
    await step('all three talk', async () => {
      await popup.bringToFront();
      await press(popup, passing.join);
      await passingIs(ana, 'together');
      await hears(world, call.customer, HZ.ana, HZ.ken);
    });
    await shoot('together', popup);
    await shoot('together-page', page);
    await shoot('ken-with-both', ken.popup);
    await step('Ana leaves the two to talk', async () => {
      await popup.bringToFront();
      await press(popup, passing.leave);
      await hears(world, call.customer, HZ.ken);
      await ana.until('she is out of it', ({ call: hers }) => hers?.state === 'ended');
    });
    await shoot('left', popup);
    await kenIsFree(ken);
  });
