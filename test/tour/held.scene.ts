import { cardWords } from '#extension/page/card/card-words.ts';
import { callComesIn, callGoesOut, isBack, isHeld, stands, theyHearEachOther } from '#test/stories/in-the-call.ts';
import type { Director } from '#test/stories/stage.ts';
import { press } from '#test/support/browser/agent-browser.ts';
import { hearsMusic } from '#test/support/running-call.ts';
import { type Cast, clearStage, inCard } from './cast.ts';

/** Hold and resume in both directions; one that Twilio refuses; the pill. */
export async function held(cast: Cast, { step, shoot }: Director): Promise<void> {
  const { world, ana, popup, page } = cast;
  const card = cardWords[cast.look.language];
  const first = await step('Ana calls Laura', () => callGoesOut(cast));
  await step('she puts her on hold', async () => {
    await press(popup, ana.t.control.hold);
    await isHeld(ana);
    await hearsMusic(world, first.customer);
  });
  await shoot('held', popup);
  await shoot('held-page', page);
  await step('she makes the card small', () => inCard(cast, card.minimise));
  await shoot('held-pill', page);
  await step('she takes her back by the key', async () => {
    await popup.bringToFront();
    await popup.keyboard.press('h');
    await isBack(ana);
    await theyHearEachOther(cast, first);
  });
  await shoot('back', popup);
  await shoot('back-pill', page);
  await step('she makes the card large again', () => inCard(cast, card.expand('Laura')));
  await step('the call ends', () => clearStage(cast));

  const second = await step('Laura calls', () => callComesIn(cast));
  await step('Twilio refuses to hold her: that is told, and they go on talking', async () => {
    world.twilio.control.account.status = 'suspended';
    await press(popup, ana.t.control.hold);
    await stands(ana, 'told as failed', ({ failed }) => failed?.what === 'hold');
    await theyHearEachOther(cast, second);
  });
  await shoot('refused', popup);
  await shoot('refused-page', page);
  await step('the next hold works', async () => {
    world.twilio.control.account.status = 'active';
    await popup.bringToFront();
    await press(popup, ana.t.control.hold);
    await isHeld(ana);
  });
  await shoot('held-incoming', popup);
}
