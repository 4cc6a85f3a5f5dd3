import type { Page } from 'puppeteer-core';
import { iconFor, VOICE_HZ } from '#test/stories/stage.ts';
import { hiddenElement, middleOf } from '#test/support/browser/closed-root.ts';
import { eventually } from '#test/support/eventually.ts';
import { LAURA } from '#test/support/world.ts';
import type { Bench, Figure, Say } from './bench.ts';
import { between, type Cost, meterOf } from './document-meter.ts';
import { median, pairedRatio } from './figures.ts';
import { type LatencyStage, openLatencyStage } from './latency-stage.ts';

/** An hour of heartbeats, in less than a minute. */
const BEATS = 720;
const BEAT_MS = 50;
const IDLE_MS = 20_000;
const WINDOWS = 6;
const WINDOW_MS = 8_000;
const SETTLED_MS = 4_000;

export const offscreenBench: Bench = {
  name: 'offscreen',
  about:
    'memory and processor of the offscreen document, idle for an hour and in a call, over a page with the bare Voice SDK',
  needsBuild: true,
  onlyByName: false,
  async run(say) {
    const stage = await openLatencyStage(say);
    try {
      const meters = { ours: await meterOf(await stage.ana.offscreen()), bare: await meterOf(stage.bare.page) };
      const measure: Measure = async (during) => {
        const before = [await meters.ours.now(), await meters.bare.now()] as const;
        const from = performance.now();
        await during();
        const seconds = (performance.now() - from) / 1_000;
        const after = [await meters.ours.now(), await meters.bare.now()] as const;
        return { seconds, ours: between(before[0], after[0]), bare: between(before[1], after[1]) };
      };
      await paused(SETTLED_MS);
      const figures = [...(await idle(stage, measure, say)), ...(await inCall(stage, measure, say))];
      return {
        name: 'offscreen',
        how: 'both softphones in one browser, looked at side by side; the process of each with all its threads, Sidetone’s with its service worker',
        figures,
      };
    } finally {
      await stage.stop();
    }
  },
};

interface SideBySide {
  seconds: number;
  ours: Cost;
  bare: Cost;
}
type Measure = (during: () => Promise<void>) => Promise<SideBySide>;

async function idle({ world }: LatencyStage, measure: Measure, say: Say): Promise<Figure[]> {
  say(`idle for ${IDLE_MS / 1_000} s …`);
  const calm = await measure(() => paused(IDLE_MS));
  say(`${BEATS} heartbeats, as in an hour …`);
  const { limits } = world.server.context.config;
  const usual = limits.heartbeatMs;
  const beat = () => Math.max(0, ...world.admin.events.map((event) => (event.type === 'heartbeat' ? event.n : 0)));
  const first = beat();
  limits.heartbeatMs = BEAT_MS;
  const hour = await measure(async () => {
    await eventually('an hour of heartbeats', () => beat() - first >= BEATS, BEATS * BEAT_MS * 10);
  });
  limits.heartbeatMs = usual;
  // What the document does anyway, by the clock, is not the heartbeats'.
  const perBeat = (hour.ours.processMs - (calm.ours.processMs / calm.seconds) * hour.seconds) / BEATS;
  return [
    ratio('idle: memory', calm, 'heapBytes'),
    {
      what: 'idle: memory after an hour of heartbeats, times before',
      value: hour.ours.heapBytes / calm.ours.heapBytes,
      unit: 'x',
      goal: { most: 1.1 },
      note: `${megabytes(hour.ours)}, before ${megabytes(calm.ours)}`,
    },
    {
      what: 'idle: processor a second',
      value: calm.ours.processMs / calm.seconds,
      unit: 'ms',
      note: `bare ${(calm.bare.processMs / calm.seconds).toFixed(2)} ms, of 1,000 that one core has`,
    },
    {
      what: 'idle: processor that an hour of heartbeats takes',
      value: Math.max(0, perBeat) * BEATS,
      unit: 'ms',
      note: `${BEATS} of them, one every ${BEAT_MS} ms`,
    },
  ];
}

async function inCall(stage: LatencyStage, measure: Measure, say: Say): Promise<Figure[]> {
  const { ana, bare, page, world } = stage;
  const { control } = world.twilio;
  control.setPhone(LAURA, { whenRung: 'answers', afterSeconds: 0.5, toneHz: VOICE_HZ.laura });
  await page.bringToFront();
  await click(page, await middleOf(page, await hiddenElement(page, iconFor(LAURA), 'button')));
  await ana.until('she talks', ({ call }) => call?.state === 'live');
  await bare.page.bringToFront();
  await click(bare.page, bare.button);
  const lauras = await eventually('both talk', () => {
    const answered = control.calls().flatMap(({ legs }) => legs.filter(({ status }) => status === 'in-progress'));
    return answered.length === 2 && answered.map(({ sid }) => sid);
  });
  await paused(SETTLED_MS);
  const windows: SideBySide[] = [];
  for (let n = 0; n < WINDOWS; n++) {
    say(`in a call: ${n + 1} of ${WINDOWS} …`);
    windows.push(await measure(() => paused(WINDOW_MS)));
  }
  for (const sid of lauras) control.hangUp(sid);
  await stage.quiet();
  const [last] = windows.slice(-1);
  if (!last) throw new Error('nothing was measured');
  return [
    ratio('in a call: memory', last, 'heapBytes'),
    paired('in a call: processor a second', windows, 'processMs'),
    paired('in a call: main thread a second', windows, 'taskMs'),
  ];
}

const ratio = (what: string, { ours, bare }: SideBySide, key: 'heapBytes'): Figure => ({
  what: `${what}, times bare`,
  value: ours[key] / bare[key],
  unit: 'x',
  note: `${megabytes(ours)}, bare ${megabytes(bare)}`,
});

function paired(what: string, windows: readonly SideBySide[], key: 'processMs' | 'taskMs'): Figure {
  const each = (whose: 'ours' | 'bare') => windows.map((one) => one[whose][key] / one.seconds);
  const [ours, bare] = [each('ours'), each('bare')];
  return {
    what: `${what}, times bare`,
    value: pairedRatio(ours, bare),
    unit: 'x',
    note: `${median(ours).toFixed(1)} ms, bare ${median(bare).toFixed(1)} ms, of 1,000 that one core has`,
  };
}

const megabytes = ({ heapBytes }: Cost): string => `${(heapBytes / 1e6).toFixed(1)} MB`;

async function click(page: Page, { x, y }: { x: number; y: number }): Promise<void> {
  await page.mouse.move(x, y);
  await paused(400);
  await page.mouse.click(x, y);
}

const paused = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
