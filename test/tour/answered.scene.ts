import { putAway, theyHearEachOther } from '#test/stories/in-the-call.ts';
import type { Director } from '#test/stories/stage.ts';
import { press } from '#test/support/browser/agent-browser.ts';
import { hiddenText } from '#test/support/browser/closed-root.ts';
import { eventually } from '#test/support/eventually.ts';
import { legTo } from '#test/support/running-call.ts';
import { type Cast, inCard, lauraRings, noteIs } from './cast.ts';

/** An incoming call in each of its states, in all the places that show it, up to its wrap-up. */
export async function answered(cast: Cast, { step, shoot }: Director): Promise<void> {
  const { world, ana, popup, page } = cast;
  const { control } = world.twilio;
  const customer = await step('Laura calls', async () => lauraRings(cast));
  await step('it rings at Ana’s, with Laura’s card', async () => {
    await ana.until('it rings', ({ call }) => call?.state === 'ringing' && call.party.match.state === 'known');
    await page.bringToFront();
    await eventually('the page shows her', async () => /Laura Gómez/.test(await hiddenText(page)));
  });
  await shoot('ringing', popup);
  await shoot('ringing-page', page);
  await step('Ana answers', async () => {
    await popup.bringToFront();
    await press(popup, ana.t.call.answer);
    await ana.until('they talk', ({ call }) => call?.state === 'live' && call.control !== null);
    const agent = await legTo(world, `client:${await world.idOf('ana')}`, customer);
    await theyHearEachOther(cast, { customer, agent });
  });
  await step('she writes a note', () => noteIs(cast));
  await shoot('on-the-line', popup);
  await shoot('on-the-line-page', page);
  await step('she mutes herself', async () => {
    await inCard(cast, ana.t.call.mute);
    await ana.until('muted', ({ call }) => call?.state === 'live' && call.muted);
  });
  await shoot('muted', popup);
  await shoot('muted-page', page);
  const side = await ana.open('sidepanel.html');
  await step('the side panel shows the same', () =>
    side
      .locator('.callfoot')
      .wait()
      .then(() => undefined),
  );
  await shoot('side-panel', side);
  await side.close();
  await step('Laura hangs up', async () => {
    control.hangUp(customer);
    await ana.until('it has ended', ({ call }) => call?.state === 'ended');
    await popup.bringToFront();
    await popup.locator('.savefoot').wait();
  });
  await shoot('wrap-up', popup);
  await shoot('wrap-up-page', page);
  await step('Ana says what came of it, and plans a call', async () => {
    await popup.bringToFront();
    await popup.locator(`label.chip::-p-text(${ana.t.wrapUp.outcomes.interested})`).click();
    await popup.locator(`label.check::-p-text(${ana.t.wrapUp.followUpCall})`).click();
  });
  await shoot('wrap-up-filled', popup);
  await step('she saves', () => putAway(ana, popup));
  await shoot('saved', popup);
  await shoot('saved-page', page);
}
