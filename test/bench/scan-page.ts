// Runs in a page of the bench: Sidetone's own page part with a wire that answers nothing but "yes, here", and a measure around its slices.
import { startPage } from '#extension/page/start-page.ts';
import { zohoPage } from '#extension/page/zoho.page.ts';
import type { CommandInput, CommandName, CommandOutput, Wire } from '#extension/wire/contract.ts';
import type { SoftphoneSnapshot } from '#extension/wire/snapshots.ts';
import type { Result } from '#shared/result.ts';
import { systemClock } from '#shared/time.ts';

/** What the slices of one scan took, ms. */
export interface Scan {
  /** All slices together. */
  busyMs: number;
  longestSliceMs: number;
  /** From the first slice's begin to the last one's end. */
  wallMs: number;
  /** The longest task of the page over 50 ms, whoever's; 0: there was none. */
  longestTaskMs: number;
}

/** What the bench asks of the page. */
export interface ScanPage {
  /** Visits every text as cheaply as one can: by TreeWalker, reading its length. ms. */
  walk(): number;
  /** Starts Sidetone; answers once its first scan is over. */
  start(): Promise<Scan>;
  /** Another home country has everything read again. */
  again(country: string): Promise<Scan>;
  /** What is done to the page, and what Sidetone's slices took then. */
  after(change: 'rows' | 'texts', rows: string[][]): Promise<Scan>;
}

declare global {
  interface Window {
    scanPage: ScanPage;
  }
}

/** Nothing was sliced for so long: the scan is over. */
const QUIET_MS = 500;
const slices: { start: number; end: number }[] = [];
const longTasks: number[] = [];
const watchers = new Set<(snapshot: SoftphoneSnapshot) => void>();
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) longTasks.push(entry.duration);
}).observe({ type: 'longtask' });

const { scheduler } = window;
const postTask = scheduler.postTask.bind(scheduler);
scheduler.postTask = (task, options) =>
  postTask(() => {
    const start = performance.now();
    try {
      return task();
    } finally {
      slices.push({ start, end: performance.now() });
    }
  }, options);

async function measured(act: () => void): Promise<Scan> {
  slices.length = 0;
  longTasks.length = 0;
  const began = performance.now();
  act();
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS / 3));
    if (performance.now() - (slices.at(-1)?.end ?? began) > QUIET_MS) break;
  }
  const lengths = slices.map(({ start, end }) => end - start);
  return {
    busyMs: lengths.reduce((sum, length) => sum + length, 0),
    longestSliceMs: Math.max(0, ...lengths),
    wallMs: (slices.at(-1)?.end ?? began) - (slices[0]?.start ?? began),
    longestTaskMs: Math.max(0, ...longTasks),
  };
}

const QUIET_PHONE: SoftphoneSnapshot = {
  line: { state: 'ready' },
  agent: null,
  team: null,
  presence: 'online',
  busy: false,
  call: null,
  second: null,
  recentCalls: [],
  missedCount: 0,
  outgoingNumbers: [],
  country: 'ES',
  microphone: 'granted',
  crmOrigin: null,
  wrapUp: null,
  wrappingUp: false,
  wrapUpsAt: null,
  contractMinor: null,
};
const hello = { active: true, country: 'ES', language: 'en', theme: 'auto' };
const wire: Wire = {
  async ask<N extends CommandName>(name: N, _input: CommandInput<N>): Promise<Result<CommandOutput<N>>> {
    return { ok: true, value: name === 'page.hello' ? hello : {} } as Result<CommandOutput<N>>; // the bench's own answer
  },
  watch: (_name, show) => void watchers.add(show as (snapshot: SoftphoneSnapshot) => void), // only one is watched here
  watchLevels: () => undefined,
};

function rowOf(cells: readonly string[]): HTMLTableRowElement {
  const row = document.createElement('tr');
  for (const text of cells) row.insertCell().textContent = text;
  return row;
}

window.scanPage = {
  walk() {
    const start = performance.now();
    let length = 0;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) if (node instanceof Text) length += node.length;
    if (length === 0) throw new Error('the page is empty');
    return performance.now() - start;
  },
  start: () =>
    measured(() => void startPage({ wire, crm: zohoPage, clock: systemClock, signal: new AbortController().signal })),
  again: (country) =>
    measured(() => {
      for (const tell of watchers) tell({ ...QUIET_PHONE, country });
    }),
  after: (change, rows) =>
    measured(() => {
      const body = document.querySelector('tbody');
      if (!body) throw new Error('there is no table');
      if (change === 'rows') body.append(...rows.map(rowOf));
      else for (const [index, [text = '']] of rows.entries()) setText(body.rows[index]?.cells[3]?.firstChild, text);
    }),
};

function setText(node: Node | null | undefined, text: string): void {
  if (!(node instanceof Text)) throw new Error('there is no text');
  node.data = text;
}
