import type { Page } from 'puppeteer-core';
import { iconFor } from '#test/stories/stage.ts';
import { hiddenElement, middleOf } from '#test/support/browser/closed-root.ts';
import { eventually } from '#test/support/eventually.ts';
import { LAURA } from '#test/support/world.ts';
import type { Bench, Say } from './bench.ts';
import { comparedFigures } from './compared-figures.ts';
import { type LatencyStage, openLatencyStage, ROUND_TRIPS_MS, type RoundTripMs } from './latency-stage.ts';

const PAIRS = 15;
const REHEARSALS = 2;
/** A person points before she clicks. */
const HOVER_MS = 400;
/** People do not call twice in five seconds: the connections that a click needs may have been closed meanwhile. */
const PAUSE_MS = 6_000;

export const latencyOutBench: Bench = {
  name: 'latency-out',
  about: 'click on the icon → the phone rings, over a bare Voice SDK',
  needsBuild: true,
  onlyByName: false,
  async run(say) {
    const stage = await openLatencyStage(say);
    try {
      const figures = [];
      for (const roundTripMs of ROUND_TRIPS_MS) {
        const { ours, bare } = await measure(stage, roundTripMs, say);
        figures.push(...comparedFigures({ what: 'click → ringing', roundTripMs, ours, bare }));
      }
      return {
        name: 'latency-out',
        how: `a click with the mouse until the phone rings, Sidetone and a bare SDK page in turn, ${PAIRS} pairs, ${PAUSE_MS / 1000} s between calls`,
        figures,
      };
    } finally {
      await stage.stop();
    }
  },
};

async function measure(stage: LatencyStage, roundTripMs: RoundTripMs, say: Say) {
  const { world, page, bare } = stage;
  world.twilio.control.setPhone(LAURA, { whenRung: 'no-answer' });
  stage.setRoundTrip(roundTripMs);
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let pair = -REHEARSALS; pair < PAIRS; pair++) {
    say(`${roundTripMs} ms: pair ${pair + 1} of ${PAIRS}`);
    await page.bringToFront();
    await paused(PAUSE_MS);
    const icon = await middleOf(page, await hiddenElement(page, iconFor(LAURA), 'button'));
    const our = await clickToRing(stage, page, icon);
    await bare.page.bringToFront();
    const their = await clickToRing(stage, bare.page, bare.button);
    if (pair < 0) continue;
    ours.push(our);
    theirs.push(their);
  }
  return { ours, bare: theirs };
}

/** From the button's release to the phone's ringing, ms; both are taken from this machine's clock. */
async function clickToRing(stage: LatencyStage, page: Page, { x, y }: { x: number; y: number }): Promise<number> {
  const { control } = stage.world.twilio;
  const known = control.calls().length;
  await page.mouse.move(x, y);
  await paused(HOVER_MS);
  await page.mouse.down();
  const clickedAt = Date.now();
  await page.mouse.up();
  const { leg, rangAt } = await eventually('Laura’s phone rings', () => {
    const call = control.calls()[known];
    const rings = call?.transcript.find((entry) => entry.what === 'rings');
    const laura = call?.legs.find((one) => one.to === LAURA);
    return rings && laura && { leg: laura.sid, rangAt: rings.at.getTime() };
  });
  control.decline(leg);
  await stage.quiet();
  await page.mouse.move(0, 0);
  return rangAt - clickedAt;
}

const paused = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
