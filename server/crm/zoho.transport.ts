import * as v from 'valibot';
import type { Context } from '#server/context.ts';
import { parseStorable } from '#server/storable-json.ts';
import type { AccessToken } from './crm-tokens.ts';
import { refused, retryAfter, unanswered, type ZohoFault } from './zoho.fault.ts';
import { errorReplySchema, type ZohoError } from './zoho.schema.ts';

/** `null`: Zoho answered 204, its word for "nothing there". */
export type ZohoReply<T> = { ok: true; value: T | null } | { ok: false; fault: ZohoFault };

export interface ZohoRequest<T> {
  method: 'GET' | 'POST' | 'PUT';
  /** Below `/crm/v8`, with its query. */
  path: string;
  limitMs: number;
  contentType?: string;
  contentLength?: number | null;
  body?: string | ReadableStream<Uint8Array>;
  /** Whether the whole body went out; without it: as soon as anything did. */
  sent?: () => boolean;
  /** Ends a body of which something was not sent: nobody waits for the rest. */
  drop?: () => void;
  /** Reads a body that came with a good status: a value, or the error that Zoho puts there all the same. Throws at what is neither. */
  read(body: unknown): { ok: true; value: T } | { ok: false; error: ZohoError };
}

/** Reasons of a failed `fetch` that came before the first byte of a request. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Sends one request, once, and says what came of it. Never throws for what Zoho or the network may do. */
export function openZohoTransport({ clock, log, stopping }: Pick<Context, 'clock' | 'log' | 'stopping'>) {
  return async <T>(access: AccessToken, request: ZohoRequest<T>): Promise<ZohoReply<T>> => {
    const { method } = request;
    // Ids of records are of no use in a log.
    const path = request.path.replace(/\?.*/, '').replace(/\d{6,}/g, '…');
    const changes = method !== 'GET';
    const wholeSent = () => changes && (request.sent?.() ?? true);

    const begun = !stopping.aborted;
    let response: Response;
    try {
      response = await fetch(`${access.apiDomain}/crm/v8${request.path}`, {
        method,
        headers: headersOf(access, request),
        signal: AbortSignal.any([AbortSignal.timeout(request.limitMs), stopping]),
        ...(request.body === undefined ? {} : { body: request.body, duplex: 'half' as const }),
      });
    } catch (error) {
      log.warn('crm request failed', { method, path, error });
      const doubtful = begun && wholeSent() && !neverSent(error);
      request.drop?.();
      return away(unanswered(doubtful));
    }

    if (response.status === 204) return { ok: true, value: null };
    let body: unknown;
    let answer: ReturnType<typeof request.read> | undefined;
    try {
      body = parseStorable(await response.text());
      if (response.ok) answer = request.read(body);
    } catch (error) {
      log.warn('crm answer not understood', { method, path, status: response.status, error });
      request.drop?.();
      // A good status with a body that says nothing may mean that it was done.
      if (response.ok) return away(unanswered(wholeSent()));
    }
    if (answer?.ok) return answer;
    request.drop?.();
    const error = answer?.error ?? v.parse(errorReplySchema, body);
    log.warn('crm refused', { method, path, status: response.status, code: error.code });
    const retryAfterMs = retryAfter(response.headers.get('retry-after'), clock.now());
    return away(refused({ status: response.status, error, changes, sent: wholeSent(), retryAfterMs }));
  };
}

export const away = (fault: ZohoFault): { ok: false; fault: ZohoFault } => ({ ok: false, fault });

function headersOf(access: AccessToken, { contentType, contentLength }: ZohoRequest<unknown>): Record<string, string> {
  return {
    authorization: `Zoho-oauthtoken ${access.token}`,
    ...(contentType ? { 'content-type': contentType } : {}),
    // Without it a stream is sent in chunks, which not every server in between takes.
    ...(contentLength ? { 'content-length': String(contentLength) } : {}),
  };
}

function neverSent(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' && NEVER_SENT.has(cause.code);
}
