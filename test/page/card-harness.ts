import { mountCard } from '#extension/page/card/mount-card.tsx';
import type { CommandInput, CommandName, CommandOutput, Wire } from '#extension/wire/contract.ts';
import type { Levels, Snapshot, SnapshotName } from '#extension/wire/snapshots.ts';
import type { Result } from '#shared/result.ts';
import { systemClock } from '#shared/time.ts';

/** The in-page card alone, on a wire that a test holds. */
export interface CardHarness {
  asked: { name: string; input: unknown }[];
  answers: Record<string, unknown>;
  tell(snapshot: unknown): void;
  /** What she notes of her calls. */
  tellWrapUps(snapshot: unknown): void;
}

declare global {
  interface Window {
    card: CardHarness;
  }
}

/** By the name of the snapshot. */
const watchers = new Map<SnapshotName, Set<(snapshot: never) => void>>();
const latest = new Map<SnapshotName, unknown>();

function show(name: SnapshotName, snapshot: unknown): void {
  latest.set(name, snapshot);
  for (const watcher of watchers.get(name) ?? []) watcher(snapshot as never); // a test's own
}

const harness: CardHarness = {
  asked: [],
  answers: {},
  tell: (snapshot) => show('softphone', snapshot),
  tellWrapUps: (snapshot) => show('wrapUps', snapshot),
};

const wire: Wire = {
  async ask<N extends CommandName>(name: N, input: CommandInput<N>): Promise<Result<CommandOutput<N>>> {
    harness.asked.push({ name, input });
    return (harness.answers[name] ?? { ok: true, value: {} }) as Result<CommandOutput<N>>; // a test's own
  },
  watch<N extends SnapshotName>(name: N, watcher: (snapshot: Snapshot<N>) => void, signal: AbortSignal) {
    const mine = watchers.get(name) ?? new Set();
    watchers.set(name, mine);
    mine.add(watcher as (snapshot: never) => void);
    signal.addEventListener('abort', () => mine.delete(watcher as (snapshot: never) => void), { once: true });
    if (latest.has(name)) watcher(latest.get(name) as never);
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
