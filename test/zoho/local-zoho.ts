import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import { type Clock, systemClock } from '#shared/time.ts';
import { certificate } from '#test/support/certificate.ts';
import { TokenBook } from './accounts/token-book.ts';
import { zohoApp } from './app.ts';
import { type ZohoControl, zohoControl } from './control/control.ts';
import { Faults } from './control/faults.ts';
import { RequestLog } from './control/request-log.ts';
import { seedRecords } from './data/seed-records.ts';
import { AttachmentStore } from './records/attachment-store.ts';
import { RecordStore } from './records/record-store.ts';
import { defaultSettings } from './settings.ts';
import { UserDirectory } from './user-directory.ts';
import type { ZohoWorld } from './world.ts';

export interface LocalZohoOptions {
  /** Default: the system's. Decides on expiry, limits and search lag. */
  clock?: Clock;
  /** Default 0: any free port. */
  httpPort?: number;
  httpsPort?: number;
  /** Gets one line for each request; default: nobody. */
  log?: (line: string) => void;
}

export interface LocalZoho {
  /** Accounts, API, pages and `/control` in plain HTTP: `http://127.0.0.1:PORT`, for a server's base URLs. */
  httpUrl: string;
  /** TLS for crm.zoho.eu, accounts.zoho.eu, www.zohoapis.eu and content.zohoapis.eu, told apart by Host. */
  httpsPort: number;
  clientId: string;
  clientSecret: string;
  control: ZohoControl;
  /** Closes the plain HTTP port: connections are refused, those under way cut. Pages over TLS go on. */
  unplug(): Promise<void>;
  /** Opens it again, at the same address. */
  plugIn(): Promise<void>;
  /** Closes both ports and what is open on them. */
  stop(): Promise<void>;
}

/** Starts a Zoho on this machine with its own data; several can run beside each other. */
export async function startLocalZoho(options: LocalZohoOptions = {}): Promise<LocalZoho> {
  const clock = options.clock ?? systemClock;
  const records = new RecordStore(clock, seedRecords);
  const world: ZohoWorld = {
    clock,
    client: { id: '1000.LOCALZOHO7QX2M4T9B1E6RS0VD', secret: '6f0c5b1e9a7d48233c1f9be27d05a864' },
    settings: defaultSettings(),
    users: new UserDirectory(),
    records,
    attachments: new AttachmentStore(records, () => clock.now()),
    tokens: new TokenBook(clock),
    faults: new Faults(clock),
    running: 0,
    requests: new RequestLog(options.log ?? (() => {})),
  };
  const { fetch } = zohoApp(world);
  const { key, cert } = await certificate();
  const hostname = '127.0.0.1';
  const tls = { createServer: createHttpsServer, serverOptions: { key, cert } };
  const plain = (port: number) => listening((ready) => serve({ fetch, hostname, port }, ready));
  let http = await plain(options.httpPort ?? 0);
  const { port } = http;
  const https = await listening((ready) => serve({ fetch, hostname, port: options.httpsPort ?? 0, ...tls }, ready));
  return {
    httpUrl: `http://127.0.0.1:${port}`,
    httpsPort: https.port,
    clientId: world.client.id,
    clientSecret: world.client.secret,
    control: zohoControl(world),
    unplug: () => close(http.server),
    plugIn: async () => {
      http = await plain(port);
    },
    stop: async () => {
      await Promise.all([close(http.server), close(https.server)]);
    },
  };
}

function listening(
  start: (ready: (info: AddressInfo) => void) => ServerType,
): Promise<{ port: number; server: ServerType }> {
  return new Promise((resolve, reject) => {
    const server = start(({ port }) => resolve({ port, server }));
    server.once('error', reject);
  });
}

function close(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    // Connections kept alive would hold it open for ever.
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}
