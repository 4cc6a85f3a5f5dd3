import type { Page } from 'puppeteer-core';
import { adminApi, type CallSettings } from '#shared/api/admin-api.ts';
import {
  type AgentBrowser,
  type AgentBrowserOptions,
  agentBrowser,
  goOnline,
  onboard,
} from '#test/support/browser/agent-browser.ts';
import { COMPANY_LINE, LAURA, startWorld, type World, type WorldOptions } from '#test/support/world.ts';
import { LAURA_ID } from '#test/zoho/data/seed-records.ts';

/** Voices are steady tones: whose, one hears at once. All inside the telephone band, none a multiple of another or a ringing tone's (440, 480). */
export const VOICE_HZ = { ana: 640, ken: 550, laura: 1000 } as const;

export const LAURA_PAGE = `https://crm.zoho.eu/crm/org20089413572/tab/Contacts/${LAURA_ID}`;

/** How a scene tells what it does: a story only does it, the tour prints, times and photographs it. */
export interface Director {
  step<T>(what: string, act: () => Promise<T>): Promise<T>;
  shoot(name: string, page: Page): Promise<void>;
}

/** Does each step, and names it when it fails. */
export const silentDirector: Director = {
  async step(what, act) {
    try {
      return await act();
    } catch (error) {
      throw new Error(`${what}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  },
  shoot: async () => undefined,
};

export interface Stage {
  world: World;
  /** Ana's browser: signed in, online, on Laura's page. */
  ana: AgentBrowser;
  page: Page;
  stop(): Promise<void>;
}

export async function openStage(
  options: { world?: WorldOptions; browser?: AgentBrowserOptions; onStage?: (world: World) => Promise<void> } = {},
): Promise<Stage> {
  const world = await startWorld(options.world);
  // Stories ring her again and again; that she notes a call meanwhile is a story of its own.
  const settings: CallSettings = { mayLeaveOut: true, wrapUpSeconds: 0, recordingsFor: 'own' };
  await world.admin.ask(adminApi.saveCallSettings, settings);
  await options.onStage?.(world);
  const ana = await agentBrowser(world, { voiceHz: VOICE_HZ.ana, ...options.browser });
  try {
    const first = await onboard(ana, world, 'ana');
    await goOnline(ana);
    const page = await openRecord(ana, LAURA_PAGE);
    await first.close();
    return {
      world,
      ana,
      page,
      async stop() {
        await ana.close();
        await world.stop();
      },
    };
  } catch (error) {
    await ana.close();
    await world.stop();
    throw error;
  }
}

/** A record page as Ana sees it in the CRM, in front. */
export async function openRecord(agent: AgentBrowser, url: string): Promise<Page> {
  const page = await agent.open(`${url}?as=ana`);
  await page.bringToFront();
  return page;
}

/** The icon beside a number, by its digits, however the number is grouped on the page. */
export const iconFor = (number: string): RegExp =>
  new RegExp(`^(Call|Llamar al) \\+${[...number.slice(1)].join('\\s?')}`);

/** Laura rings the company; answers her call's sid. */
export const lauraCalls = (world: Pick<World, 'twilio'>): string =>
  world.twilio.control.placeCall({ from: LAURA, to: COMPANY_LINE, toneHz: VOICE_HZ.laura });
