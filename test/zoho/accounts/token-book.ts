import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '#shared/time.ts';

const CODE_TTL_MS = 3 * 60_000;
const ACCESS_TTL_MS = 60 * 60_000;
const REFRESH_WINDOW_MS = 10 * 60_000;
/** Limits of Zoho CRM's page "Token validity", v8. */
const REFRESHES_PER_WINDOW = 10;
const LIVE_ACCESS_TOKENS = 15;
const REFRESH_TOKENS_PER_USER = 20;

export interface Grant {
  clientId: string;
  /** Key of the user who accepted. */
  user: string;
  scopes: readonly string[];
}

export interface CodeGrant extends Grant {
  redirectUri: string;
  offline: boolean;
  /** `prompt=consent`: a refresh token even if this user and client have one. */
  consent: boolean;
  /** S256 challenge of PKCE, if the client sent one. */
  challenge: string | undefined;
}

export interface AccessToken extends Grant {
  token: string;
  /** The refresh token it belongs to; null after an authorisation without offline access. */
  family: string | null;
  expiresAt: number;
  state: 'live' | 'revoked' | 'crowded-out';
}

export interface RefreshToken extends Grant {
  token: string;
  revoked: boolean;
  /** Moments of its refreshes, newest last. */
  refreshes: number[];
}

interface Code extends CodeGrant {
  expiresAt: number;
  used: boolean;
}

const random = (bytes: number): string => randomBytes(bytes).toString('hex');

/** Every code and token given out, with Zoho's limits. Tokens are kept after their death: requests with them get the right refusal. */
export class TokenBook {
  readonly #clock: Clock;
  readonly #codes = new Map<string, Code>();
  readonly #access = new Map<string, AccessToken>();
  readonly #refresh = new Map<string, RefreshToken>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** A code: one use, 3 minutes. */
  code(grant: CodeGrant): string {
    const code = `1000.${random(16)}.${random(16)}`;
    this.#codes.set(code, { ...grant, expiresAt: this.#now() + CODE_TTL_MS, used: false });
    return code;
  }

  /** Uses a code up; undefined if it is unknown, used, too old, another client's or not proven by `verifier`. */
  useCode(text: string, clientId: string, verifier: string | undefined): CodeGrant | undefined {
    const code = this.#codes.get(text);
    if (!code || code.used || code.clientId !== clientId || this.#now() >= code.expiresAt) return undefined;
    code.used = true;
    if (code.challenge === undefined) return code;
    const proof = createHash('sha256')
      .update(verifier ?? '')
      .digest('base64url');
    return proof === code.challenge ? code : undefined;
  }

  /** Starts a family of tokens. The 21st refresh token of a user and client kills the first. */
  refreshToken(grant: Grant): RefreshToken {
    const alive = this.refreshTokens().filter(
      (t) => t.user === grant.user && t.clientId === grant.clientId && !t.revoked,
    );
    if (alive.length >= REFRESH_TOKENS_PER_USER && alive[0]) this.revoke(alive[0].token);
    const token = { ...grant, token: `1000.${random(16)}.${random(16)}`, revoked: false, refreshes: [] };
    this.#refresh.set(token.token, token);
    return token;
  }

  /** A new access token, 1 hour. The 16th live one of a family kills the oldest. */
  accessToken(grant: Grant, family: string | null): AccessToken {
    const alive = this.accessTokens().filter((t) => t.family === family && t.family !== null && this.#isLive(t));
    if (alive.length >= LIVE_ACCESS_TOKENS && alive[0]) alive[0].state = 'crowded-out';
    const { clientId, user, scopes } = grant;
    const expiresAt = this.#now() + ACCESS_TTL_MS;
    const token: AccessToken = {
      clientId,
      user,
      scopes,
      token: `1000.${random(16)}.${random(16)}`,
      family,
      expiresAt,
      state: 'live',
    };
    this.#access.set(token.token, token);
    return token;
  }

  /** A new access token of a family; says why not: unknown or revoked, or more than 10 within 10 minutes. */
  refresh(text: string, clientId: string): AccessToken | 'invalid' | 'too-many' {
    const family = this.#refresh.get(text);
    if (!family || family.revoked || family.clientId !== clientId) return 'invalid';
    const since = this.#now() - REFRESH_WINDOW_MS;
    family.refreshes = family.refreshes.filter((at) => at > since);
    if (family.refreshes.length >= REFRESHES_PER_WINDOW) return 'too-many';
    family.refreshes.push(this.#now());
    return this.accessToken(family, family.token);
  }

  /** The access token as it stands; undefined for one never given out. */
  find(text: string): (AccessToken & { usable: boolean }) | undefined {
    const token = this.#access.get(text);
    return token && { ...token, usable: this.#isLive(token) };
  }

  hasRefreshToken(user: string, clientId: string): boolean {
    return this.refreshTokens().some((t) => t.user === user && t.clientId === clientId && !t.revoked);
  }

  /** Kills a refresh token with its access tokens, or one access token. False if it is unknown. */
  revoke(text: string): boolean {
    const access = this.#access.get(text);
    if (access) access.state = 'revoked';
    const family = this.#refresh.get(text);
    if (!family) return access !== undefined;
    family.revoked = true;
    for (const token of this.#access.values()) if (token.family === text) token.state = 'revoked';
    return true;
  }

  /** Ends the hour of the user's access tokens now, or of everybody's. Answers how many. */
  expire(user?: string): number {
    const live = this.accessTokens().filter((t) => this.#isLive(t) && (user === undefined || t.user === user));
    for (const token of live) token.expiresAt = this.#now();
    return live.length;
  }

  accessTokens(): AccessToken[] {
    return [...this.#access.values()];
  }

  refreshTokens(): RefreshToken[] {
    return [...this.#refresh.values()];
  }

  #isLive(token: AccessToken): boolean {
    return token.state === 'live' && this.#now() < token.expiresAt;
  }

  #now(): number {
    return this.#clock.now().getTime();
  }
}
