import type { Page } from 'puppeteer-core';
import { momentOf, quickDate, wallTime } from '#extension/views/wrap-up/when.ts';
import { adminApi } from '#shared/api/admin-api.ts';
import { press } from '#test/support/browser/agent-browser.ts';
import { clickHidden } from '#test/support/browser/closed-root.ts';
import { hearsTone } from '#test/support/browser/hearing.ts';
import { eventually } from '#test/support/eventually.ts';
import { must } from '#test/support/must.ts';
import { COMPANY_LINE, LAURA, OUTGOING_LINE } from '#test/support/world.ts';
import { LAURA_ID } from '#test/zoho/data/seed-records.ts';
import { expectOnRecord, latestCall } from './on-record.ts';
import { hears } from './outgoing-call.scene.ts';
import { type Director, iconFor, lauraCalls, type Stage, VOICE_HZ } from './stage.ts';

const NOTE = 'Renews twelve vans in spring; wants an offer';
const TIME_ZONE = 'Europe/Madrid';
const DAY_MS = 86_400_000;

/**
 * A recorded call from the contact's page; Ana writes while they talk, says what came of it, plans a call for tomorrow and a task for
 * Friday, and saves: all of it is on the record, once.
 */
export async function notedCall({ world, ana, page }: Stage, { step, shoot }: Director): Promise<void> {
  const { control } = world.twilio;
  const agentId = await world.idOf('ana');
  await must(world.admin.ask(adminApi.saveOutgoingNumber, { agentId, number: OUTGOING_LINE, record: true }));
  control.setPhone(LAURA, { whenRung: 'no-answer', toneHz: VOICE_HZ.laura });
  const before = control.calls().length;
  const lauraLeg = () => control.calls()[before]?.legs.find((leg) => leg.to === LAURA);
  const laura = () => {
    const phone = lauraLeg()?.phones[0];
    if (!phone) throw new Error('Laura’s phone has not been rung');
    return phone;
  };

  await step('Ana calls Laura from her record', async () => {
    await page.bringToFront();
    await clickHidden(page, iconFor(LAURA));
    await eventually('Laura’s phone rings', () => laura().state.state === 'ringing');
  });
  await step('Laura answers and is told that the call is recorded', async () => {
    control.answer(lauraLeg()?.sid ?? '');
    await eventually('she is told', () => lauraLeg()?.transcript.some(({ what }) => what === 'said'));
    await ana.until('they talk', ({ call }) => call?.state === 'live');
  });
  await step('each hears the other', async () => {
    await hearsTone(await ana.offscreen(), VOICE_HZ.laura);
    await hears(laura, VOICE_HZ.ana);
  });
  const popup = await ana.popup();
  await step('Ana writes a note while they talk', () => writeNote(popup, ana.t.wrapUp.noteSaved));
  await shoot('popup-note', popup);
  await step('Ana hangs up', async () => {
    await popup.locator('.btn.danger').click();
    await eventually('no leg is left', () => control.liveLegs().length === 0);
  });
  await wrapUp(popup, { ana, page }, { step, shoot }, 'after-call');
  await step('within seconds everything is on the record, once', async () => {
    const call = await latestCall(world);
    await expectOnRecord(world, call.id, { type: 'Outbound', channels: [VOICE_HZ.laura, VOICE_HZ.ana], ...plans() });
  });
  await popup.close();
  await shootRecord(page, shoot, 'record-with-call');
}

