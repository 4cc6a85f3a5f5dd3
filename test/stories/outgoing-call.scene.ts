import type { Page } from 'puppeteer-core';
import { press } from '#test/support/browser/agent-browser.ts';
import { clickHidden, hiddenElement, hiddenText } from '#test/support/browser/closed-root.ts';
import { hearsTone } from '#test/support/browser/hearing.ts';
import { eventually } from '#test/support/eventually.ts';
import { LAURA, OUTGOING_LINE } from '#test/support/world.ts';
import type { PhoneReport } from '#test/twilio/media/phone-report.ts';
import { type Director, iconFor, type Stage, VOICE_HZ } from './stage.ts';

const SILENT_BELOW_DBFS = -55;

/**
 * An agent clicks the icon beside the number on a contact's page; the phone rings with the agent's number as caller ID; each hears
 * the other; mute silences; digits arrive; the agent hangs up; the call is in the recent calls.
 */
export async function outgoingCall({ world, ana, page }: Stage, { step, shoot }: Director): Promise<void> {
  const { control } = world.twilio;
  control.setPhone(LAURA, { whenRung: 'no-answer', toneHz: VOICE_HZ.laura });
  const before = control.calls().length;
  const call = () => control.calls()[before];
  const lauraLeg = () => call()?.legs.find((leg) => leg.to === LAURA);
  const laura = (): PhoneReport => {
    const phone = lauraLeg()?.phones[0];
    if (!phone) throw new Error('Laura’s phone has not been rung');
    return phone;
  };

  await step('the icon stands beside Laura’s mobile number', () => hiddenElement(page, iconFor(LAURA)));
  await shoot('record-page', page);
  await step('Ana clicks it', () => clickHidden(page, iconFor(LAURA)));
  await step('Laura’s phone rings and shows Ana’s number', () =>
    eventually('it rings with the outgoing number', () => {
      const { state, invite } = laura();
      return state.state === 'ringing' && invite?.from === OUTGOING_LINE;
    }),
  );
  await step('the card on the page says that it is calling', () =>
    eventually('the card shows Laura’s name', async () => /Laura Gómez/.test(await hiddenText(page))),
  );
  await shoot('calling', page);

  await step('Laura answers', async () => {
    control.answer(lauraLeg()?.sid ?? '');
    await ana.until('the call is live', ({ call: shown }) => shown?.state === 'live');
  });
  const offscreen = await ana.offscreen();
  await step('Ana hears Laura', () => hearsTone(offscreen, VOICE_HZ.laura));
  await step('Laura hears Ana', () => hears(laura, VOICE_HZ.ana));
  await shoot('on-the-line', page);

  const popup = await ana.popup();
  await step('mute silences Ana', async () => {
    await popup.locator(`::-p-aria([name="${ana.t.call.mute}"][role="button"])`).click();
    await eventually('Laura hears nothing', () => laura().present.level < SILENT_BELOW_DBFS);
  });
  await shoot('popup-muted', popup);
  await step('unmute brings her back', async () => {
    await popup.locator(`::-p-aria([name="${ana.t.call.unmute}"][role="button"])`).click();
    await eventually('Laura hears Ana again', () => laura().present.tones.some((hz) => near(hz, VOICE_HZ.ana)));
  });
  await step('digits typed on the keyboard arrive', async () => {
    await popup.bringToFront();
    await popup.keyboard.press('k');
    for (const key of ['4', '2', '#'] as const) await popup.keyboard.press(key);
    await eventually('Laura’s end hears 42#', () => laura().digits === '42#');
  });
  await shoot('popup-keypad', popup);

  await step('Ana hangs up, and both legs end', async () => {
    await page.bringToFront();
    await clickHidden(page, new RegExp(`^${ana.t.call.hangUp}`));
    await eventually('no leg is left', () => control.liveLegs().length === 0);
  });
  await step('the call is in the recent calls', () =>
    ana.until('it stands first', ({ recentCalls: [latest] }) =>
      Boolean(
        latest && latest.direction === 'outgoing' && latest.number === LAURA && latest.disposition === 'answered',
      ),
    ),
  );
  await popup.bringToFront();
  await shoot('popup-ended', popup);
  await step('Ana saves it without another word', () => saveAsItIs(popup, ana.t.wrapUp.save));
  await popup.close();
  await page.bringToFront();
}

/** Closes the call-ended window, with nothing noted. */
export async function saveAsItIs(popup: Page, save: string): Promise<void> {
  await press(popup, save);
  await eventually('the window has closed', async () => (await popup.$('.savefoot')) === null);
}

export const hears = (report: () => PhoneReport, hz: number): Promise<unknown> =>
  eventually(`${hz} Hz is heard`, () => report().heard.some((tone) => near(tone.hz, hz) && tone.heardMs >= 300));

export const near = (hz: number, wanted: number): boolean => Math.abs(hz - wanted) <= 15;
