import type { Config, Limits } from '#server/config.ts';
import type { Crm } from '#server/crm/crm.ts';
import type { Storage } from '#server/database/storage.ts';
import { type Log, silentLog } from '#server/log.ts';
import { openServer, type SidetoneServer } from '#server/server.ts';
import type { Clock } from '#shared/time.ts';
import type { LocalZoho } from '#test/zoho/local-zoho.ts';
import { testConfig } from './context.ts';
import { migratedDump } from './database.ts';
import { FakeCrm } from './fake-crm.ts';

export interface StartOptions {
  /** The CRM by HTTP, signed in to through its own pages. Without it: a fake one inside this process. */
  zoho?: LocalZoho;
  /** Takes the place of both. */
  crm?: Crm;
  /** Base URL of the local Twilio. */
  twilioUrl?: string;
  clock?: Clock;
  log?: Log;
  config?: Partial<Omit<Config, 'limits'>>;
  limits?: Partial<Limits>;
  /** Default: a new one in memory. */
  storage?: Storage;
  /** Default true: the first administrator, `ana`, has used the set-up link. */
  setUp?: boolean;
}

export interface TestServer extends SidetoneServer {
  origin: string;
  setUpLink: string | undefined;
  fakeCrm: FakeCrm;
  /** Signs `user` in at the CRM that an address of ours sent the browser to; answers where it sends her back to. */
  approve(authoriseUrl: string, user: string): Promise<URL>;
}

/** A whole server in the test's process: storage in memory, an ephemeral port, quiet. Stop it in `afterAll`. */
export async function startServer(options: StartOptions = {}): Promise<TestServer> {
  const { zoho, clock, crm } = options;
  const fakeCrm = new FakeCrm();
  const base = testConfig({
    storage: { engine: 'pglite', folder: 'memory', from: await migratedDump() },
    twilio: { baseUrl: options.twilioUrl ?? null },
    ...(zoho
      ? {
          zoho: {
            clientId: zoho.clientId,
            clientSecret: zoho.clientSecret,
            dc: 'eu' as const,
            accountsUrl: zoho.httpUrl,
            apiUrl: zoho.httpUrl,
          },
        }
      : {}),
    ...options.config,
    limits: { drainMs: 1_000, ...options.limits },
  });
  const server = await openServer({
    config: base,
    ...(clock ? { clock } : {}),
    log: options.log ?? silentLog,
    ...(options.storage ? { storage: options.storage } : {}),
    ...(crm ? { crm } : zoho ? {} : { crm: fakeCrm.crm() }),
  });
  const { origin, setUpLink } = await server.listen().catch(async (error: unknown) => {
    await server.stop();
    throw error;
  });
  const approve = async (url: string, user: string) =>
    zoho ? approveAtZoho(zoho, url, user) : fakeCrm.approve(url, user);
  if (setUpLink && (options.setUp ?? true)) await useSetUpLink(setUpLink, (url) => approve(url, 'ana'));
  return { ...server, origin, setUpLink, fakeCrm, approve };
}

/** Opens a set-up link as an administrator; answers the last page. */
export async function useSetUpLink(setUpLink: string, approve: (url: string) => Promise<URL>): Promise<Response> {
  const page = await fetch(setUpLink);
  const onward = /href="(\/set-up\/[^"]+)"/.exec(await page.clone().text())?.[1];
  if (!onward) return page;
  return fetch(await approve(await redirectOf(new URL(onward, setUpLink))));
}

/** Where an address sends the browser. */
export async function redirectOf(url: string | URL, init: RequestInit = {}): Promise<string> {
  const response = await fetch(url, { ...init, redirect: 'manual' });
  const location = response.headers.get('Location');
  if (!location) throw new Error(`${url} sends nobody anywhere: ${response.status} ${await response.text()}`);
  return new URL(location, url).href;
}

/** Sign-in and consent on the local Zoho's own pages, by HTTP. */
export async function approveAtZoho(zoho: LocalZoho, authoriseUrl: string, user: string): Promise<URL> {
  const { pathname, search } = new URL(authoriseUrl);
  const consent = await redirectOf(`${zoho.httpUrl}${pathname}${search}&login_hint=${user}`);
  const request = new URL(consent).searchParams.get('request') ?? '';
  const body = new URLSearchParams({ request, decision: 'accept' });
  return new URL(await redirectOf(`${zoho.httpUrl}/oauth/v2/auth/consent`, { method: 'POST', body }));
}
