import { eventually } from '#test/support/eventually.ts';
import { COMPANY_LINE, LAURA } from '#test/support/world.ts';
import { startWebhookReceiver, type WebhookReceiver } from '#test/twilio/webhook-receiver/webhook-receiver.ts';
import { BARE_LINE } from './bare-softphone.ts';
import type { Bench, Figure, Say } from './bench.ts';
import { comparedFigures } from './compared-figures.ts';
import { type DelayProxy, delayProxy } from './delay-proxy.ts';
import { ROUND_TRIPS_MS, type RoundTripMs } from './latency-stage.ts';
import { openQueueStage, type QueueStage, quiet } from './queue-stage.ts';

const PAIRS = 20;
const REHEARSALS = 2;

export const queueBench: Bench = {
  name: 'queue',
  about:
    'an agent becomes free → she is rung for the caller who waits, over an application that does nothing but tell Twilio so',
  needsBuild: false,
  onlyByName: false,
  async run(say) {
    say('a telephone network and a server …');
    const stage = await openQueueStage();
    const bare = await bareApplication(stage);
    try {
      const figures: Figure[] = [];
      for (const roundTripMs of ROUND_TRIPS_MS) figures.push(...(await measure(stage, bare, roundTripMs, say)));
      return {
        name: 'queue',
        how: `her softphone says that she is off the phone, until Twilio rings her; beside one REST request that gives the caller's call the <Dial> itself, ${PAIRS} pairs`,
        figures,
      };
    } finally {
      await bare.close();
      await stage.stop();
    }
  },
};

async function measure(stage: QueueStage, bare: Bare, roundTripMs: RoundTripMs, say: Say): Promise<Figure[]> {
  stage.setRoundTrip(roundTripMs);
  bare.proxy.oneWayMs = roundTripMs / 2;
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let pair = -REHEARSALS; pair < PAIRS; pair++) {
    say(`${roundTripMs} ms: pair ${pair + 1} of ${PAIRS}`);
    const our = await becomesFree(stage);
    const their = await bare.fetches();
    if (pair < 0) continue;
    ours.push(our);
    theirs.push(their);
  }
  return comparedFigures({ what: 'free → rung for the caller who waits', roundTripMs, ours, bare: theirs });
}

/** Laura waits; Ana hangs up elsewhere; how long until she is rung, ms. */
async function becomesFree(stage: QueueStage): Promise<number> {
  const { ana, twilio } = stage;
  await ana.device({ registered: true, onCall: true });
  const sid = await waits(stage, COMPANY_LINE);
  await eventually('the server knows that she can be fetched', async () => {
    const rows = await stage.server.context.db
      .selectFrom('queue_entries')
      .select('offered_at')
      .where('state', '=', 'waiting')
      .execute();
    return rows.length === 1 && rows[0]?.offered_at === null;
  });
  const from = Date.now();
  ana.send({ type: 'device', registered: true, onCall: false });
  const rang = await rangAt(stage, sid);
  await ana.device({ registered: true, onCall: true });
  twilio.control.hangUp(sid);
  await quiet(stage);
  return rang - from;
}

/** Laura has called, and hears what waiting callers hear. */
async function waits({ twilio }: QueueStage, line: typeof COMPANY_LINE | typeof BARE_LINE): Promise<string> {
  const sid = twilio.control.placeCall({ from: LAURA, to: line });
  await eventually('she waits', () => {
    const told = twilio.control.call(sid).transcript;
    return told.some(({ what }) => what === 'queued') && told.some(({ what }) => what === 'said');
  });
  return sid;
}

const rangAt = ({ twilio }: QueueStage, sid: string): Promise<number> =>
  eventually('she is rung', () =>
    twilio.control
      .call(sid)
      .transcript.find(({ what }) => what === 'rings')
      ?.at.getTime(),
  );

interface Bare {
  proxy: DelayProxy;
  /** From the request until the agent is rung, ms. */
  fetches(): Promise<number>;
  close(): Promise<void>;
}

/** What has to be done at least: one request that moves the caller out of the queue and rings the agent. */
async function bareApplication(stage: QueueStage): Promise<Bare> {
  const { ana, restUrl, twilio } = stage;
  const { accountSid, authToken, control } = twilio;
  const application: WebhookReceiver = await startWebhookReceiver(() => authToken);
  const proxy = await delayProxy(Number(new URL(application.url).port));
  const url = (path: string) => `http://127.0.0.1:${proxy.port}${path}`;
  application.reply('/incoming', `<Response><Enqueue waitUrl="${url('/wait')}">bare</Enqueue></Response>`);
  application.reply('/wait', '<Response><Say>One moment.</Say><Pause length="60"/></Response>');
  const ring = `<Response><Dial timeout="25"><Client>${ana.id}</Client></Dial></Response>`;
  control.configureNumber(BARE_LINE, { voiceUrl: url('/incoming') });
  const tell = async (path: string, form: Record<string, string>) => {
    const answer = await fetch(`${restUrl}/2010-04-01/Accounts/${accountSid}${path}`, {
      method: 'POST',
      headers: { Authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}` },
      body: new URLSearchParams(form),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
  };
  return {
    proxy,
    async fetches() {
      const sid = await waits(stage, BARE_LINE);
      const from = Date.now();
      const [rang] = await Promise.all([rangAt(stage, sid), tell(`/Calls/${sid}.json`, { Twiml: ring })]);
      control.hangUp(sid);
      await quiet(stage);
      return rang - from;
    },
    async close() {
      await Promise.all([proxy.close(), application.close()]);
    },
  };
}
