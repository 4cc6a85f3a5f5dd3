import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Clock } from '#shared/time.ts';
import type { ErrorCode } from '#test/twilio/account/error-catalogue.ts';
import type { Method } from '#test/twilio/account/resources.ts';
import type { RetryReason } from './overrides.ts';

export interface HttpQuestion {
  /** Absolute, http or https, without credentials. */
  url: URL;
  method: Method;
  headers: Record<string, string>;
  body: string | null;
  connectMs: number;
  readMs: number;
  totalMs: number;
  /** A longer answer is cut off and counts as too large. */
  maxBytes: number;
}

export type HttpAnswer =
  | { ok: true; status: number; headers: IncomingMessage['headers']; body: Buffer; tooLarge: boolean }
  | { ok: false; code: ErrorCode; why: string; reason: RetryReason | 'other' };

/** One HTTP exchange with Twilio's time limits, turned by the Clock. Never rejects; `signal` breaks it off. */
export function exchange(question: HttpQuestion, clock: Clock, signal: AbortSignal): Promise<HttpAnswer> {
  return new Promise((resolve) => {
    const over = new AbortController();
    const end = (answer: HttpAnswer) => {
      if (over.signal.aborted) return;
      over.abort();
      request.destroy();
      resolve(answer);
    };
    const limit = (ms: number, code: ErrorCode, reason: RetryReason | 'other', what: string, signal: AbortSignal) =>
      clock.after(ms, () => end({ ok: false, code, reason, why: `${what} took longer than ${ms} ms` }), signal);

    const request = open(question);
    const connected = new AbortController();
    const brokenOff: HttpAnswer = { ok: false, code: '11205', reason: 'other', why: 'broken off' };
    signal.addEventListener('abort', () => end(brokenOff), { signal: over.signal });
    limit(question.totalMs, '11203', 'rt', 'the whole exchange', over.signal);
    limit(question.connectMs, '11201', 'ct', 'connecting', AbortSignal.any([over.signal, connected.signal]));
    request.on('socket', (socket) => {
      const ready = question.url.protocol === 'https:' ? 'secureConnect' : 'connect';
      socket.once(ready, () => {
        connected.abort();
        limit(question.readMs, '11200', 'rt', 'the answer', over.signal);
      });
    });
    request.on('error', (error) => end(failureOf(error, connected.signal.aborted)));
    request.on('response', (response) => collect(response, question.maxBytes, end));
    request.end(question.body ?? undefined);
  });
}

function open({ url, method, headers, body }: HttpQuestion): ClientRequest {
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const length = body === null ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  return send(url, { method, headers: { ...headers, ...length }, agent: false });
}

function collect(response: IncomingMessage, maxBytes: number, end: (answer: HttpAnswer) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  const done = (tooLarge: boolean) =>
    end({
      ok: true,
      status: response.statusCode ?? 0,
      headers: response.headers,
      body: Buffer.concat(chunks),
      tooLarge,
    });
  response.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > maxBytes) return done(true);
    chunks.push(chunk);
  });
  response.on('end', () => done(false));
  response.on('error', (error) => end(failureOf(error, true)));
  response.on('aborted', () => end({ ok: false, code: '11205', reason: 'other', why: 'the answer broke off' }));
}

const TLS_CODES: Record<string, ErrorCode> = {
  ERR_TLS_CERT_ALTNAME_INVALID: '11235',
  CERT_HAS_EXPIRED: '11236',
  DEPTH_ZERO_SELF_SIGNED_CERT: '11237',
  SELF_SIGNED_CERT_IN_CHAIN: '11237',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: '11237',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: '11237',
  EPROTO: '11220',
};

function failureOf(error: Error & { code?: string }, connected: boolean): HttpAnswer {
  const code = error.code ?? '';
  const failed = (twilio: ErrorCode, reason: RetryReason | 'other'): HttpAnswer => ({
    ok: false,
    code: twilio,
    reason,
    why: error.message,
  });
  const tls = TLS_CODES[code];
  if (tls) return failed(tls, 'ct');
  if (code === 'ECONNREFUSED') return failed('11202', 'ct');
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return failed('11210', 'ct');
  if (code.startsWith('HPE_')) return failed('11206', 'other');
  return failed('11205', connected ? 'other' : 'ct');
}
