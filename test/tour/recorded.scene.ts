import { adminApi } from '#shared/api/admin-api.ts';
import { callGoesOut, isBack, isHeld, putAway, stands, talks } from '#test/stories/in-the-call.ts';
import type { Director } from '#test/stories/stage.ts';
import { press } from '#test/support/browser/agent-browser.ts';
import { eventually } from '#test/support/eventually.ts';
import { must } from '#test/support/must.ts';
import { atOptions, type Cast, clearStage, inCard, lauraRings, lineRings } from './cast.ts';

/** A recorded call: announced, paused, in two parts; and one whose caller declines. */
export async function recorded(cast: Cast, { step, shoot }: Director): Promise<void> {
  const { world, ana, popup, page } = cast;
  const { control: words } = ana.t;
  const recordingIs = (state: string) => stands(ana, `recording: ${state}`, ({ recording }) => recording === state);
  await step('calls are recorded, and can be declined with 9', async () => {
    await lineRings(cast, 'ana', true);
    const { kept: _, ...rules } = await must(world.admin.ask(adminApi.compliance));
    await must(world.admin.ask(adminApi.saveCompliance, { ...rules, declineKey: '9' }));
  });
  await atOptions(cast, 'compliance', async (options) => {
    await step('the rules stand under Recordings & compliance', () =>
      options
        .locator('form')
        .wait()
        .then(() => undefined),
    );
    await shoot('compliance', options);
  });
  await step('Ana calls Laura, and records the call: Laura is told of it first', async () => {
    await callGoesOut(cast);
    await popup.keyboard.press('p');
    await recordingIs('announcing');
  });
  await shoot('announcing', popup);
  await shoot('announcing-page', page);
  await step('the recording begins', () => recordingIs('on'));
  await shoot('recording', popup);
  await shoot('recording-page', page);
  await step('she pauses it', async () => {
    await popup.bringToFront();
    await popup.keyboard.press('p');
    await recordingIs('paused');
  });
  await shoot('paused', popup);
  await shoot('paused-page', page);
  await step('it goes on, and Laura is held and taken back', async () => {
    await popup.bringToFront();
    await popup.keyboard.press('p');
    await recordingIs('on');
    await press(popup, words.hold);
    await isHeld(ana);
    await press(popup, words.resume);
    await isBack(ana);
  });
  await step('she hangs up, and it is on its way to the record', async () => {
    await inCard(cast, ana.t.call.hangUp);
    await popup.bringToFront();
    await popup.locator('.savefoot').wait();
  });
  await shoot('wrap-up', popup);
  await step('she saves, and plays it in the list', async () => {
    await putAway(ana, popup);
    await eventually('it can be played', async () => (await popup.$('.rec button.icb[aria-expanded]')) !== null);
    await popup.locator('.rec button.icb[aria-expanded]').click();
    await popup.locator('.player audio, .player .note').wait();
  });
  await shoot('played', popup);
  await step('Laura calls, and declines', async () => {
    await clearStage(cast);
    await lineRings(cast, 'ana', true);
    const sid = lauraRings(cast);
    await eventually('she hears of the key', () => {
      const spoken = JSON.stringify(world.twilio.control.call(sid).transcript);
      return spoken.includes('said');
    });
    world.twilio.control.press(sid, '9');
    await ana.until('it rings', ({ call }) => call?.state === 'ringing');
    await popup.bringToFront();
    await press(popup, ana.t.call.answer);
    await talks(ana);
    await recordingIs('off');
  });
  await shoot('declined', popup);
}
