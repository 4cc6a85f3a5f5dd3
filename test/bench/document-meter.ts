import type { CDPSession, Page } from 'puppeteer-core';

/** What a document has cost so far. */
export interface Cost {
  /** On the heap, once all that nobody needs is gone. */
  heapBytes: number;
  /** Processor time of its process, with all its threads: sound has its own. */
  processMs: number;
  /** What its main thread has worked. */
  taskMs: number;
}

/** Reads a document's own figures (`Performance.getMetrics` of the DevTools protocol). */
export async function meterOf(page: Page): Promise<{ now(): Promise<Cost>; close(): Promise<void> }> {
  const session = await page.createCDPSession();
  await session.send('Performance.enable');
  return {
    async now() {
      await session.send('HeapProfiler.collectGarbage');
      return costIn(await metricsOf(session));
    },
    close: () => session.detach(),
  };
}

async function metricsOf(session: CDPSession): Promise<Map<string, number>> {
  const { metrics } = await session.send('Performance.getMetrics');
  return new Map(metrics.map(({ name, value }) => [name, value]));
}

/** Throws on a browser that has no such figure. */
export function costIn(metrics: ReadonlyMap<string, number>): Cost {
  const read = (name: string) => {
    const value = metrics.get(name);
    if (value === undefined) throw new Error(`this browser does not tell ${name}`);
    return value;
  };
  return {
    heapBytes: read('JSHeapUsedSize'),
    processMs: read('ProcessTime') * 1_000,
    taskMs: read('TaskDuration') * 1_000,
  };
}

/** What came between two looks; the heap as it is at the second. */
export const between = (before: Cost, after: Cost): Cost => ({
  heapBytes: after.heapBytes,
  processMs: after.processMs - before.processMs,
  taskMs: after.taskMs - before.taskMs,
});
