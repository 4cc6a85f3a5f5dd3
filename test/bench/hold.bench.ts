import { eventually } from '#test/support/eventually.ts';
import { bareHolds } from './bare-hold.ts';
import type { Bench, Figure, Say } from './bench.ts';
import { comparedFigures } from './compared-figures.ts';
import { type Holds, ourHolds } from './hold-call.ts';
import { ROUND_TRIPS_MS, type RoundTripMs } from './latency-stage.ts';
import { openQueueStage, type QueueStage, quiet } from './queue-stage.ts';
import { type Ear, listenAt } from './silences.ts';

const PAIRS = 15;
const REHEARSALS = 2;

/** One call that is put on hold, taken back and put on hold again; ms. */
interface Measured {
  first: number;
  later: number;
  /** What the customer hears nothing for, until she hears music; and her agent, before the customer is held. */
  customerSilent: number;
  agentSilent: number;
}

export const holdBench: Bench = {
  name: 'hold',
  about: 'an agent asks for hold → it is confirmed, first and later; the silence that the upgrade costs',
  needsBuild: false,
  onlyByName: false,
  async run(say) {
    say('a telephone network and a server …');
    const stage = await openQueueStage();
    const ours = await ourHolds(stage);
    const bare = await bareHolds(stage);
    try {
      const figures: Figure[] = [];
      for (const roundTripMs of ROUND_TRIPS_MS)
        figures.push(...(await measure({ stage, ours, bare }, roundTripMs, say)));
      return {
        name: 'hold',
        how: `asked at the server until the agent is told that Twilio has confirmed it; beside an application that sends only the requests that it takes, and answers at once, ${PAIRS} pairs`,
        figures,
      };
    } finally {
      await bare.close();
      await stage.stop();
    }
  },
};

interface Both {
  stage: QueueStage;
  ours: Holds;
  bare: Holds;
}

async function measure({ stage, ours, bare }: Both, roundTripMs: RoundTripMs, say: Say): Promise<Figure[]> {
  for (const holds of [ours, bare]) holds.setRoundTrip(roundTripMs);
  const measured: { our: Measured; their: Measured }[] = [];
  for (let pair = -REHEARSALS; pair < PAIRS; pair++) {
    say(`${roundTripMs} ms: pair ${pair + 1} of ${PAIRS}`);
    const our = await heldTwice(stage, ours);
    const their = await heldTwice(stage, bare);
    if (pair >= 0) measured.push({ our, their });
  }
  const figures = (what: string, key: keyof Measured) =>
    comparedFigures({
      what,
      roundTripMs,
      ours: measured.map(({ our }) => our[key]),
      bare: measured.map(({ their }) => their[key]),
    });
  return [
    ...figures('first hold', 'first'),
    ...figures('later hold', 'later'),
    ...figures('first hold: nothing to hear for the customer', 'customerSilent'),
    ...figures('first hold: nothing to hear for the agent', 'agentSilent'),
  ];
}

async function heldTwice(stage: QueueStage, holds: Holds): Promise<Measured> {
  const call = await holds.begin();
  const over = new AbortController();
  const ears = { customer: earAt(stage, call.customer, over.signal), agent: earAt(stage, call.agent, over.signal) };
  const both = () => Promise.all([hearsSomething(ears.customer), hearsSomething(ears.agent)]);
  await both();

  const asked = { frame: ears.agent.now(), at: performance.now() };
  const first = (await call.hold()) - asked.at;
  const held = ears.agent.now();
  await hearsSomething(ears.customer);
  const customerSilent = ears.customer.silences(asked.frame, ears.customer.now()).reduce((sum, ms) => sum + ms, 0);
  const [agentSilent = 0] = ears.agent.silences(asked.frame, held);

  await call.resume();
  await both();
  const from = performance.now();
  const later = (await call.hold()) - from;
  over.abort();
  stage.twilio.control.hangUp(call.customer);
  await quiet(stage);
  return { first, later, customerSilent, agentSilent };
}

function earAt({ twilio }: QueueStage, leg: string, signal: AbortSignal): Ear {
  const phone = twilio.control.phones.onLeg(leg).at(-1);
  if (!phone) throw new Error('nobody is at this leg');
  return listenAt(phone, signal);
}

const hearsSomething = (ear: Ear): Promise<unknown> => {
  const from = ear.now();
  return eventually('something is heard', () => ear.hasHeardSince(from + 1));
};
