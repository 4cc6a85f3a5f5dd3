import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import type { Director } from '#test/stories/stage.ts';

export interface TourResult {
  steps: number;
  failed: { what: string; why: string }[];
}

export interface Scene<Cast> {
  readonly title: string;
  readonly play: (cast: Cast, director: Director) => Promise<void>;
}

/** How a scene is told: a line for each step, and pictures into `folder`. */
export interface Telling {
  readonly folder: string;
  readonly say: (line: string) => void;
  /** Pixels of a picture for each one of the page. Default: 2. */
  readonly scale?: number;
}

/** Plays it, up to its first failed step, which is told and noted in `result`. */
export async function playScene<Cast>(
  { title, play }: Scene<Cast>,
  cast: Cast,
  director: Director,
  say: Telling['say'],
): Promise<void> {
  say('');
  say(title);
  await play(cast, director).catch((error: unknown) => {
    if (!(error instanceof StepFailed)) throw error;
  });
}

class StepFailed extends Error {}

/** Prints each step with its time; numbers the pictures in their order. */
export function printingDirector(result: TourResult, { folder, say, scale = 2 }: Telling): Director {
  mkdirSync(folder, { recursive: true });
  let pictures = 0;
  return {
    async step(what, act) {
      const started = performance.now();
      const seconds = () => `${((performance.now() - started) / 1000).toFixed(2)} s`.padStart(8);
      result.steps++;
      try {
        const outcome = await act();
        say(`  ok   ${seconds()}  ${what}`);
        return outcome;
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        result.failed.push({ what, why });
        say(`  FAIL ${seconds()}  ${what}: ${why}`);
        throw new StepFailed(what, { cause: error });
      }
    },
    async shoot(name: string, page: Page) {
      const { pathname } = new URL(page.url());
      await page.setViewport({ ...sizeOf(pathname), deviceScaleFactor: scale });
      await page.bringToFront();
      const file = `${String(++pictures).padStart(2, '0')}-${name}.png` as const;
      await page.screenshot({
        path: path.join(folder, file) as `${string}.png`,
        fullPage: pathname === '/options.html',
      });
    },
  };
}

function sizeOf(pathname: string): { width: number; height: number } {
  if (pathname === '/popup.html') return { width: 360, height: 600 };
  if (pathname === '/sidepanel.html') return { width: 400, height: 760 };
  return { width: 1280, height: 800 };
}
