import type { Crm, CrmTokens, CrmUser } from '#server/crm/crm.ts';
import type { TokenOwner } from '#server/crm/token-owner.ts';
import { problem } from '#shared/problem.ts';
import { failed, ok } from '#shared/result.ts';
import { noCrm } from './crm.ts';

interface Person extends CrmUser {
  /** What tests call her, and what the fake's sign-in takes. */
  key: string;
  organisation: 'zillum' | 'beltran';
}

const ORGANISATIONS = {
  zillum: { id: '482913000000020005', name: 'Zillum Renting, S.L.', country: 'ES' },
  beltran: { id: '517204000000020009', name: 'Asesoría Beltrán, S.L.P.', country: 'ES' },
};

/** A CRM without a network, for tests of the server alone: the same people as the local Zoho's, and nobody's records. */
export class FakeCrm {
  readonly people: Person[] = [
    person('ana', 'Ana Ruiz', { administrator: true }),
    person('elena', 'Elena Prat', { administrator: true }),
    person('ken', 'Ken Adeyemi', { locale: 'en-GB' }),
    person('olga', 'Olga Benítez', { active: false }),
    person('rosa', 'Rosa Beltrán', { administrator: true, organisation: 'beltran' }),
  ];
  /** Whose tokens are kept. */
  readonly kept = new Map<TokenOwner, CrmTokens>();
  /** Refresh tokens that were given back. */
  readonly discarded: string[] = [];
  /** While true, the CRM does not answer. */
  away = false;
  readonly #challenges = new Map<string, string>();

  person(key: string): Person {
    const found = this.people.find((one) => one.key === key);
    if (!found) throw new Error(`no ${key} in the CRM`);
    return found;
  }

  /** What a browser does between `authoriseUrl` and the way back: `key` signs in and agrees. */
  approve(authoriseUrl: string, key: string): URL {
    const { searchParams } = new URL(authoriseUrl);
    const back = new URL(searchParams.get('redirect_uri') ?? '');
    const code = `code-of-${key}-${this.#challenges.size}`;
    this.#challenges.set(code, searchParams.get('code_challenge') ?? '');
    back.search = new URLSearchParams({ code, state: searchParams.get('state') ?? '' }).toString();
    return back;
  }

  crm(): Crm {
    const away = () => failed<never>(problem('crm-away', 'The CRM does not answer.', { retry: true }));
    return noCrm({
      authoriseUrl: ({ state, redirectUri, codeChallenge }) => {
        const query = { state, redirect_uri: redirectUri, code_challenge: codeChallenge };
        return `https://crm.test/authorise?${new URLSearchParams(query)}`;
      },
      signIn: async ({ code }) => {
        if (this.away) return away();
        const key = /^code-of-(\w+)-\d+$/.exec(code)?.[1];
        if (!key || !this.#challenges.delete(code)) return failed(problem('sign-in-refused', 'unknown code'));
        const user = this.person(key);
        return ok({ user, organisation: ORGANISATIONS[user.organisation], tokens: tokensOf(key) });
      },
      keepTokens: async (owner, tokens) => {
        this.kept.set(owner, tokens);
      },
      forgetTokens: async (owner) => {
        this.kept.delete(owner);
      },
      discardTokens: ({ refreshToken }) => {
        this.discarded.push(refreshToken);
      },
      users: async () => (this.away ? away() : ok(this.people.filter((one) => one.organisation === 'zillum'))),
    });
  }
}

function person(key: string, name: string, more: Partial<Person> = {}): Person {
  return {
    key,
    crmUserId: `48291300000041${key}`,
    name,
    email: `${key}@zillum.example`,
    administrator: false,
    active: true,
    locale: 'es-ES',
    timeZone: 'Europe/Madrid',
    organisation: 'zillum',
    ...more,
  };
}

const tokensOf = (key: string): CrmTokens => ({
  refreshToken: `refresh-${key}`,
  accessToken: `access-${key}`,
  accessTokenExpiresAt: new Date('2030-01-01T00:00:00Z'),
  apiDomain: 'https://www.zohoapis.eu',
  accountsServer: 'https://accounts.zoho.eu',
});
