import { startPage } from '#extension/page/start-page.ts';
import { zohoPage } from '#extension/page/zoho.page.ts';
import type { CommandInput, CommandName, CommandOutput, Wire } from '#extension/wire/contract.ts';
import type { SoftphoneSnapshot } from '#extension/wire/snapshots.ts';
import type { Result } from '#shared/result.ts';
import { systemClock } from '#shared/time.ts';

/** What a test decides of Sidetone in its page, and what it reads back. */
export interface PageHarness {
  asked: { name: string; input: unknown }[];
  /** The next answers by command name; everything else is answered with an empty object. */
  answers: Record<string, unknown>;
  tell(snapshot: unknown): void;
  stop(): void;
}

declare global {
  interface Window {
    pageHarness: PageHarness;
    sidetoneOptions?: { country?: string; language?: 'en' | 'es'; openRoots?: boolean; signedOut?: boolean };
  }
}

const ending = new AbortController();
const watchers = new Set<(snapshot: SoftphoneSnapshot) => void>();
const { country = 'ES', language = 'en', signedOut = false } = window.sidetoneOptions ?? {};

const harness: PageHarness = {
  asked: [],
  answers: { 'page.hello': { ok: true, value: { active: !signedOut, country, language, theme: 'auto' } } },
  tell: (snapshot) => {
    for (const show of watchers) show(snapshot as SoftphoneSnapshot); // a test's own
  },
  stop: () => ending.abort(),
};

const wire: Wire = {
  async ask<N extends CommandName>(name: N, input: CommandInput<N>): Promise<Result<CommandOutput<N>>> {
    harness.asked.push({ name, input });
    return (harness.answers[name] ?? { ok: true, value: {} }) as Result<CommandOutput<N>>; // a test's own
  },
  watch: (name, show) => {
    if (name === 'softphone') watchers.add(show as (snapshot: SoftphoneSnapshot) => void); // by its name
  },
  watchLevels: () => undefined,
};

if (window.pageHarness === undefined) {
  window.pageHarness = harness;
  void startPage({ wire, crm: zohoPage, clock: systemClock, signal: ending.signal });
}
