import { mountCard } from '#extension/page/card/mount-card.tsx';
import type { CommandInput, CommandName, CommandOutput, Wire } from '#extension/wire/contract.ts';
import type { Levels, Snapshot, SnapshotName, SoftphoneSnapshot } from '#extension/wire/snapshots.ts';
import type { Result } from '#shared/result.ts';
import { systemClock } from '#shared/time.ts';

/** The in-page card alone, on a wire that a test holds. */
export interface CardHarness {
  asked: { name: string; input: unknown }[];
  answers: Record<string, unknown>;
  tell(snapshot: unknown): void;
}

declare global {
  interface Window {
    card: CardHarness;
  }
}

const watchers = new Set<(snapshot: never) => void>();
let latest: SoftphoneSnapshot | undefined;

const harness: CardHarness = {
  asked: [],
  answers: {},
  tell(snapshot) {
    latest = snapshot as SoftphoneSnapshot; // a test's own
    for (const show of watchers) show(latest as never);
  },
};

const wire: Wire = {
  async ask<N extends CommandName>(name: N, input: CommandInput<N>): Promise<Result<CommandOutput<N>>> {
    harness.asked.push({ name, input });
    return (harness.answers[name] ?? { ok: true, value: {} }) as Result<CommandOutput<N>>; // a test's own
  },
  watch<N extends SnapshotName>(_name: N, show: (snapshot: Snapshot<N>) => void, signal: AbortSignal) {
    watchers.add(show as (snapshot: never) => void);
    signal.addEventListener('abort', () => watchers.delete(show as (snapshot: never) => void), { once: true });
    if (latest) show(latest as never);
  },
  watchLevels(show: (levels: Levels) => void, signal: AbortSignal) {
    let n = 0;
    const beat = setInterval(() => {
      n++;
      const speech = Math.max(0, Math.sin(n / 8.5)) ** 2 * (0.6 + 0.4 * Math.sin(n * 2.3) ** 2);
      const answer = Math.max(0, Math.sin(n / 8.5 + 3)) ** 2 * (0.6 + 0.4 * Math.sin(n * 1.7) ** 2);
      show({ you: speech, them: answer });
    }, 66);
    signal.addEventListener('abort', () => clearInterval(beat), { once: true });
  },
};

const { language = 'en', openRoots = false } = window.sidetoneOptions ?? {};
if (openRoots) {
  // axe looks into open roots only.
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (options) {
    return attachShadow.call(this, { ...options, mode: 'open' });
  };
}
if (window.card === undefined) {
  window.card = harness;
  const hello = { active: true, country: 'ES', language, theme: 'auto' } as const;
  const start = () => mountCard({ wire, clock: systemClock, hello, signal: new AbortController().signal });
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start, { once: true });
  else start();
}
