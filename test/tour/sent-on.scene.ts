import { callComesIn, talks } from '#test/stories/in-the-call.ts';
import type { Director } from '#test/stories/stage.ts';
import { press } from '#test/support/browser/agent-browser.ts';
import { choosesKen, kenAnswers } from './asked-first.scene.ts';
import { type Cast, clearStage, kenIsFree, noteIs, withKen } from './cast.ts';

/** A call is sent on at once: not taken, it comes back; taken, it is Ken's. */
export const sentOn = (cast: Cast, { step, shoot }: Director): Promise<void> =>
  withKen(cast, async (ken) => {
    const { ana, popup, page } = cast;
    const { pick } = ana.t.control;
    await step('Laura calls, and Ana sends her on to Ken', async () => {
      await callComesIn(cast);
      await noteIs(cast);
      await choosesKen(cast, ken, pick.sendNowTo);
      await ken.browser.until('it rings at Ken’s', ({ call }) => call?.state === 'ringing');
      await ana.until('Ana is out of it', ({ call }) => call?.state === 'ended');
    });
    await shoot('sent', popup);
    await shoot('ken-is-rung', ken.popup);
    await step('Ken declines: it rings at Ana’s again', async () => {
      await ken.popup.bringToFront();
      await press(ken.popup, ken.browser.t.call.decline);
      await ana.until('it comes back', ({ call }) => call?.state === 'ringing');
    });
    await shoot('comes-back', popup);
    await shoot('comes-back-page', page);
    await step('she answers', async () => {
      await popup.bringToFront();
      await press(popup, ana.t.call.answer);
      await talks(ana);
    });
    await shoot('back', popup);
    await step('the call ends', async () => {
      await clearStage(cast);
      await kenIsFree(ken);
    });
    await step('Laura calls again, and Ken takes her', async () => {
      await callComesIn(cast);
      await choosesKen(cast, ken, pick.sendNowTo);
      await kenAnswers(ken);
      await ana.until('Ana knows', ({ call }) => call?.state === 'ended' && call.answeredBy !== null);
    });
    await shoot('taken', popup);
    await shoot('ken-has-her', ken.popup);
    await kenIsFree(ken);
  });
