import type { Context } from '#server/context.ts';
import { problem } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import type { CrmTokens, TokenOwner } from './crm.ts';
import type { ZohoOAuth } from './zoho.oauth.ts';

/** Refreshed this long before it expires, so that a request under way never carries a dead token. */
const MARGIN_MS = 60_000;
/** A process that refreshes is believed alive for so long. */
const LEASE_MS = 15_000;
const WAIT_STEP_MS = 100;

export interface AccessToken {
  token: string;
  apiDomain: string;
}

export interface CrmTokenStore {
  keep(owner: TokenOwner, tokens: CrmTokens): Promise<void>;
  forget(owner: TokenOwner): Promise<void>;
  /** A token that is good now. `rejected`: one that the CRM refused although it was not due: it is replaced. */
  accessToken(owner: TokenOwner, rejected?: string): Promise<Result<AccessToken>>;
}

type StoreContext = Pick<Context, 'db' | 'clock' | 'secrets' | 'log' | 'stopping'>;

/** Tokens at rest, encrypted, and one refresh at a time: Zoho allows ten access tokens per refresh token in ten minutes. */
export function openCrmTokens(context: StoreContext, oauth: ZohoOAuth): CrmTokenStore {
  const { db, clock, secrets } = context;
  const underWay = new Map<TokenOwner, Promise<Result<AccessToken>>>();
  const rowOf = (owner: TokenOwner) =>
    db.selectFrom('crm_tokens').selectAll().where('owner', '=', owner).executeTakeFirst();

  async function keep(owner: TokenOwner, tokens: CrmTokens): Promise<void> {
    const row = {
      refresh_token: secrets.seal(tokens.refreshToken),
      access_token: secrets.seal(tokens.accessToken),
      access_token_expires_at: tokens.accessTokenExpiresAt,
      api_domain: tokens.apiDomain,
      accounts_server: tokens.accountsServer,
      refreshing_until: null,
      revoked_at: null,
    };
    await db
      .insertInto('crm_tokens')
      .values({ owner, ...row })
      .onConflict((conflict) => conflict.column('owner').doUpdateSet(row))
      .execute();
  }

  /** True for the one process that may refresh now. */
  async function takeLease(owner: TokenOwner): Promise<boolean> {
    const now = clock.now();
    const taken = await db
      .updateTable('crm_tokens')
      .set({ refreshing_until: new Date(now.getTime() + LEASE_MS) })
      .where('owner', '=', owner)
      .where((where) => where.or([where('refreshing_until', 'is', null), where('refreshing_until', '<', now)]))
      .returning('owner')
      .executeTakeFirst();
    return taken !== undefined;
  }

  async function fetchToken(owner: TokenOwner, rejected: string | undefined): Promise<Result<AccessToken>> {
    for (;;) {
      const row = await rowOf(owner);
      if (!row || row.revoked_at) return failed(signedOut());
      const token = row.access_token ? secrets.open(row.access_token) : undefined;
      const goodUntil = (row.access_token_expires_at?.getTime() ?? 0) - MARGIN_MS;
      if (token && token !== rejected && goodUntil > clock.now().getTime()) {
        return ok({ token, apiDomain: row.api_domain });
      }
      if (await takeLease(owner)) return refresh(owner, row.accounts_server, secrets.open(row.refresh_token));
      await clock.sleep(WAIT_STEP_MS, context.stopping);
    }
  }

  async function refresh(owner: TokenOwner, server: string, refreshToken: string): Promise<Result<AccessToken>> {
    const fresh = await oauth.refresh(server, refreshToken);
    if (fresh.ok) {
      await keep(owner, { ...fresh.value, refreshToken: fresh.value.refreshToken ?? refreshToken });
      return ok({ token: fresh.value.accessToken, apiDomain: fresh.value.apiDomain });
    }
    const revoked = fresh.problem.code === 'crm-signed-out';
    if (revoked) context.log.warn('crm token revoked', { owner });
    await db
      .updateTable('crm_tokens')
      .set({ refreshing_until: null, ...(revoked ? { revoked_at: clock.now() } : {}) })
      .where('owner', '=', owner)
      .execute();
    return fresh;
  }

  return {
    keep,
    async forget(owner) {
      const row = await rowOf(owner);
      if (!row) return;
      await db.deleteFrom('crm_tokens').where('owner', '=', owner).execute();
      await oauth.revoke(row.accounts_server, secrets.open(row.refresh_token));
    },
    accessToken(owner, rejected) {
      const running = underWay.get(owner);
      if (running && rejected === undefined) return running;
      // Behind the others of this process: most find the new token there, only one refreshes.
      const asked = (running ?? Promise.resolve())
        .then(() => fetchToken(owner, rejected))
        .finally(() => {
          if (underWay.get(owner) === asked) underWay.delete(owner);
        });
      underWay.set(owner, asked);
      return asked;
    },
  };
}

const signedOut = () =>
  problem('crm-signed-out', 'Zoho signed this account out. Sign in again under Options, then Connection.');
