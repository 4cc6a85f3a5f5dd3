import type { Party } from '#shared/api/party.ts';
import type { CrmRecord, RecordRef } from '#shared/crm/crm-record.ts';
import type { AgentId, CallId, E164 } from '#shared/ids.ts';
import type { Result } from '#shared/result.ts';
import type { CrmWrites } from './crm-writes.ts';
import type { TokenOwner } from './token-owner.ts';

/** A user of the CRM as Sidetone needs her. */
export interface CrmUser {
  crmUserId: string;
  name: string;
  email: string;
  administrator: boolean;
  active: boolean;
  /** BCP 47. */
  locale: string;
  /** IANA. */
  timeZone: string;
}

export interface CrmTokens {
  refreshToken: string;
  accessToken: string;
  accessTokenExpiresAt: Date;
  apiDomain: string;
  accountsServer: string;
}

export interface SignedInAtCrm {
  user: CrmUser;
  organisation: { id: string; name: string; country: string | null };
  tokens: CrmTokens;
}

/**
 * The CRM as the rest of the server sees it. One implementation per CRM behind it (`zoho.connector.ts`); what comes out is checked,
 * cleaned of control characters and cut to sane lengths. Failures: crm-away, crm-signed-out, crm-forbidden (Problems, never throws).
 */
export interface Crm extends CrmWrites {
  /** Origin of the CRM's record pages, `https://crm.zoho.eu`. */
  pageOrigin: string;
  /** Where the browser goes to sign in. `codeChallenge` is ours (S256). */
  authoriseUrl(request: { state: string; redirectUri: string; codeChallenge: string }): string;
  /**
   * Exchanges the CRM's code; asks who it is and of which organisation. Stores nothing. `user-not-active`: an account of the CRM that
   * is no user of it any more.
   */
  signIn(reply: {
    code: string;
    codeVerifier: string;
    redirectUri: string;
    /** `accounts-server` and `location` as the CRM sent them back: checked against its closed list. */
    accountsServer: string | undefined;
  }): Promise<Result<SignedInAtCrm>>;
  /** Keeps tokens for an owner, encrypted; what was there before is given back to the CRM, unless another owner needs it. */
  keepTokens(owner: TokenOwner, tokens: CrmTokens): Promise<void>;
  /** Forgets an owner's tokens, and tells the CRM where it can. */
  forgetTokens(owner: TokenOwner): Promise<void>;
  /** Gives tokens of a sign-in back that are not kept: the CRM is told in the background, and whatever it answers changes nothing. */
  discardTokens(tokens: Pick<CrmTokens, 'refreshToken' | 'accountsServer'>): void;
  /** All users of the organisation, active or not, by the organisation connection. */
  users(): Promise<Result<CrmUser[]>>;
  /**
   * Records that carry this number, re-checked by us in E.164, best first; at most 10. Those of a kind that the CRM does not answer for
   * just now are missing, unless the `whole` truth is asked for: then it is crm-away.
   */
  findByPhone(owner: TokenOwner, number: E164, asked?: { whole: boolean }): Promise<Result<CrmRecord[]>>;
  record(owner: TokenOwner, ref: RecordRef): Promise<Result<CrmRecord | null>>;
  recordUrl(ref: RecordRef): string;
  /**
   * Finds out for each of these agents who is calling, and keeps it in `call_matches`: by her own token; a match only the
   * organisation connection may read becomes `not-shared`. Tells the agents at each step. Never rejects; within 10 s every agent
   * has an answer (`unavailable` at worst). Nobody waits for it.
   */
  screenPop(call: { callId: CallId; number: E164; agentIds: AgentId[] }): Promise<void>;
}

export type Match = Party['match'];
