import { ActiveCalls } from './active-calls.ts';
import type { Bench, Figure } from './bench.ts';
import { median, pairedDifferences, pairedRatio, percentile } from './figures.ts';
import type { ForkedServer } from './forked-server.ts';
import type { Variant } from './ivr-server.ts';
import { ivrWorld } from './ivr-world.ts';

const ACTIVE = 500;
const ROUNDS = 5;
const CONNECTIONS = 32;

interface Round {
  perSecond: number;
  cpuMicroseconds: number;
  p50At1: number;
  p99At1: number;
  p99At32: number;
  /** Calls that end a second, beside nothing else. */
  endsPerSecond: number;
}

/** Ours and the other side of a pair, with how many requests are sent to it in a round: side by side, then one after the other. */
interface Side {
  variant: Variant;
  at32: number;
  at1: number;
}
const ALONE: readonly [Side, Side] = [
  { variant: 'flow', at32: 4_000, at1: 1_000 },
  { variant: 'sample', at32: 2_000, at1: 500 },
];
const FLOOR: Side = { variant: 'floor', at32: 4_000, at1: 1_000 };
const STORED: readonly [Side, Side] = [
  { variant: 'ledger', at32: 1_000, at1: 200 },
  { variant: 'sample-insert', at32: 1_000, at1: 200 },
];

export const ivrBench: Bench = {
  name: 'ivr',
  about: `webhooks of ${ACTIVE} callers in a menu of five levels, against the server of Twilio's documentation, with and without a commit`,
  needsBuild: false,
  onlyByName: false,
  async run(say) {
    say('a database …');
    const world = await ivrWorld();
    try {
      const begin = async ({ variant, ...requests }: Side): Promise<Running> => {
        const server = await world.start(variant);
        return { ...requests, server, calls: await ActiveCalls.begin(server.port, ACTIVE), rounds: [] };
      };
      const alone = { ours: await begin(ALONE[0]), theirs: await begin(ALONE[1]) };
      const floor = await begin(FLOOR);
      const stored = { ours: await begin(STORED[0]), theirs: await begin(STORED[1]) };
      for (let round = -1; round < ROUNDS; round++) {
        say(round < 0 ? 'warming up …' : `round ${round + 1} of ${ROUNDS} …`);
        for (const side of inTurn([alone.ours, alone.theirs, floor, stored.ours, stored.theirs], round)) {
          const measured = await measure(side);
          if (round >= 0) side.rounds.push(measured);
        }
      }
      return {
        name: 'ivr',
        how: `${ACTIVE} callers in a tree of 31 menus, each request what the document before it has led to; servers in processes of their own; ${ROUNDS} rounds in turn, medians`,
        figures: [
          ...comparedWith('call flow in memory', alone, { requests: 3, p99: 0.3 }),
          lessFloor('the same, less what Node takes to read and to answer', alone, floor),
          ...comparedWith('whole server, ledger committed on PostgreSQL', stored, { requests: 1 }),
          absolute('guard, form, call flow and TwiML, in memory', alone.ours.rounds),
          absolute('the documentation’s sample', alone.theirs.rounds),
          absolute('reading and answering alone', floor.rounds),
          absolute('the whole server on PostgreSQL', stored.ours.rounds),
          absolute('the sample with one INSERT', stored.theirs.rounds),
          {
            what: 'ends of calls, the whole server on PostgreSQL',
            value: median(stored.ours.rounds.map(({ endsPerSecond }) => endsPerSecond)),
            unit: '/s',
            note: 'apart: the sample has nothing to do then; here what is to be written to the CRM is planned',
          },
        ],
      };
    } finally {
      await world.stop();
    }
  },
};

/** Whoever comes after PostgreSQL has been written to shares the machine with what it does then: each round begins with another side. */
const inTurn = <T>(sides: readonly T[], round: number): T[] =>
  sides.map((_, index) => sides[(index + round + sides.length) % sides.length]).flatMap((side) => side ?? []);

interface Running {
  server: ForkedServer;
  calls: ActiveCalls;
  at32: number;
  at1: number;
  rounds: Round[];
}

async function measure({ server, calls, at32, at1 }: Running): Promise<Round> {
  let tookMs: number[] = [];
  let seconds = 0;
  let used = 0;
  const ends: number[] = [];
  // One request of each call at a time: its next one is signed once its answer is there.
  for (let left = at32; left > 0; left -= ACTIVE) {
    const before = await server.cpuMicroseconds();
    const many = await calls.go(Math.min(left, ACTIVE), CONNECTIONS);
    used += (await server.cpuMicroseconds()) - before;
    seconds += many.tookMs.length / many.perSecond;
    tookMs = [...tookMs, ...many.tookMs];
    const ended = await calls.end();
    if (ended) ends.push(ended.perSecond);
  }
  const single: number[] = [];
  for (let left = at1; left > 0; left -= ACTIVE) {
    single.push(...(await calls.go(Math.min(left, ACTIVE), 1)).tookMs);
    await calls.end();
  }
  return {
    perSecond: at32 / seconds,
    cpuMicroseconds: used / at32,
    p99At32: percentile(tookMs, 0.99),
    p50At1: percentile(single, 0.5),
    p99At1: percentile(single, 0.99),
    endsPerSecond: median(ends),
  };
}

function comparedWith(
  what: string,
  { ours, theirs }: { ours: Running; theirs: Running },
  goals: { requests: number; p99?: number },
): Figure[] {
  const ratio = (key: keyof Round) =>
    pairedRatio(
      ours.rounds.map((one) => one[key]),
      theirs.rounds.map((one) => one[key]),
    );
  return [
    {
      what: `${what}: requests, times the sample`,
      value: ratio('perSecond'),
      unit: 'x',
      goal: { least: goals.requests },
    },
    {
      what: `${what}: p99 one at a time, times the sample`,
      value: ratio('p99At1'),
      unit: 'x',
      ...(goals.p99 ? { goal: { most: goals.p99 } } : {}),
      note: `${CONNECTIONS} at once ${ratio('p99At32').toFixed(2)}x`,
    },
    { what: `${what}: processor time of a request, times the sample`, value: ratio('cpuMicroseconds'), unit: 'x' },
  ];
}

/** What a side does itself: its share of the processor, with what Node takes for reading and answering taken off on both sides. */
function lessFloor(what: string, { ours, theirs }: { ours: Running; theirs: Running }, floor: Running): Figure {
  const cpu = ({ rounds }: Running) => rounds.map(({ cpuMicroseconds }) => cpuMicroseconds);
  const above = (side: Running) => median(pairedDifferences(cpu(side), cpu(floor)));
  const note = `${above(ours).toFixed(0)} µs of processor each, the sample ${above(theirs).toFixed(0)} µs`;
  return { what: `${what}: processor time, times the sample`, value: above(ours) / above(theirs), unit: 'x', note };
}

function absolute(what: string, rounds: readonly Round[]): Figure {
  const mid = (key: keyof Round) => median(rounds.map((one) => one[key]));
  const alone = `one at a time p50 ${mid('p50At1').toFixed(2)}, p99 ${mid('p99At1').toFixed(2)} ms`;
  const note = `${mid('cpuMicroseconds').toFixed(0)} µs of processor each; ${alone}; ${CONNECTIONS} at once p99 ${mid('p99At32').toFixed(1)} ms`;
  return { what, value: mid('perSecond'), unit: '/s', note };
}
