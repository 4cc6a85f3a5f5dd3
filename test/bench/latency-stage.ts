import type { Page } from 'puppeteer-core';
import { LAURA_PAGE, openRecord, VOICE_HZ } from '#test/stories/stage.ts';
import { type AgentBrowser, agentBrowser, goOnline, onboard } from '#test/support/browser/agent-browser.ts';
import { eventually } from '#test/support/eventually.ts';
import { startWorld, type World } from '#test/support/world.ts';
import { type BareSoftphone, openBareSoftphone } from './bare-softphone.ts';
import type { Say } from './bench.ts';
import { type DelayProxy, delayProxy } from './delay-proxy.ts';

/** Round trips at which it is measured, ms: this machine alone, and a server and a Twilio elsewhere in Europe. */
export const ROUND_TRIPS_MS = [0, 80] as const;
export type RoundTripMs = (typeof ROUND_TRIPS_MS)[number];

/** Ana on Laura's record, beside a softphone that is nothing but the SDK, with every way as long as wanted. */
export interface LatencyStage {
  world: World;
  ana: AgentBrowser;
  page: Page;
  bare: BareSoftphone;
  /** Between browser and Twilio, browser and server, Twilio and server, server and CRM. */
  setRoundTrip(ms: RoundTripMs): void;
  /** Waits until nobody is on a call anywhere. */
  quiet(): Promise<void>;
  stop(): Promise<void>;
}

export async function openLatencyStage(say: Say): Promise<LatencyStage> {
  say('a telephone network, a CRM, a server and a browser …');
  const world = await startWorld({ team: ['ana'], limits: { callsPerMinute: 1_000, callsAtOnce: 100 } });
  const twilioProxy = await delayProxy(world.twilio.httpsPort);
  const serverProxy = await putServerBehindProxy(world);
  const stops = [() => world.stop(), () => twilioProxy.close(), () => serverProxy.close()];
  const stop = async () => {
    for (const end of stops.reverse()) await end();
  };
  try {
    const far = { zoho: world.zoho, twilio: { ...world.twilio, httpsPort: twilioProxy.port } };
    const ana = await agentBrowser(far, { voiceHz: VOICE_HZ.ana });
    stops.push(() => ana.close());
    const first = await onboard(ana, { server: { ...world.server, origin: originOf(serverProxy) } }, 'ana');
    await goOnline(ana);
    await first.close();
    const bare = await openBareSoftphone(ana, world.twilio);
    stops.push(() => bare.close());
    const page = await openRecord(ana, LAURA_PAGE);
    return {
      world,
      ana,
      page,
      bare,
      setRoundTrip(ms) {
        for (const proxy of [twilioProxy, serverProxy, bare.proxy]) proxy.oneWayMs = ms / 2;
        world.zoho.control.faults.remove();
        if (ms > 0) world.zoho.control.faults.add({ kind: 'slow', area: 'api', ms });
      },
      async quiet() {
        await eventually('no leg is up', () => world.twilio.control.liveLegs().length === 0);
        await ana.until('it is idle', ({ call }) => call === null || call.state === 'ended');
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

const originOf = ({ port }: DelayProxy): string => `http://localhost:${port}`;

/** From now on everybody, Twilio too, reaches the server through a proxy: its public URL, and what Twilio was told before. */
async function putServerBehindProxy({ server, twilio }: World): Promise<DelayProxy> {
  const { config } = server.context;
  const before = config.publicUrl;
  const proxy = await delayProxy(Number(new URL(before).port));
  config.publicUrl = originOf(proxy);
  const moved = (url: string) => url.replace(before, config.publicUrl);
  const { numbers, applications } = twilio.control.account;
  for (const settings of [...numbers.values(), ...applications.values()]) {
    settings.voiceUrl = moved(settings.voiceUrl);
    settings.voiceFallbackUrl = moved(settings.voiceFallbackUrl);
    settings.statusCallback = moved(settings.statusCallback);
  }
  return proxy;
}
