import type { Selectable } from 'kysely';
import type { Context } from '#server/context.ts';
import type { Database } from '#server/database/schema.ts';
import { problem } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import type { CrmTokens } from './crm.ts';
import type { TokenOwner } from './token-owner.ts';
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

type StoreContext = Pick<Context, 'background' | 'db' | 'clock' | 'secrets' | 'log' | 'stopping'>;
type Row = Selectable<Database['crm_tokens']>;

/** Tokens at rest, encrypted, and one refresh at a time: Zoho allows ten access tokens per refresh token in ten minutes. */
export function openCrmTokens(context: StoreContext, oauth: ZohoOAuth): CrmTokenStore {
  const { background, db, clock, secrets } = context;
  const underWay = new Map<TokenOwner, Promise<Result<AccessToken>>>();
  const rowOf = (owner: TokenOwner) =>
    db.selectFrom('crm_tokens').selectAll().where('owner', '=', owner).executeTakeFirst();

  const sealed = (tokens: CrmTokens) => ({
    refresh_token: secrets.seal(tokens.refreshToken),
    access_token: secrets.seal(tokens.accessToken),
    access_token_expires_at: tokens.accessTokenExpiresAt,
    api_domain: tokens.apiDomain,
    accounts_server: tokens.accountsServer,
    refreshing_until: null,
    revoked_at: null,
  });

  async function keep(owner: TokenOwner, tokens: CrmTokens): Promise<void> {
    const former = await rowOf(owner);
    const row = sealed(tokens);
    await db
      .insertInto('crm_tokens')
      .values({ owner, ...row })
      .onConflict((conflict) => conflict.column('owner').doUpdateSet(row))
      .execute();
    // Zoho keeps twenty refresh tokens a user; left alone, twenty sign-ins later the organisation's own would be the oldest, and die.
    if (former) background.start('give replaced tokens back', () => giveBack(former));
  }

  /** Revokes a grant that nobody needs any more: an administrator's own may be the organisation's too. */
  async function giveBack(row: Row, forgotten?: TokenOwner): Promise<void> {
    const grant = secrets.open(row.refresh_token);
    const kept = await db.selectFrom('crm_tokens').select(['owner', 'refresh_token']).execute();
    const needed = kept.some((other) => other.owner !== forgotten && secrets.open(other.refresh_token) === grant);
    if (!needed) await oauth.revoke(row.accounts_server, grant);
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
      if (!(await takeLease(owner))) await clock.sleep(WAIT_STEP_MS, context.stopping);
      else {
        const refreshed = await refresh(row);
        if (refreshed) return refreshed;
      }
    }
  }

  /** Undefined when the owner has signed in anew, or was forgotten, meanwhile: what this grant is worth concerns nobody any more. */
  async function refresh(row: Row): Promise<Result<AccessToken> | undefined> {
    const refreshToken = secrets.open(row.refresh_token);
    const fresh = await oauth.refresh(row.accounts_server, refreshToken);
    const revoked = !fresh.ok && fresh.problem.code === 'crm-signed-out';
    const now = fresh.ok
      ? sealed({ ...fresh.value, refreshToken: fresh.value.refreshToken ?? refreshToken })
      : { refreshing_until: null, ...(revoked ? { revoked_at: clock.now() } : {}) };
    const kept = await db
      .updateTable('crm_tokens')
      .set(now)
      .where('owner', '=', row.owner)
      .where('refresh_token', '=', row.refresh_token)
      .returning('owner')
      .executeTakeFirst();
    if (!kept) return undefined;
    if (revoked) context.log.warn('crm token revoked', { owner: row.owner });
    return fresh.ok ? ok({ token: fresh.value.accessToken, apiDomain: fresh.value.apiDomain }) : fresh;
  }

  return {
    keep,
    async forget(owner) {
      const row = await rowOf(owner);
      if (!row) return;
      await giveBack(row, owner);
      // Not what she has signed in with meanwhile.
      const { refresh_token } = row;
      await db.deleteFrom('crm_tokens').where('owner', '=', owner).where('refresh_token', '=', refresh_token).execute();
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
