import { vi } from 'vitest';
import { CONTRACT } from '#shared/api/version.ts';

interface Answer {
  /** Default: 200. */
  status?: number;
  body: unknown;
}

interface Asked {
  method: string;
  path: string;
  headers: Headers;
  body: unknown;
}

/** A Sidetone server as `fetch` sees it. `routes`: `GET /path` → status and body, or a Problem. Everything asked is written down. */
export function pretendServer(routes: Record<string, Answer> = {}, origin = SERVER) {
  const asked: Asked[] = [];
  const all = new Map<string, Answer>(Object.entries({ [WELL_KNOWN]: { body: wellKnown() }, ...routes }));
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    const at = new URL(url);
    if (at.origin !== origin) throw new TypeError('Failed to fetch');
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : (init.body ?? undefined);
    asked.push({ method: init.method ?? 'GET', path: at.pathname, headers: new Headers(init.headers), body });
    const answer = all.get(`${init.method} ${at.pathname}`);
    return Response.json(answer?.body ?? {}, { status: answer ? (answer.status ?? 200) : 404 });
  });
  return asked;
}

export const SERVER = 'https://sidetone.zillum.example';
export const WELL_KNOWN = 'GET /.well-known/sidetone';

export const wellKnown = (contract: { major: number; minor: number } = CONTRACT) => ({
  product: 'sidetone',
  contract,
  setUp: true,
  team: 'Zillum',
  crm: 'zoho',
});

/** What a server answers to a sign-in that it takes. */
export const signedIn = (token: string) => ({
  body: {
    token,
    me: {
      agent: {
        id: 'u_0123456789abcdef0123',
        name: 'Ana García',
        email: 'ana@zillum.example',
        role: 'agent',
        locale: 'es-ES',
        timeZone: 'Europe/Madrid',
      },
      team: 'Zillum',
      presence: 'online',
      outgoingNumbers: [],
      country: 'ES',
      twilioConnected: true,
      crmOrigin: 'https://crm.zoho.eu',
    },
  },
});
