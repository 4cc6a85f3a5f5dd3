import type { Page } from 'puppeteer-core';
import * as v from 'valibot';
import type { CommandInput, CommandName } from '#extension/wire/contract.ts';
import type { CallView, SoftphoneSnapshot } from '#extension/wire/snapshots.ts';
import { type AgentBrowser, agentBrowser, goOnline, onboard } from '#test/support/browser/agent-browser.ts';
import { eventually } from '#test/support/eventually.ts';
import type { ProcessWorld } from '#test/support/process-world.ts';

const READY_WITHIN_MS = 60_000;
const sessionSchema = v.object({ session: v.object({ token: v.string() }) });

/** An agent's browser that can be killed at any moment, and is opened again with what it has kept. */
export class MortalBrowser {
  readonly #world: ProcessWorld;
  readonly #profile: string;
  #open: { browser: AgentBrowser; popup: Page } | undefined;
  /** Changes of whether it is open come one after the other. */
  #changing: Promise<unknown> = Promise.resolve();

  constructor(world: ProcessWorld, profile: string) {
    this.#world = world;
    this.#profile = profile;
  }

  /** The first time: signs in. */
  async signIn(crmUser: string): Promise<void> {
    const browser = await this.#launch();
    await (await onboard(browser, { server: this.#world.processes }, crmUser)).close();
    await goOnline(browser);
    this.#open = { browser, popup: await browser.popup() };
  }

  get isOpen(): boolean {
    return this.#open !== undefined;
  }

  /** Her session's token. */
  async token(): Promise<string> {
    const worker = await this.#present().browser.worker();
    return v.parse(sessionSchema, await worker.evaluate(() => chrome.storage.local.get('session'))).session.token;
  }

  /** As her hand on a button: nobody waits for it, and it may be in vain. */
  press<N extends CommandName>(name: N, input: CommandInput<N>): void {
    const pressed = this.#open?.popup.evaluate((message) => void chrome.runtime.sendMessage(message), {
      ...{ kind: 'ask', name, input },
    });
    pressed?.catch(() => undefined);
  }

  /** What her screen shows; undefined while it can't be read. */
  async shown(): Promise<SoftphoneSnapshot | undefined> {
    return this.#open?.browser.softphone().catch(() => undefined);
  }

  async call(): Promise<CallView | null> {
    return (await this.shown())?.call ?? null;
  }

  ready(): Promise<unknown> {
    const isReady = async () => (await this.shown())?.line.state === 'ready';
    return eventually('her line is ready', isReady, READY_WITHIN_MS);
  }

  killWorker = () => this.#open?.browser.killWorker();

  /** Killed, or closed as a person closes it; and opened again. */
  away(how: 'killed' | 'closed', ms: number): Promise<unknown> {
    return this.#change(async () => {
      await this.#end(how);
      await new Promise((resolve) => setTimeout(resolve, ms));
      const browser = await this.#launch();
      this.#open = { browser, popup: await browser.popup() };
    });
  }

  stop(): Promise<unknown> {
    return this.#change(() => this.#end('closed'));
  }

  async #end(how: 'killed' | 'closed'): Promise<void> {
    const { browser } = this.#present();
    this.#open = undefined;
    if (how === 'closed') return browser.close();
    const child = browser.browser.process();
    const gone = new Promise((resolve) => child?.once('exit', resolve));
    child?.kill('SIGKILL');
    await gone;
  }

  #change(task: () => Promise<unknown>): Promise<unknown> {
    this.#changing = this.#changing.then(task);
    return this.#changing;
  }

  #launch = () => agentBrowser(this.#world, { profile: this.#profile, voiceHz: 1_300 });

  #present() {
    if (!this.#open) throw new Error('her browser is not open');
    return this.#open;
  }
}
