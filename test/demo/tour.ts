import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { incomingCall } from '#test/stories/incoming-call.scene.ts';
import { notedCall, notedIncomingCall } from '#test/stories/noted-call.scene.ts';
import { outgoingCall } from '#test/stories/outgoing-call.scene.ts';
import type { Director, Stage } from '#test/stories/stage.ts';

export interface TourResult {
  steps: number;
  failed: { what: string; why: string }[];
}

/** Plays the scenes of the tour, prints one line a step with its time, and leaves screenshots in `folder`. */
export async function tour(stage: Stage, folder: string, say: (line: string) => void): Promise<TourResult> {
  mkdirSync(folder, { recursive: true });
  const result: TourResult = { steps: 0, failed: [] };
  const director = printingDirector(result, folder, say);
  const scenes = [
    { title: 'Ana calls Laura from her record', play: outgoingCall },
    { title: 'Laura calls the company', play: incomingCall },
    { title: 'Ana notes a recorded call: it lands on the record', play: notedCall },
    { title: 'Laura calls again, and two agents ring: one log', play: notedIncomingCall },
  ];
  for (const { title, play } of scenes) {
    say('');
    say(title);
    // A scene ends at its first failed step, which has been printed; the next one is played all the same.
    await play(stage, director).catch((error: unknown) => {
      if (!(error instanceof StepFailed)) throw error;
    });
  }
  return result;
}

class StepFailed extends Error {}

function printingDirector(result: TourResult, folder: string, say: (line: string) => void): Director {
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
      const isPopup = new URL(page.url()).pathname === '/popup.html';
      const size = isPopup ? { width: 360, height: 600 } : { width: 1280, height: 800 };
      await page.setViewport({ ...size, deviceScaleFactor: 2 });
      await page.bringToFront();
      const file = `${String(++pictures).padStart(2, '0')}-${name}.png` as const;
      await page.screenshot({ path: path.join(folder, file) as `${string}.png` });
    },
  };
}
