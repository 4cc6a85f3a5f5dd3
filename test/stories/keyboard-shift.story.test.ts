import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { callWaitingApi } from '#shared/api/supervise-api.ts';
import type { TestAgent } from '#test/support/agent.ts';
import { type Hands, handsAt } from '#test/support/browser/hands.ts';
import { eventually } from '#test/support/eventually.ts';
import { HZ, hears, hearsMusic, legTo } from '#test/support/running-call.ts';
import { COMPANY_LINE, LAURA, STRANGER } from '#test/support/world.ts';
import { LAURA_ID } from '#test/zoho/data/seed-records.ts';
import {
  anaHears,
  isBack,
  isHeld,
  keyCommand,
  openTalkStage,
  passingIs,
  type TalkStage,
  talks,
} from './in-the-call.ts';

/** A whole shift of Ana's without a mouse: she comes, calls, answers, holds, passes on, notes, calls back, has a break, and goes. */

// Eight calls one after the other: a limit for a broken run, on machines that have other work too.
vi.setConfig({ testTimeout: 180_000 });

let stage: TalkStage;
let hands: Hands;
let ken: TestAgent;

beforeAll(async () => {
  stage = await openTalkStage();
  hands = handsAt(stage.popup, 'keyboard');
  ken = await stage.world.agent('ken', { whenRung: 'no-answer', toneHz: HZ.ken });
  await ken.ask(callWaitingApi.setCallWaiting, { on: false });
});
afterAll(async () => {
  await ken?.disconnect();
  await stage?.stop();
});

const key = (name: Parameters<TalkStage['popup']['keyboard']['press']>[0]) => stage.popup.keyboard.press(name);
const type = (text: string) => stage.popup.keyboard.type(text);
const rings = (from: string) => stage.world.twilio.control.placeCall({ from, to: COMPANY_LINE, toneHz: HZ.laura });
const ringsHere = () => stage.ana.until('it rings', ({ call }) => call?.state === 'ringing');
const noLegs = () => eventually('no leg is left', () => stage.world.twilio.control.liveLegs().length === 0);

/** Tab, until that has the focus. */
const tabsTo = (selector: string) =>
  eventually(`${selector} has the focus`, async () => {
    await key('Tab');
    return stage.popup.$(`${selector}:focus`);
  });

/** The call-ended window: its first thing has the focus, a digit says how it went. */
async function notes(words: string): Promise<void> {
  const { ana, popup } = stage;
  await popup.waitForSelector('.savefoot');
  await hands.type(ana.t.wrapUp.description, words);
  await popup.keyboard.down('Control');
  await key('s');
  await popup.keyboard.up('Control');
  await eventually('the window has closed', async () => (await popup.$('.savefoot')) === null);
}
/** What stands on Laura's record says it. */
const isNoted = (words: string) =>
  eventually(`“${words}” is on the record`, () =>
    stage.world.zoho.control
      .writtenOn('Contacts', LAURA_ID)
      .notes.some(({ note }) => String(note.values.Note_Content).includes(words)),
  );

it('is worked through by the keyboard alone', async () => {
  const { ana, popup, world } = stage;
  const { control } = world.twilio;
  const { t } = ana;
  await popup.bringToFront();

  // She calls: a digit goes to the field by itself.
  control.setPhone(LAURA, { whenRung: 'answers', afterSeconds: 0.2, toneHz: HZ.laura });
  await type('612 34 56 78');
  await key('Enter');
  await talks(ana);
  const outgoing = await legTo(world, LAURA);
  await Promise.all([anaHears(stage, HZ.laura), hears(world, outgoing, HZ.ana)]);
  await key('m');
  await hears(world, outgoing);
  await key('m');
  await key('k');
  await type('42#');
  await eventually('the digits arrive', () => control.call(outgoing).phones[0]?.digits === '42#');
  await key('Escape');
  await key('h');
  await isHeld(ana);
  await hearsMusic(world, outgoing);
  await key('h');
  await isBack(ana);
  await hands.press(t.call.hangUp);
  await noLegs();
  await notes('Called by keyboard');
  await isNoted('Called by keyboard');

  // She answers, and asks a colleague, who takes it.
  const customer = rings(LAURA);
  await ringsHere();
  await key('Enter');
  await talks(ana);
  control.registerClient(ken.id, { whenRung: 'answers', afterSeconds: 0.2, toneHz: HZ.ken });
  await key('t');
  await popup.waitForSelector('.pickfield input');
  await type('ken');
  await hands.press(t.control.pick.askFirstOf(ken.me.agent.name));
  await passingIs(ana, 'talking');
  await Promise.all([hearsMusic(world, customer), anaHears(stage, HZ.ken)]);
  await hands.press(t.control.passing.give('Laura', 'Ken'));
  await hears(world, customer, HZ.ken);
  await ana.until('she is out of it', ({ call }) => call?.state === 'ended' && call.how === 'passed-on');
  control.hangUp(customer);
  await noLegs();
  control.registerClient(ken.id, { whenRung: 'no-answer', toneHz: HZ.ken });

  // From another tab she declines a call, and calls back from the list of those she has missed.
  rings(STRANGER);
  await ringsHere();
  await keyCommand(ana, 'end', 'Alt+X');
  await ana.until('it rings no more', ({ call }) => call?.state !== 'ringing');
  for (const sid of control.liveLegs()) if (control.call(sid).parentSid === null) control.hangUp(sid);
  await noLegs();
  control.setPhone(STRANGER, { whenRung: 'answers', afterSeconds: 0.2, toneHz: HZ.laura });
  await ana.until('it is missed', ({ recentCalls: [latest] }) => latest?.disposition === 'missed');
  await key('Escape');
  await tabsTo('#tab-recent');
  await key('ArrowRight');
  await eventually('missed calls are shown', () => popup.$('#tab-missed[aria-selected=true]'));
  await hands.press(/^Call back/);
  await talks(ana);
  await hears(world, await legTo(world, STRANGER), HZ.ana);
  await keyCommand(ana, 'end', 'Alt+X');
  await noLegs();
  await notes('Called back by keyboard');

  // A break, and home.
  await hands.press(/^Status:/);
  await key('b');
  await ana.until('she is away', ({ presence }) => presence === 'away');
  await hands.press(/^Status:/);
  await key('Home');
  await key('Enter');
  await ana.until('she is online', ({ presence }) => presence === 'online');
  await hands.press(/^Status:/);
  await key('o');
  await ana.until('she has gone', ({ presence }) => presence === 'offline');
  expect(control.liveLegs()).toEqual([]);
});
