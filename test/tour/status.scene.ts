import { adminApi } from '#shared/api/admin-api.ts';
import type { Director } from '#test/stories/stage.ts';
import { press } from '#test/support/browser/agent-browser.ts';
import { eventually } from '#test/support/eventually.ts';
import { must } from '#test/support/must.ts';
import { atOptions, type Cast, lauraRings } from './cast.ts';

/** Online, away for a reason, away in her own words, and "not answering". */
export async function status(cast: Cast, { step, shoot }: Director): Promise<void> {
  const { world, ana, popup } = cast;
  const words = ana.t.presence;
  await step('Ana opens her status', async () => {
    await popup.bringToFront();
    await popup.locator('.status').click();
    await popup.locator('[role=menuitemradio]').wait();
  });
  await shoot('menu', popup);
  await step('she goes to lunch', async () => {
    await popup.locator(`[role=menuitemradio]::-p-text(${words.reason.lunch})`).click();
    await ana.until('away', ({ presence }) => presence === 'away');
  });
  await shoot('at-lunch', popup);
  await step('she says it in her own words', async () => {
    await popup.locator('.status').click();
    await popup.locator(`[role=menuitem]::-p-text(${words.other})`).click();
    await popup.locator('.awayform input').fill('Frigoríficos: visita');
  });
  await shoot('own-words', popup);
  await step('they are kept', async () => {
    await popup.locator('.awayform .primary').click();
    await ana.until('in her words', ({ awayReason }) => awayReason === 'Frigoríficos: visita');
  });
  await shoot('own-words-kept', popup);
  await step('her colleagues see it', () =>
    atOptions(cast, 'people', async (options) => {
      await options.locator('.peopletable').wait();
      await shoot('people', options);
    }),
  );
  await step('she is online again', async () => {
    await popup.bringToFront();
    await popup.locator('.status').click();
    await popup.locator(`[role=menuitemradio]::-p-text(${ana.t.popup.presence.online})`).click();
    await ana.until('online', ({ presence }) => presence === 'online');
  });
  await step('she lets a call ring to its end, and is set Away', async () => {
    await must(world.admin.ask(adminApi.saveTeamRules, { awayAfterUnanswered: 1 }));
    lauraRings(cast);
    await ana.until('it rings', ({ call }) => call?.state === 'ringing');
    await eventually('set Away', async () => (await ana.softphone()).awayReason === 'not-answering', 90_000);
  });
  await shoot('not-answering', popup);
  await step('one click, and she is online', async () => {
    await must(world.admin.ask(adminApi.saveTeamRules, { awayAfterUnanswered: 0 }));
    await popup.bringToFront();
    await press(popup, words.goOnline);
    await ana.until('online', ({ presence }) => presence === 'online');
  });
}
