import type { Page } from 'puppeteer-core';
import type { Quality, SoftphoneSnapshot } from '#extension/wire/snapshots.ts';
import type { CallControl } from '#shared/call/control.ts';
import { type AgentBrowser, press } from '#test/support/browser/agent-browser.ts';
import { hearsOnly } from '#test/support/browser/hearing.ts';
import { eventually } from '#test/support/eventually.ts';
import { HZ, hears, legTo } from '#test/support/running-call.ts';
import { COMPANY_LINE, LAURA } from '#test/support/world.ts';
import { openStage, type Stage } from './stage.ts';

/** Calls between answer and end, with the built extension: who hears whom is read from the tones of `HZ`, in each headset and phone. */

/** Twilio's legs of a call of Ana's. */
export interface TalkLegs {
  customer: string;
  agent: string;
}

/** A stage where Ana's popup is open, in front. */
export interface TalkStage extends Stage {
  popup: Page;
  /** Her softphone's document. */
  offscreen: Page;
}

export async function openTalkStage(options: NonNullable<Parameters<typeof openStage>[0]> = {}): Promise<TalkStage> {
  const stage = await openStage({ ...options, browser: { voiceHz: HZ.ana, ...options.browser } });
  const popup = await stage.ana.popup();
  return { ...stage, popup, offscreen: await stage.ana.offscreen() };
}

const VOICES = Object.values(HZ);

/** In her headset Ana hears these, and nobody else. */
export const anaHears = ({ offscreen }: Pick<TalkStage, 'offscreen'>, ...voices: number[]): Promise<unknown> =>
  hearsOnly(offscreen, voices, VOICES);

/** The customer rings, and Ana answers in her popup. */
export async function callComesIn(stage: TalkStage): Promise<TalkLegs> {
  const { world, ana, popup } = stage;
  const customer = world.twilio.control.placeCall({ from: LAURA, to: COMPANY_LINE, toneHz: HZ.laura });
  await ana.until('it rings', ({ call }) => call?.state === 'ringing');
  await popup.bringToFront();
  await press(popup, ana.t.call.answer);
  await talks(ana);
  return { customer, agent: await legTo(world, `client:${await world.idOf('ana')}`, customer) };
}

/** Ana calls the customer, who answers. */
export async function callGoesOut(stage: TalkStage, to: string = LAURA): Promise<TalkLegs> {
  const { world, ana, popup } = stage;
  const { control } = world.twilio;
  control.setPhone(LAURA, { whenRung: 'answers', afterSeconds: 0.2, toneHz: HZ.laura });
  const before = control.calls().length;
  await popup.bringToFront();
  await popup.locator('.dial input').fill(to);
  await popup.keyboard.press('Enter');
  await talks(ana);
  const agent = control.calls()[before]?.sid ?? '';
  return { customer: await legTo(world, LAURA, agent), agent };
}

export const callIs = { incoming: callComesIn, outgoing: callGoesOut } as const;

/** The call is live, and the server has spoken of it. */
export const talks = (one: AgentBrowser): Promise<SoftphoneSnapshot> =>
  one.until('they talk', ({ call }) => call?.state === 'live' && call.control !== null);

/** Her softphone tells her so of how the call sounds; null: nothing. */
export const isWarned = (one: AgentBrowser, warning: Quality['warning']): Promise<SoftphoneSnapshot> =>
  one.until(`she is told: ${warning}`, ({ call }) => call?.state === 'live' && call.quality?.warning === warning);

/** What the server has told her softphone of the running call. */
export const controlOf = ({ call }: SoftphoneSnapshot): CallControl | null =>
  call?.state === 'live' ? call.control : null;

/** Waits until her softphone has been told that the call stands so. */
export const stands = (one: AgentBrowser, what: string, is: (control: CallControl) => boolean) =>
  eventually(what, async () => {
    const { call } = await one.softphone();
    if (call?.state !== 'live' || call.control === null) throw new Error(`the call is ${JSON.stringify(call)}`);
    if (!is(call.control)) throw new Error(JSON.stringify(call.control));
    return call.control;
  });

export const isHeld = (one: AgentBrowser) => stands(one, 'the customer is on hold', (now) => now.customer === 'held');
export const isBack = (one: AgentBrowser) =>
  stands(one, 'the customer is back', (now) => now.customer === 'talking' && now.transfer === null);
export const passingIs = (one: AgentBrowser, state: NonNullable<CallControl['transfer']>['state']) =>
  stands(one, `it is passed on: ${state}`, ({ transfer }) => transfer?.state === state);

/** Ana and the customer hear each other, and nobody else. */
export const theyHearEachOther = (stage: TalkStage, { customer }: TalkLegs): Promise<unknown> =>
  Promise.all([anaHears(stage, HZ.laura), hears(stage.world, customer, HZ.ana)]);

/** Ana ends what is left of the call, and closes what it leaves on her screen; nothing is left in Twilio. */
export async function itEnds({ world, ana, popup }: TalkStage): Promise<void> {
  const { control } = world.twilio;
  control.chaos.clear();
  for (const sid of control.liveLegs()) if (control.call(sid).phones.length > 0) control.hangUp(sid);
  await popup.bringToFront();
  for (const over of ['end', 'dismiss'] as const) await tell(popup, over);
  await eventually('no leg is left', () => control.liveLegs().length === 0);
  await eventually('every call is over', async () => {
    const open = world.server.context.db.selectFrom('calls').select('id').where('state', 'not in', ['placed', 'ended']);
    return (await open.execute()).length === 0;
  });
  await eventually('the softphone is free', async () => {
    const { call, second } = await ana.softphone();
    if (call?.state === 'ended') await tell(popup, 'dismiss');
    return (call === null || call.state === 'ended') && !second;
  });
  await putAway(ana, popup);
}

const tell = (popup: Page, what: 'end' | 'dismiss'): Promise<unknown> =>
  popup.evaluate((message) => chrome.runtime.sendMessage(message), {
    ...{ kind: 'ask', name: `call.${what}`, input: { callId: null } },
  });

/** Saves the windows of calls that are over, as they are. While one is being saved its button has another name. */
export async function putAway(one: AgentBrowser, popup: Page): Promise<void> {
  await eventually('no window of a call is left', async () => {
    const save = await popup.$(`::-p-aria([name="${one.t.wrapUp.save}"][role="button"])`);
    await save?.click();
    return (await popup.$('.savefoot')) === null;
  });
}

/** A key that works in any tab, as Chrome gives it to the worker: what a driver presses goes to the page. */
export async function keyCommand(one: AgentBrowser, name: string, key: string): Promise<void> {
  const worker = await one.worker();
  const commands = await worker.evaluate(() => chrome.commands.getAll());
  const bound = commands.find((command) => command.name === name)?.shortcut;
  if (bound !== key) throw new Error(`${name} is on ${bound}`);
  await worker.evaluate((command) => {
    // `dispatch` is Chrome's own way for its bindings; no declaration knows of it.
    (chrome.commands.onCommand as unknown as { dispatch(command: string): void }).dispatch(command);
  }, name);
}
