import * as v from 'valibot';
import type { Context } from '#server/context.ts';
import { type Problem, problem } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import { readAs } from '#shared/schema-fault.ts';
import { atOnce } from './at-once.ts';
import type { TokenOwner } from './crm.ts';
import type { CrmTokenStore } from './crm-tokens.ts';
import { errorReplySchema } from './zoho.schema.ts';

const REQUEST_LIMIT_MS = 10_000;
/**
 * Zoho refuses what exceeds its concurrency, 10 in the Standard edition (crm.md A4): a group of ten that rings would lose most of its
 * cards. What waits a moment is answered.
 */
const MOST_AT_ONCE = 10;

/** Reads from Zoho's API v8. `null`: Zoho answered 204, its word for "nothing there". */
export interface ZohoReader {
  read<T>(
    owner: TokenOwner,
    path: string,
    query: Record<string, string>,
    schema: v.GenericSchema<unknown, T>,
  ): Promise<Result<T | null>>;
  /** The same with a token that is not kept yet: during sign-in. */
  readWith<T>(
    access: { token: string; apiDomain: string },
    path: string,
    query: Record<string, string>,
    schema: v.GenericSchema<unknown, T>,
  ): Promise<Result<T | null>>;
}

type Answer<T> = Result<T | null> | { ok: false; problem: Problem; tokenRejected: true };

export function openZohoReader(context: Pick<Context, 'log' | 'stopping'>, tokens: CrmTokenStore): ZohoReader {
  const inTurn = atOnce(MOST_AT_ONCE);
  const once = <T>(...asked: Parameters<typeof ask<T>>): Promise<Answer<T>> => inTurn(() => ask(...asked));

  async function ask<T>(
    access: { token: string; apiDomain: string },
    path: string,
    query: Record<string, string>,
    schema: v.GenericSchema<unknown, T>,
  ): Promise<Answer<T>> {
    const url = `${access.apiDomain}/crm/v8${path}?${new URLSearchParams(query)}`;
    try {
      const response = await fetch(url, {
        headers: { authorization: `Zoho-oauthtoken ${access.token}` },
        signal: AbortSignal.any([AbortSignal.timeout(REQUEST_LIMIT_MS), context.stopping]),
      });
      if (response.status === 204) return ok(null);
      const body: unknown = await response.json();
      if (response.ok) return ok(readAs(schema, body));
      return refusal(response.status, body);
    } catch (error) {
      context.log.warn('crm request failed', { path: path.replace(/\d{6,}/g, '…'), error });
      return failed(away());
    }
  }

  function refusal(status: number, body: unknown): Answer<never> {
    const { code } = v.parse(errorReplySchema, body);
    const found = classify(status, code);
    context.log.warn('crm refused', { status, code });
    return code === 'INVALID_TOKEN' || code === 'INVALID_OAUTHTOKEN' || code === 'AUTHENTICATION_FAILURE'
      ? { ok: false, problem: found, tokenRejected: true }
      : failed(found);
  }

  return {
    async read(owner, path, query, schema) {
      const access = await tokens.accessToken(owner);
      if (!access.ok) return access;
      const first = await once(access.value, path, query, schema);
      if (!('tokenRejected' in first)) return first;
      // Expired or thrown out early (a 16th live token kills the oldest): one fresh token, one more try.
      const fresh = await tokens.accessToken(owner, access.value.token);
      return fresh.ok ? once(fresh.value, path, query, schema) : fresh;
    },
    readWith: once,
  };
}

/** Zoho's code decides, the status only where the code is unknown (crm.md A4: most statuses are hearsay). */
function classify(status: number, code: string): Problem {
  switch (code) {
    case 'INVALID_TOKEN':
    case 'INVALID_OAUTHTOKEN':
    case 'AUTHENTICATION_FAILURE':
      return problem('crm-signed-out', 'Zoho signed this account out. Sign in again.');
    case 'OAUTH_SCOPE_MISMATCH':
    case 'NO_PERMISSION':
    case 'NOT_ALLOWED':
    case 'AUTHORIZATION_FAILED':
      return problem('crm-forbidden', 'Zoho does not let this account read that. Ask your CRM administrator.');
    case 'TOO_MANY_REQUESTS':
    case 'LIMIT_REACHED':
    case 'LIMIT_EXCEEDED':
      return problem('crm-away', 'Zoho takes no more requests for the moment. It is tried again by itself.', {
        retry: true,
      });
    default:
      return status === 401 || status === 403
        ? problem('crm-forbidden', 'Zoho does not let this account read that. Ask your CRM administrator.')
        : away();
  }
}

const away = () => problem('crm-away', 'Zoho could not be reached. It is tried again by itself.', { retry: true });
