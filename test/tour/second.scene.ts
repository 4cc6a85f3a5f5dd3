import { callComesIn, talks } from '#test/stories/in-the-call.ts';
import type { Director } from '#test/stories/stage.ts';
import { press } from '#test/support/browser/agent-browser.ts';
import { COMPANY_LINE, LAURA } from '#test/support/world.ts';
import { atOptions, type Cast, inCard } from './cast.ts';

const JAVIER = '+34600555012';

/** A second caller rings beside the call that Ana is on. */
export async function second(cast: Cast, { step, shoot }: Director): Promise<void> {
  const { world, ana, popup, page } = cast;
  const words = ana.t.control.second;
  await step('Ana lets a second call ring', () =>
    atOptions(cast, 'device', async (options) => {
      const waiting = options.locator('[role=switch]');
      await waiting.wait();
      if (await options.$eval('[role=switch]', (one) => one.getAttribute('aria-checked') !== 'true')) {
        await waiting.click();
      }
      await options.locator('[role=switch][aria-checked=true]').wait();
      await shoot('my-device', options);
    }),
  );
  await step('she talks with Laura', () => callComesIn(cast));
  const rings = async () => {
    const sid = world.twilio.control.placeCall({ from: JAVIER, to: COMPANY_LINE });
    await ana.until(
      'the second rings',
      ({ second: two }) => two?.state === 'ringing' && two.party.match.state === 'known',
    );
    return sid;
  };
  await step('Javier calls', rings);
  await shoot('rings', popup);
  await shoot('rings-page', page);
  await step('she declines in the page', async () => {
    await inCard(cast, words.decline);
    await ana.until('it is gone', ({ second: two }) => two?.state !== 'ringing');
  });
  const javier = await step('he calls again', rings);
  await step('she holds Laura, and answers', async () => {
    await popup.bringToFront();
    await press(popup, words.answer);
    await ana.until('both are there', ({ call, second: two }) => call?.state === 'live' && two?.state === 'live');
    await talks(ana);
  });
  await shoot('two-calls', popup);
  await shoot('two-calls-page', page);
  await step('she swaps', async () => {
    await popup.bringToFront();
    await popup.locator('.secondcall .btn').click();
    await ana.until(
      'she talks with Laura',
      ({ call }) => call?.state === 'live' && call.party.number === LAURA && call.control?.customer === 'talking',
    );
  });
  await shoot('swapped', popup);
  await step('Javier hangs up', async () => {
    world.twilio.control.hangUp(javier);
    await ana.until('one call is left', ({ second: two }) => two === null || two.state === 'ended');
  });
  await shoot('first-again', popup);
}
