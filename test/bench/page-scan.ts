import type { Page } from 'puppeteer-core';
import type { Figure, Say } from './bench.ts';
import { median, pairedRatio } from './figures.ts';
import { sampleTexts } from './sample-texts.ts';
import { openScanBrowser, rowsOf, type ScanBrowser } from './scan-browser.ts';
import type { Scan } from './scan-page.ts';

const NODES = 10_000;
const PHONES = 1_000;
const PAGES = 7;
const ADDED_ROWS = 100;
/** After a change of the page: what it causes is over by then. */
const SETTLED_MS = 700;

/** Scans whole pages; goals 3 to 5 of measured.md. */
export async function scanFigures(say: Say): Promise<Figure[]> {
  const browser = await openScanBrowser();
  try {
    say(`pages of ${NODES} texts with ${PHONES} numbers …`);
    const scans = await scanPages(browser);
    say('pages without a number …');
    const empty = await scanEmptyPages(browser);
    say(`${ADDED_ROWS} added rows, with and without Sidetone …`);
    return [...scans, ...empty, await addedRows(browser)];
  } finally {
    await browser.close();
  }
}

async function scanPages(browser: ScanBrowser): Promise<Figure[]> {
  const runs = await onPages(browser, PHONES, async (page, round) => {
    const walkMs = await page.evaluate(() => window.scanPage.walk());
    const warmWalkMs = await page.evaluate(() => window.scanPage.walk());
    const cold = await page.evaluate(() => window.scanPage.start());
    await page.evaluate(() => window.scanPage.again('FR'));
    const warm = await page.evaluate(() => window.scanPage.again('ES'));
    const rows = rowsOf(sampleTexts(1_000, 1_000, 500 + round));
    const texts = await page.evaluate((given) => window.scanPage.after('texts', given), rows);
    return { walkMs, warmWalkMs, cold, warm, perTextMs: texts.busyMs / rows.length };
  });
  const of = (pick: (run: (typeof runs)[number]) => number) => runs.map(pick);
  const walks = of((run) => run.walkMs);
  const cold = of((run) => run.cold.busyMs);
  const warm = of((run) => run.warm.busyMs);
  const perText = of((run) => run.perTextMs);
  const longest = (pick: (scan: Scan) => number) => of((run) => Math.max(pick(run.cold), pick(run.warm)));
  return [
    {
      what: 'first scan of a page: times a bare walk',
      value: pairedRatio(cold, walks),
      unit: 'x',
      goal: { most: 12 },
      note: `${median(cold).toFixed(1)} ms in slices; the walk ${median(walks).toFixed(1)} ms`,
    },
    {
      what: 'second scan (warm): times the first walk',
      value: pairedRatio(warm, walks),
      unit: 'x',
      goal: { most: 6 },
      note: `${median(warm).toFixed(1)} ms; ${pairedRatio(
        warm,
        of((run) => run.warmWalkMs),
      ).toFixed(1)}x a warm walk`,
    },
    {
      what: 'first scan: time from begin to end, times busy time',
      value: median(of((run) => run.cold.wallMs / run.cold.busyMs)),
      unit: 'x',
      goal: { most: 1.5 },
    },
    {
      what: 'longest slice of a scan',
      value: median(longest((scan) => scan.longestSliceMs)),
      unit: 'ms',
      goal: { most: 10 },
      note: `of the ${PAGES} pages’ worst ${Math.max(...longest((scan) => scan.longestSliceMs)).toFixed(1)} ms`,
    },
    {
      what: 'longest task of a page while it is scanned',
      value: median(longest((scan) => scan.longestTaskMs)),
      unit: 'ms',
      goal: { most: 50 },
      note: `0: none above 50 ms; of the ${PAGES} pages’ worst ${Math.max(...longest((scan) => scan.longestTaskMs)).toFixed(0)} ms`,
    },
    { what: 'one changed text', value: median(perText), unit: 'ms', goal: { most: 0.05 } },
  ];
}

async function scanEmptyPages(browser: ScanBrowser): Promise<Figure[]> {
  const runs = await onPages(
    browser,
    0,
    async (page) => {
      const walkMs = await page.evaluate(() => window.scanPage.walk());
      return { walkMs, scan: await page.evaluate(() => window.scanPage.start()) };
    },
    withoutDigits,
  );
  const busy = runs.map(({ scan }) => scan.busyMs);
  return [
    {
      what: 'a page without a digit: times a bare walk',
      value: pairedRatio(
        busy,
        runs.map(({ walkMs }) => walkMs),
      ),
      unit: 'x',
      note: `${median(busy).toFixed(1)} ms`,
    },
  ];
}

/** The renderer's main thread in all (script, style, layout), with Sidetone over without. */
async function addedRows(browser: ScanBrowser): Promise<Figure> {
  const rows = rowsOf(sampleTexts(ADDED_ROWS * 10, ADDED_ROWS, 900));
  const costMs = async (page: Page): Promise<number> => {
    const busy = async () => (await page.metrics()).TaskDuration ?? 0;
    const before = await busy();
    await page.evaluate((given) => window.scanPage.after('rows', given), rows);
    await settled();
    return ((await busy()) - before) * 1000;
  };
  const pairs = await onPages(browser, PHONES, async (page, round, texts) => {
    const bare = await browser.open(texts);
    const [first, second] = round % 2 === 0 ? [page, bare] : [bare, page];
    await page.bringToFront();
    await page.evaluate(() => window.scanPage.start());
    const costs = new Map<Page, number>();
    for (const one of [first, second]) {
      await one.bringToFront();
      await settled();
      costs.set(one, await costMs(one));
    }
    await bare.close();
    return { withUs: costs.get(page) ?? 0, bare: costs.get(bare) ?? 0 };
  });
  const withUs = pairs.map((pair) => pair.withUs);
  const bare = pairs.map((pair) => pair.bare);
  return {
    what: `${ADDED_ROWS} rows added: main thread, with over without`,
    value: pairedRatio(withUs, bare),
    unit: 'x',
    goal: { most: 1.1 },
    note: `${median(withUs).toFixed(0)} and ${median(bare).toFixed(0)} ms`,
  };
}

/** A fresh page each time; the first is a rehearsal. */
async function onPages<T>(
  browser: ScanBrowser,
  phones: number,
  measure: (page: Page, round: number, texts: string[]) => Promise<T>,
  change: (text: string) => string = (text) => text,
): Promise<T[]> {
  const results: T[] = [];
  for (let round = -1; round < PAGES; round++) {
    const texts = sampleTexts(NODES, phones, 300 + round).map(change);
    const page = await browser.open(texts);
    const result = await measure(page, round, texts);
    await page.close();
    if (round >= 0) results.push(result);
  }
  return results;
}

const withoutDigits = (text: string): string => text.replace(/\d/g, 'x');
const settled = () => new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
