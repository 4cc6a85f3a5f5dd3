import type { CommandInput, CommandName, Wire } from '#extension/wire/contract.ts';
import type { Levels, Snapshot, SnapshotName } from '#extension/wire/snapshots.ts';
import type { Problem } from '#shared/problem.ts';

type Answer = { ok: true; value: unknown } | { ok: false; problem: Problem } | 'never';
/** Where it depends on what is asked: a function of the asked input. */
type Reply = Answer | ((input: unknown) => Answer);

/** Answers of the gallery's other side: by command, for `admin.ask` by `admin.ask <route>`. What isn't listed answers with nothing. */
export type Replies = Readonly<Partial<Record<CommandName | `admin.ask ${string}`, Reply>>>;

export interface Asked {
  readonly name: CommandName;
  readonly input: unknown;
}

/** A Wire without a browser extension: snapshots that stand still or are set by a test, and a record of what was asked. */
export interface FakeWire extends Wire {
  readonly asked: readonly Asked[];
  set<N extends SnapshotName>(name: N, snapshot: Snapshot<N>): void;
}

/** Where nothing is listed, and an empty answer would not be as the contract says. */
const NOTHING_FOUND: Partial<Record<CommandName, object>> = {
  'admin.ask': { reply: {} },
  'colleagues.list': { colleagues: [] },
  'wrapUp.searchRecords': { records: [] },
};

export function fakeWire(snapshots: { [N in SnapshotName]?: Snapshot<N> }, replies: Replies): FakeWire {
  const asked: Asked[] = [];
  const latest: { [N in SnapshotName]?: Snapshot<N> } = { ...snapshots };
  const watchers: { [N in SnapshotName]: Set<(snapshot: Snapshot<N>) => void> } = {
    softphone: new Set(),
    settings: new Set(),
    wrapUps: new Set(),
  };
  return {
    asked,
    set(name, snapshot) {
      Object.assign(latest, { [name]: snapshot });
      for (const show of watchers[name]) show(snapshot);
    },
    ask<N extends CommandName>(name: N, input: CommandInput<N>) {
      asked.push({ name, input });
      const found = replies[keyOf(name, input)];
      const reply = (typeof found === 'function' ? found(input) : found) ?? {
        ok: true,
        value: NOTHING_FOUND[name] ?? {},
      };
      if (reply === 'never') return new Promise(() => {});
      // The gallery's answers are written by hand per command; only the views' own code is under test.
      return Promise.resolve(reply) as ReturnType<Wire['ask']> as never;
    },
    watch(name, show, signal) {
      watchers[name].add(show);
      signal.addEventListener('abort', () => watchers[name].delete(show));
      const snapshot = latest[name];
      if (snapshot !== undefined) show(snapshot);
    },
    watchLevels(show, signal) {
      let n = 0;
      const timer = setInterval(() => show(speech(n++)), 16);
      signal.addEventListener('abort', () => clearInterval(timer));
    },
  };
}

function keyOf(name: CommandName, input: unknown): keyof Replies {
  if (name !== 'admin.ask' || typeof input !== 'object' || input === null || !('route' in input)) return name;
  return `admin.ask ${String(input.route)}`;
}

/** Two people talking by turns. */
function speech(n: number): Levels {
  const loud = (phase: number) => Math.max(0, Math.sin((n + phase) / 9)) * (0.3 + 0.7 * Math.sin(n * 2.1) ** 2);
  return { you: loud(0), them: loud(28) };
}