/** The same for a recorded call that rang two agents: Ana answers, Ken does not; one log. */
export async function notedIncomingCall({ world, ana, page }: Stage, { step, shoot }: Director): Promise<void> {
  const { control } = world.twilio;
  const agentIds = [await world.idOf('ana'), await world.idOf('ken')];
  await must(
    world.admin.ask(adminApi.saveIncomingNumber, { number: COMPANY_LINE, name: 'Madrid', agentIds, record: true }),
  );
  const ken = await world.agent('ken', { whenRung: 'no-answer' });
  const callsBefore = world.zoho.control.writtenOn('Contacts', LAURA_ID).calls.length;
  const sid = await step('Laura calls the company, and both agents ring', async () => {
    const called = lauraCalls(world);
    await ana.until('Ana’s softphone rings', ({ call }) => call?.state === 'ringing');
    await eventually('Ken’s rings', () => ken.calls.some(({ state }) => state === 'ringing'));
    return called;
  });
  const popup = await ana.popup();
  await step('Ana answers, and each hears the other', async () => {
    await popup.locator(`::-p-text(${ana.t.call.answer})`).click();
    await ana.until('they talk', ({ call }) => call?.state === 'live');
    await hearsTone(await ana.offscreen(), VOICE_HZ.laura);
    await hears(() => {
      const phone = control.call(sid).phones[0];
      if (!phone) throw new Error('Laura has no phone');
      return phone;
    }, VOICE_HZ.ana);
  });
  await step('Ana writes a note while they talk', () => writeNote(popup, ana.t.wrapUp.noteSaved));
  await step('Laura hangs up', async () => {
    control.hangUp(sid);
    await eventually('no leg is left', () => control.liveLegs().length === 0);
  });
  await wrapUp(popup, { ana, page }, { step, shoot }, 'after-incoming');
  await step('within seconds everything is on the record, once: one log for two who rang', async () => {
    const call = await latestCall(world);
    await expectOnRecord(world, call.id, { type: 'Inbound', channels: [VOICE_HZ.laura, VOICE_HZ.ana], ...plans() });
    const logged = world.zoho.control.writtenOn('Contacts', LAURA_ID).calls.length - callsBefore;
    if (logged !== 1) throw new Error(`${logged} calls were logged`);
  });
  await popup.close();
  await ken.disconnect();
  control.unregisterClient(ken.id);
  await shootRecord(page, shoot, 'record-with-both');
}

async function writeNote(popup: Page, saved: string): Promise<void> {
  await popup.bringToFront();
  await popup.locator('textarea').fill(NOTE);
  await popup.locator(`.saved::-p-text(${saved})`).wait();
}

/** The call-ended window: what came of it, a call tomorrow, a task on Friday, saved. */
async function wrapUp(
  popup: Page,
  { ana, page }: Pick<Stage, 'ana' | 'page'>,
  { step, shoot }: Director,
  name: string,
): Promise<void> {
  const words = ana.t.wrapUp;
  await step('the call-ended window opens by itself, with what she has written', async () => {
    await popup.locator(`::-p-text(${words.save})`).wait();
    await eventually('the note is the description', () =>
      popup.$eval('textarea', (field, note) => field.value === note, NOTE),
    );
  });
  await shoot(`page-${name}`, page);
  await popup.bringToFront();
  await step('Ana says what came of it', () =>
    popup.locator(`label.chip::-p-text(${words.outcomes.interested})`).click(),
  );
  await step('she plans a call for tomorrow', () =>
    popup.locator(`label.check::-p-text(${words.followUpCall})`).click(),
  );
  await step('and a task for Friday', async () => {
    await popup.locator(`label.check::-p-text(${words.followUpTask})`).click();
    await popup.locator(`.followup:nth-of-type(2) label[title="${words.otherTime}"]`).click();
    await popup.locator('.followup:nth-of-type(2) input[type=datetime-local]').fill(friday());
  });
  await shoot(`popup-${name}`, popup);
  await step('she saves, and the window closes', async () => {
    await press(popup, words.save);
    await eventually('the window has closed', async () => (await popup.$('.savefoot')) === null);
  });
}

const friday = (): string => {
  const today = wallTime(new Date(), TIME_ZONE).slice(0, 10);
  const start = Date.parse(`${today}T00:00Z`);
  const days = (5 - new Date(start).getUTCDay() + 7) % 7 || 7;
  return `${new Date(start + days * DAY_MS).toISOString().slice(0, 10)}T10:30`;
};

/** What she has planned. */
const plans = (): { callAt: Date; taskAt: Date } => {
  const taskAt = momentOf(friday(), TIME_ZONE);
  if (!taskAt) throw new Error(`${friday()} is no time`);
  return { callAt: quickDate('tomorrow', new Date(), TIME_ZONE), taskAt };
};

/** The record's page in the CRM, down to what was written. */
async function shootRecord(page: Page, shoot: Director['shoot'], name: string): Promise<void> {
  await page.bringToFront();
  await page.reload();
  await eventually('the recording is shown on the record', () =>
    page.evaluate(() => {
      // What is below the fold is loaded when it is scrolled to.
      document.querySelector('#related_Notes')?.scrollIntoView();
      const player = document.querySelector('#related_Notes .noteFile audio');
      return player !== null;
    }),
  );
  await shoot(name, page);
}
