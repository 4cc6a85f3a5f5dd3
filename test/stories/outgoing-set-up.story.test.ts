import type { Page } from 'puppeteer-core';
import * as v from 'valibot';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { adminApi } from '#shared/api/admin-api.ts';
import { type E164, e164Schema } from '#shared/ids.ts';
import { clickHidden, hiddenText } from '#test/support/browser/closed-root.ts';
import { handsAt } from '#test/support/browser/hands.ts';
import { eventually } from '#test/support/eventually.ts';
import { must } from '#test/support/must.ts';
import { COMPANY_LINE, LAURA, OUTGOING_LINE } from '#test/support/world.ts';
import { type AdminAtPage, choicesOf, says, seenActions, withMouse } from './set-up.scene.ts';
import { iconFor, openStage, type Stage } from './stage.ts';

/** An admin says who calls out from which number, and authorises Twilio, in the extension as it is shipped. */

const SHOP = v.parse(e164Schema, '+34910601254');
const ANA = 'Ana Ruiz';
const PRIYA = 'Priya Nair';

let stage: Stage;
let admin: AdminAtPage;

beforeAll(async () => {
  stage = await openStage({
    async onStage({ twilio }) {
      twilio.control.configureNumber(SHOP, { friendlyName: 'Tienda' });
    },
  });
  const page = await stage.ana.open('options.html#outgoing');
  admin = { page, hands: handsAt(page, 'mouse'), t: stage.ana.t };
});
beforeEach(() => admin.page.bringToFront());
afterEach(async () => {
  const { control } = stage.world.twilio;
  for (const sid of control.liveLegs()) control.hangUp(sid);
  await eventually('no leg is left', () => control.liveLegs().length === 0);
});
afterAll(() => stage?.stop());

const pairs = async () => (await must(stage.world.admin.ask(adminApi.outgoingNumbers))).numbers;
const legsToLaura = () =>
  stage.world.twilio.control.calls().flatMap(({ legs }) => legs.filter(({ to }) => to === LAURA));

/** Ana clicks the icon beside Laura's number. */
async function anaCalls(): Promise<Page> {
  await stage.page.bringToFront();
  await clickHidden(stage.page, iconFor(LAURA));
  return stage.page;
}

async function lauraSees(number: E164): Promise<void> {
  const before = legsToLaura().length;
  await anaCalls();
  const leg = await eventually('Laura’s phone rings', () => legsToLaura()[before]);
  expect(leg.from).toBe(number);
  stage.world.twilio.control.hangUp(leg.sid);
  await stage.ana.until('it is over', ({ call }) => call === null || call.state === 'ended');
}

it('[req 48] [req 49] [req 50] [req 51] [req 53] [req 54] another pair is any active user with any number that was bought, recorded or not', async () => {
  const { hands, t } = admin;
  const words = t.options.outgoing;
  const { users } = stage.world.zoho.control;
  await hands.press(words.add);
  const active = (await must(stage.world.admin.ask(adminApi.people))).people.map(({ agent }) => agent.name);
  expect(active).toContain(PRIYA);
  expect(active).not.toContain(`${users.named('olga').firstName} ${users.named('olga').lastName}`);
  expect((await choicesOf(admin, words.person)).toSorted()).toEqual(active.toSorted());
  const digits = (await choicesOf(admin, words.number)).map((choice) => `+${choice.replace(/\D/g, '')}`);
  expect(digits.toSorted()).toEqual([COMPANY_LINE, SHOP, OUTGOING_LINE].toSorted());
  await hands.choose(words.person, PRIYA);
  await hands.choose(words.number, /Tienda/);
  await hands.press(t.recording.record, { role: 'checkbox' });
  await says(admin, '.underpair', t.recording.costs);
  await hands.press(t.options.add);
  await says(admin, '.numbers', PRIYA);
  const agentId = await stage.world.idOf('priya');
  expect(await pairs()).toContainEqual({ agentId, number: SHOP, isDefault: true, record: true });
});

it('[req 65] the pair under the pointer shows Edit and Delete, and no other', async () => {
  const { page, t } = admin;
  await withMouse(page);
  await page.mouse.move(1, 1);
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
  expect(await seenActions(page)).toEqual([]);
  await (await page.waitForSelector(`.numbers li ::-p-text(${PRIYA})`))?.hover();
  await eventually('they are seen', async () => (await seenActions(page)).length > 0);
  expect(await seenActions(page)).toEqual([t.options.editOf(PRIYA), t.options.deleteOf(PRIYA)]);
});

it('[req 52] [req 67] another number for a person is what the next one whom she calls sees', async () => {
  const { hands, t } = admin;
  await lauraSees(OUTGOING_LINE);
  await admin.page.bringToFront();
  await hands.press(t.options.editOf(ANA));
  await hands.choose(t.options.outgoing.number, /Tienda/);
  await hands.press(t.options.save);
  await eventually('the form has closed', async () => (await admin.page.$('.pairform')) === null);
  await lauraSees(SHOP);
});

it('[req 69] deleting a person’s last pair says that it stops her outgoing calls, and stops them', async () => {
  const { hands, t } = admin;
  const words = t.options.outgoing;
  const before = legsToLaura().length;
  await hands.press(t.options.deleteOf(ANA));
  await says(admin, '[role=alertdialog]', words.deleteLast(ANA));
  await hands.press(t.options.delete, { part: '[role=alertdialog]' });
  await says(admin, '.note.ok', words.stopped(ANA));
  const page = await anaCalls();
  await eventually('she is told why', async () => /You have no number to call from/.test(await hiddenText(page)));
  expect(legsToLaura()).toHaveLength(before);
});

it('[req 2] [req 4] a wrong token is told as that; the right one authorises the account', async () => {
  const { page, hands, t } = admin;
  const words = t.options.connection;
  const { accountSid, authToken } = stage.world.twilio;
  await hands.press(t.options.sections.connection, { role: 'link' });
  await hands.press(words.disconnect);
  await hands.press(words.disconnect, { part: '[role=alertdialog]' });
  await hands.type(words.sid, accountSid);
  await hands.type(words.token, '0'.repeat(authToken.length));
  await hands.press(words.authorise);
  await says(admin, 'main', 'Twilio doesn’t know this SID and token together.');
  expect(await must(stage.world.admin.ask(adminApi.twilio))).toEqual({ state: 'none' });
  await hands.type(words.token, authToken);
  await hands.press(words.authorise);
  await says(admin, 'main', words.authorised);
  expect(await must(stage.world.admin.ask(adminApi.twilio))).toMatchObject({ state: 'connected', accountSid });
  expect(await page.$eval('main', (main) => main.innerHTML)).not.toContain(authToken);
});
