import { setTimeout as after } from 'node:timers/promises';
import type { Bench } from './bench.ts';
import { median, percentile } from './figures.ts';
import { type IvrWorld, ivrWorld } from './ivr-world.ts';
import { load } from './load.ts';
import { signedWebhook } from './signed-webhook.ts';

const CALLS = 300;
const WITHIN_MS = 10_000;
/** One in so many webhooks comes again while the first is still being answered, as Twilio sends it after a network's hiccup. */
const EVERY = 5;

export const arrivalsBench: Bench = {
  name: 'arrivals',
  about: `${CALLS} calls arrive within ${WITHIN_MS / 1_000} s, some of their webhooks twice: who gets TwiML, and what the ledger holds`,
  needsBuild: false,
  onlyByName: false,
  async run(say) {
    const world = await ivrWorld();
    try {
      const { port } = await world.start('whole');
      // The first webhook loads what all later ones use.
      await load(port, [signedWebhook(0)], 1);
      say(`${CALLS} calls in ${WITHIN_MS / 1_000} s …`);
      const arrivals = await Promise.all(Array.from({ length: CALLS }, (_, n) => arrive(port, n)));
      return { name: 'arrivals', how: HOW, figures: await figuresOf(world, arrivals) };
    } finally {
      await world.stop();
    }
  },
};

const HOW = `the whole server on PostgreSQL, a menu of five levels; each webhook on a connection of its own, one in ${EVERY} comes twice at once`;

interface Arrival {
  /** undefined: an answer that is no TwiML, or none. */
  documents: (string | undefined)[];
  tookMs: number[];
}

/** At its moment of the ten seconds, evenly spread. */
async function arrive(port: number, n: number): Promise<Arrival> {
  const request = signedWebhook(n + 1);
  await after((n * WITHIN_MS) / CALLS);
  const times = n % EVERY === 0 ? 2 : 1;
  const answers = await Promise.all(
    Array.from({ length: times }, () => load(port, [request], 1).catch(() => undefined)),
  );
  return {
    documents: answers.map((answer) => answer?.bodies.find((body) => body.includes('<Gather'))),
    tookMs: answers.flatMap((answer) => answer?.tookMs ?? []),
  };
}

async function figuresOf(world: IvrWorld, arrivals: readonly Arrival[]) {
  const without = arrivals.filter(({ documents }) => documents.some((document) => document === undefined)).length;
  const differing = arrivals.filter(({ documents }) => new Set(documents).size > 1).length;
  const noted = (await world.count('select count(*) from calls')) - 1;
  const turns = (await world.count(`select count(*) from call_events where kind = 'turn'`)) - 1;
  const tookMs = arrivals.flatMap((one) => one.tookMs);
  const slowest = Math.max(...tookMs);
  return [
    { what: 'callers without TwiML', value: without, unit: '' as const, goal: { most: 0 } },
    { what: 'callers who were told two different things', value: differing, unit: '' as const, goal: { most: 0 } },
    {
      what: 'calls that the ledger lacks, or has twice',
      value: Math.abs(noted - CALLS),
      unit: '' as const,
      goal: { most: 0 },
    },
    {
      what: 'turns that the ledger lacks, or has twice',
      value: Math.abs(turns - CALLS),
      unit: '' as const,
      goal: { most: 0 },
    },
    {
      what: 'answered within, p99',
      value: percentile(tookMs, 0.99),
      unit: 'ms' as const,
      note: `median ${median(tookMs).toFixed(0)} ms, the slowest ${slowest.toFixed(0)} ms; Twilio waits for 15,000`,
    },
  ];
}
