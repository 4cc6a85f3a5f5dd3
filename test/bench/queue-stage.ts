import { agent, type TestAgent } from '#test/support/agent.ts';
import { eventually } from '#test/support/eventually.ts';
import { seedFlow, spanishFlow } from '#test/support/flow.ts';
import { startServer, type TestServer } from '#test/support/server.ts';
import { COMPANY_LINE } from '#test/support/world.ts';
import { type LocalTwilio, startLocalTwilio } from '#test/twilio/local-twilio.ts';
import { openSound } from '#test/twilio/media/sound.ts';
import { SAMPLE_RATE } from '#test/twilio/party.ts';
import { type DelayProxy, delayProxy } from './delay-proxy.ts';

/** A server whose one agent, Ana, has a queue of callers, with a Twilio as far away as wanted. No browser: what rings is Twilio's. */
export interface QueueStage {
  twilio: LocalTwilio;
  server: TestServer;
  ana: TestAgent;
  /** Where Twilio's REST is reached. */
  restUrl: string;
  setRoundTrip(ms: number): void;
  stop(): Promise<void>;
}

export async function openQueueStage(): Promise<QueueStage> {
  // Speaking is work that the bench does not measure: a second of silence stands for it.
  const sound = { ...openSound(), speak: async () => new Int16Array(SAMPLE_RATE) };
  const twilio = await startLocalTwilio({ sound });
  const rest = await delayProxy(portOf(twilio.httpUrl));
  const restUrl = `http://127.0.0.1:${rest.port}`;
  const server = await startServer({ twilioUrl: restUrl });
  const webhooks = await delayProxy(portOf(server.origin));
  const { config } = server.context;
  config.publicUrl = `http://localhost:${webhooks.port}`;
  const ana = await agent(server, 'ana');
  await ana.setPresence('online');
  await connect(server, twilio, ana);
  const proxies: DelayProxy[] = [rest, webhooks];
  return {
    twilio,
    server,
    ana,
    restUrl,
    setRoundTrip(ms) {
      for (const proxy of proxies) proxy.oneWayMs = ms / 2;
    },
    async stop() {
      await ana.disconnect();
      await server.stop();
      await twilio.stop();
      for (const proxy of proxies) await proxy.close();
    },
  };
}

const portOf = (url: string): number => Number(new URL(url).port);

/** The account connected, and its number pointing here, with a queue. */
async function connect({ context }: TestServer, twilio: LocalTwilio, ana: TestAgent): Promise<void> {
  const { clock, config, db, secrets } = context;
  const { accountSid, authToken, control } = twilio;
  control.registerClient(ana.id, { whenRung: 'no-answer' });
  control.configureNumber(COMPANY_LINE, {
    voiceUrl: `${config.publicUrl}/twilio/voice/incoming`,
    statusCallback: `${config.publicUrl}/twilio/status/call`,
  });
  await db
    .insertInto('twilio_connection')
    .values({
      ...{ id: 1, account_sid: accountSid, account_name: 'Bench', trial: false, region: 'us1', edge: 'ashburn' },
      ...{ auth_token: secrets.seal(JSON.stringify({ primary: authToken, secondary: null })) },
      ...{ api_key_sid: accountSid, api_key_secret: secrets.seal(authToken), application_sid: `AP${'c'.repeat(32)}` },
      ...{ connected_at: clock.now(), connected_by: ana.id },
    })
    .execute();
  const flow = spanishFlow([ana.id]);
  await seedFlow(context, { ...flow, queue: { ...flow.queue, on: true } }, ana.id, COMPANY_LINE);
}

/** Nobody is on a call anywhere, and nobody waits. */
export async function quiet({ server, twilio }: QueueStage): Promise<void> {
  await eventually('no leg is up', () => twilio.control.liveLegs().length === 0);
  await eventually('no call is left', async () => {
    const open = await server.context.db.selectFrom('calls').select('id').where('state', '!=', 'ended').execute();
    return open.length === 0;
  });
}
