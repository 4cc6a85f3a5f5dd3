import type { Page } from 'puppeteer-core';
import type { Language } from '#extension/locales/language.ts';
import { adminApi } from '#shared/api/admin-api.ts';
import { itEnds, openTalkStage, putAway, type TalkStage } from '#test/stories/in-the-call.ts';
import { LAURA_PAGE, openRecord } from '#test/stories/stage.ts';
import { type AgentBrowser, agentBrowser, goOnline, onboard } from '#test/support/browser/agent-browser.ts';
import { clickHidden } from '#test/support/browser/closed-root.ts';
import { eventually } from '#test/support/eventually.ts';
import { must } from '#test/support/must.ts';
import { HZ } from '#test/support/running-call.ts';
import { COMPANY_LINE, LAURA, OUTGOING_LINE } from '#test/support/world.ts';

/** How the extension looks in a tour. */
export interface Look {
  readonly language: Language;
  readonly dark: boolean;
}

/** Ana at her browser: her popup, and Laura's record in the CRM. Scenes that need Ken have him come (`withKen`). */
export interface Cast extends TalkStage {
  readonly look: Look;
}

export async function openCast(look: Look): Promise<Cast> {
  const stage = await openTalkStage({ world: { team: ['ana'] }, browser: { ...look } });
  const { stop, ana: first } = stage;
  const cast: Cast = {
    ...stage,
    look,
    async stop() {
      // The browser she sits at now; the stage ends the first one and the world.
      if (cast.ana !== first) await cast.ana.close().catch(() => undefined);
      await stop();
    },
  };
  return cast;
}

/** The company's line rings these people, recorded or not. */
export async function lineRings({ world }: Cast, crmUser: string, record = false): Promise<void> {
  const agentIds = [await world.idOf(crmUser)];
  await must(world.admin.ask(adminApi.saveIncomingNumber, { number: COMPANY_LINE, name: 'Madrid', agentIds, record }));
}

/** Laura rings the company; answers her call's sid. */
export const lauraRings = ({ world }: Cast): string =>
  world.twilio.control.placeCall({ from: LAURA, to: COMPANY_LINE, toneHz: HZ.laura });

/** Ends whatever a scene, or its failed step, has left behind. */
export async function clearStage(cast: Cast): Promise<void> {
  cast.world.twilio.control.account.status = 'active';
  await cast.ana.setMicrophone('granted');
  await itEnds(cast);
  await lineRings(cast, 'ana');
  await cast.popup.reload();
}

/** Ken at a browser of his own. */
export interface Ken {
  readonly browser: AgentBrowser;
  readonly popup: Page;
  readonly name: string;
}

/** Ken comes, and goes when that is over. */
export async function withKen(cast: Cast, play: (ken: Ken) => Promise<void>): Promise<void> {
  const { world, look } = cast;
  const agentId = await world.idOf('ken');
  await must(world.admin.ask(adminApi.saveOutgoingNumber, { agentId, number: OUTGOING_LINE }));
  const browser = await agentBrowser(world, { voiceHz: HZ.ken, ...look });
  try {
    const first = await onboard(browser, world, 'ken');
    await goOnline(browser);
    const popup = await browser.popup();
    await first.close();
    const { agent } = await browser.softphone();
    await play({ browser, popup, name: agent?.name ?? '' });
  } finally {
    await browser.close();
  }
}

/** He has nothing left to note. */
export async function kenIsFree(ken: Ken): Promise<void> {
  await eventually('Ken has no call', async () => {
    const { call } = await ken.browser.softphone();
    if (call !== null) await asks(ken.popup, call.state === 'ended' ? 'call.dismiss' : 'call.end', { callId: call.id });
    return call === null || call.state === 'ended';
  });
  await putAway(ken.browser, ken.popup);
}

/** As a click in one of the extension's pages would ask. */
export const asks = (page: Page, name: string, input: object = {}): Promise<unknown> =>
  page.evaluate((message) => chrome.runtime.sendMessage(message), { kind: 'ask', name, input });

/** A control of the card over the CRM. */
export async function inCard(cast: Cast, name: string): Promise<void> {
  await cast.page.bringToFront();
  await clickHidden(cast.page, new RegExp(`^${name}`));
}

/** A page of the options in a tab of its own, for as long as it is looked at. */
export async function atOptions(cast: Cast, section: string, look: (page: Page) => Promise<void>): Promise<void> {
  const page = await cast.ana.open(`options.html#${section}`);
  await page.locator('h2').wait();
  await look(page);
  await page.close();
}

/** Ana at a new browser with what her old one has kept; her popup is open. */
export async function sitsDownAgain(cast: Cast, profile: string): Promise<void> {
  // What a killed browser leaves may hold its profile for a moment.
  const opens = () => agentBrowser(cast.world, { voiceHz: HZ.ana, ...cast.look, profile }).catch(() => undefined);
  cast.ana = await eventually('her browser opens again', opens, 60_000);
  cast.popup = await cast.ana.popup();
}

/** She opens Laura's record there, too. */
export async function opensRecord(cast: Cast): Promise<void> {
  cast.offscreen = await cast.ana.offscreen();
  cast.page = await openRecord(cast.ana, LAURA_PAGE);
}

const NOTES: Readonly<Record<Language, string>> = {
  en: '12 vans, not 10. Needs the price with full insurance by Friday. Decision with her brother on Monday.',
  es: '12 furgonetas, no 10. Quiere el precio con seguro a todo riesgo antes del viernes. Decide con su hermano el lunes.',
};

/** She writes into the running call's note, which is kept. */
export async function noteIs({ ana, popup, look }: Cast): Promise<void> {
  await popup.bringToFront();
  await popup.locator('textarea').fill(NOTES[look.language]);
  await popup.locator(`.saved::-p-text(${ana.t.wrapUp.noteSaved})`).wait();
}

/** Calls ring at Ana's: her browser has told the server that it has its line again. */
export const isRung = ({ world, ana }: Cast): Promise<unknown> =>
  eventually(
    'calls ring at Ana’s',
    async () => {
      const { people } = await must(world.admin.ask(adminApi.people));
      const { agent } = await ana.softphone();
      return people.some((person) => person.agent.id === agent?.id && person.reachable);
    },
    60_000,
  );
