import { eventually } from '#test/support/eventually.ts';
import { COMPANY_LINE, LAURA } from '#test/support/world.ts';
import { BARE_LINE } from './bare-softphone.ts';
import type { Bench, Figure, Say } from './bench.ts';
import { type Watch, watchCard, watchRinging } from './card-watch.ts';
import { comparedFigures } from './compared-figures.ts';
import { median, p95 } from './figures.ts';
import { type LatencyStage, openLatencyStage, ROUND_TRIPS_MS, type RoundTripMs } from './latency-stage.ts';

const PAIRS = 20;
const REHEARSALS = 2;
/** On the card, when the caller is known. */
const COMPANY = 'Transportes Gómez';

export const latencyInBench: Bench = {
  name: 'latency-in',
  about: 'a customer calls → the softphone rings, over a bare Voice SDK; ringing → the card names the caller',
  needsBuild: true,
  onlyByName: false,
  async run(say) {
    const stage = await openLatencyStage(say);
    try {
      await stage.page.bringToFront();
      const watches = { ringing: await watchRinging(stage.ana), card: await cardOf(stage) };
      const figures: Figure[] = [];
      for (const roundTripMs of ROUND_TRIPS_MS) figures.push(...(await measure(stage, watches, roundTripMs, say)));
      return {
        name: 'latency-in',
        how: `Twilio gets a call until the softphone's snapshot says that it rings, beside a bare SDK page, ${PAIRS} pairs; the card is the one in the page, of a caller whom the CRM knows`,
        figures,
      };
    } finally {
      await stage.stop();
    }
  },
};

async function measure(
  stage: LatencyStage,
  { ringing, card }: { ringing: Watch; card: Watch },
  roundTripMs: RoundTripMs,
  say: Say,
): Promise<Figure[]> {
  stage.setRoundTrip(roundTripMs);
  const ours: number[] = [];
  const bare: number[] = [];
  const cards: number[] = [];
  const theirs: Watch = { again: stage.bare.expectRing, seenAt: stage.bare.rangAt };
  for (let pair = -REHEARSALS; pair < PAIRS; pair++) {
    say(`${roundTripMs} ms: pair ${pair + 1} of ${PAIRS}`);
    const our = await call(stage, COMPANY_LINE, [ringing, card]);
    const their = await call(stage, BARE_LINE, [theirs]);
    if (pair < 0) continue;
    const [rang = 0, carded = 0] = our;
    ours.push(rang);
    bare.push(their[0] ?? 0);
    cards.push(carded - rang);
  }
  const where = roundTripMs > 0 ? `${roundTripMs} ms away` : 'loopback';
  return [
    ...comparedFigures({ what: 'call → ringing', roundTripMs, ours, bare }),
    {
      what: `ringing → the card names the caller, ${where}, p95`,
      value: p95(cards),
      unit: 'ms',
      goal: { most: 500 },
      note: `median ${median(cards).toFixed(0)} ms`,
    },
  ];
}

/** Laura calls a number; how long until each watch has seen it, ms; then she hangs up. */
async function call(stage: LatencyStage, to: string, watches: readonly Watch[]): Promise<number[]> {
  const { control } = stage.world.twilio;
  for (const watch of watches) await watch.again();
  const placedAt = Date.now();
  const sid = control.placeCall({ from: LAURA, to });
  const took: number[] = [];
  for (const watch of watches) {
    const seenAt = await eventually(`the call to ${to} is seen`, () => watch.seenAt());
    took.push(seenAt - placedAt);
  }
  control.hangUp(sid);
  await stage.quiet();
  return took;
}

/** A first call puts the card into the page. */
async function cardOf(stage: LatencyStage): Promise<Watch> {
  const { control } = stage.world.twilio;
  const sid = control.placeCall({ from: LAURA, to: COMPANY_LINE });
  await stage.ana.until('it rings', ({ call: shown }) => shown?.state === 'ringing');
  const card = await watchCard(stage.page, COMPANY);
  control.hangUp(sid);
  await stage.quiet();
  return card;
}
