import type { Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getRequestListener, serve } from '@hono/node-server';
import { Hono } from 'hono';
import { type Clock, systemClock } from '#shared/time.ts';
import { certificate } from '#test/support/certificate.ts';
import { Account } from '#test/twilio/account/account.ts';
import { controlRoutes } from '#test/twilio/control/control.routes.ts';
import { Control } from '#test/twilio/control/control.ts';
import { handsetRoutes } from '#test/twilio/handset/handset.routes.ts';
import { openHandsetLines } from '#test/twilio/handset/handset-lines.ts';
import { openSound } from '#test/twilio/media/sound.ts';
import { PhoneBook } from '#test/twilio/network/phone-book.ts';
import { Recordings } from '#test/twilio/recording/recordings.ts';
import { restApi } from '#test/twilio/rest/rest-api.ts';
import { openSignalling } from '#test/twilio/signalling/open-signalling.ts';
import { ApiCalls } from '#test/twilio/switch/api-calls.ts';
import type { Sound } from '#test/twilio/switch/sound.ts';
import { Switch } from '#test/twilio/switch/switch.ts';
import { Webhooks } from '#test/twilio/webhook/webhooks.ts';
import { insights } from './insights.ts';
import { newSid } from './sid.ts';

export interface LocalTwilioOptions {
  /** Default: the system's. A TurnableClock is turned by `control.turnClock`; media is real time in either case. */
  clock?: Clock;
  /** REST, Control API and handset page, on 127.0.0.1; default: a free port. */
  httpPort?: number;
  /** What browsers reach as `*.twilio.com`, on 127.0.0.1; default: a free port. */
  httpsPort?: number;
  log?: (line: string) => void;
  /** Default: speech and files as real sound. Tests of what happens, not of what is heard, may do with less. */
  sound?: ClosableSound;
  /** How long a browser's call is kept when its signalling is lost, at most. Default 30 s, as at Twilio: stories in real time may do with less. */
  longestLostSeconds?: number;
}

type ClosableSound = Sound & { close(): Promise<void> };

export interface LocalTwilio {
  /** Origin of the REST API (`client.api.baseUrl`), of `/control` and `/handset`. */
  httpUrl: string;
  /** `--host-resolver-rules="MAP *.twilio.com:443 127.0.0.1:<httpsPort>"`. */
  httpsPort: number;
  accountSid: string;
  authToken: string;
  control: Control;
  /** Ends every call and closes both servers. */
  stop(): Promise<void>;
}

/** Starts a Twilio of one account on this machine: REST, TwiML, webhooks, signalling and sound. See README.md. */
export async function startLocalTwilio(options: LocalTwilioOptions = {}): Promise<LocalTwilio> {
  const { clock = systemClock, log = () => {} } = options;
  const account = new Account(clock);
  const tls = await certificate();
  const httpsServer = createTlsServer({ key: tls.key, cert: tls.cert }, getRequestListener(insights().fetch));
  const signalling = openSignalling({
    server: httpsServer,
    keys: account,
    clock,
    newCallSid: () => newSid('CA'),
    log: (what, facts) => log(facts ? `${what} ${JSON.stringify(facts)}` : what),
    ...(options.longestLostSeconds === undefined ? {} : { longestLostSeconds: options.longestLostSeconds }),
  });
  const sound = options.sound ?? openSound();
  const phones = new PhoneBook(clock, signalling);
  const webhooks = new Webhooks(account, clock);
  const httpUrl = () => `http://127.0.0.1:${portOf(httpServer)}`;
  const recordings = new Recordings({ account, clock, webhooks, origin: httpUrl });
  const theSwitch = new Switch({
    account,
    clock,
    webhooks,
    sound,
    network: phones,
    recordings,
    log,
  });
  signalling.onOutgoing((call) => theSwitch.outgoing(call));
  const control = new Control({ theSwitch, phones, signalling });

  const app = new Hono();
  app.route('/control', controlRoutes(control));
  app.route('/handset', handsetRoutes());
  app.route('/', restApi({ account, theSwitch, apiCalls: new ApiCalls(theSwitch) }));
  const httpServer = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: options.httpPort ?? 0 }) as Server;
  const lines = openHandsetLines({ server: httpServer, control });
  await Promise.all([listening(httpServer), listening(httpsServer.listen(options.httpsPort ?? 0, '127.0.0.1'))]);

  return {
    httpUrl: httpUrl(),
    httpsPort: portOf(httpsServer),
    accountSid: account.accountSid,
    authToken: account.authToken,
    control,
    async stop() {
      control.reset();
      webhooks.close();
      lines.close();
      await signalling.close();
      await sound.close();
      await Promise.all([closed(httpServer), closed(httpsServer)]);
    },
  };
}

/** Resolves when the server listens; rejects when its port is taken. */
function listening(server: { listening: boolean; once: Server['once'] }): Promise<void> {
  if (server.listening) return Promise.resolve();
  return new Promise((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', reject);
  });
}

function portOf(server: { address(): AddressInfo | string | null }): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server does not listen on a port');
  return address.port;
}

function closed(server: Pick<Server, 'close' | 'closeAllConnections'>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
