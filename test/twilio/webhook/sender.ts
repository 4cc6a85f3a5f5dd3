import type { Clock } from '#shared/time.ts';
import type { Account } from '#test/twilio/account/account.ts';
import { BodyCache } from './body-cache.ts';
import type { ChaosName } from './chaos.ts';
import { exchange, type HttpAnswer } from './http-exchange.ts';
import { type ConnectionLimits, readOverrides } from './overrides.ts';
import { signatureOf } from './signature.ts';
import type { TimelineEntry } from './timeline.ts';
import { addressOf, formOf } from './webhook-address.ts';
import type { WebhookReply, WebhookRequest } from './webhook-request.ts';

/** What is the same for every repetition of a request. */
export interface Sending {
  idempotencyToken: string;
  chaos: ChaosName | null;
}

/** Sends one request, as often as its limits allow, and writes each attempt into the call's timeline. */
export class Sender {
  readonly #account: Account;
  readonly #clock: Clock;
  readonly #signal: AbortSignal;
  readonly #cache = new BodyCache();
  /** When each request that waits for its answer was sent, real time. */
  readonly #sentAt = new Set<{ ms: number }>();

  /** `signal` breaks off what is under way. */
  constructor(account: Account, clock: Clock, signal: AbortSignal) {
    this.#account = account;
    this.#clock = clock;
    this.#signal = signal;
  }

  /** How many requests wait for their answer; `youngerThanMs`: of those sent so recently, in real time. */
  underWay(youngerThanMs = Number.POSITIVE_INFINITY): number {
    const since = performance.now() - youngerThanMs;
    return [...this.#sentAt].filter((sent) => sent.ms > since).length;
  }

  async send(request: WebhookRequest, sending: Sending): Promise<WebhookReply> {
    const { url, limits, badPolicy } = readOverrides(request.url);
    if (badPolicy !== undefined) return { ok: false, code: '11243', why: `rp=${badPolicy}`, url: request.url };
    const now = () => this.#clock.now().getTime();
    const deadline = now() + limits.totalMs;
    for (let attempt = 1; ; attempt++) {
      const left = { ...limits, totalMs: Math.max(1, deadline - now()) };
      const { answer, reply } = await this.#sendOnce({ ...request, url }, left, sending, attempt);
      if (attempt > limits.retries || now() >= deadline || !isWorthARetry(answer, limits)) return reply;
    }
  }

  async #sendOnce(
    request: WebhookRequest,
    limits: ConnectionLimits,
    sending: Sending,
    attempt: number,
  ): Promise<{ answer: HttpAnswer; reply: WebhookReply }> {
    const { method, subject, parameters } = request;
    const address = addressOf(request.url, method, parameters);
    if (!address) {
      const failure = { ok: false, code: '11100', why: `not a URL: ${request.url}` } as const;
      return { answer: { ...failure, reason: 'other' }, reply: { ...failure, url: request.url } };
    }
    const isPost = method === 'POST';
    const secret = sending.chaos === 'wrong-signature' ? 'not-the-auth-token' : this.#account.authToken;
    const signature = signatureOf(address.signed, isPost ? parameters : {}, secret);
    const entry = this.note({ ...request, url: address.signed }, sending, attempt, signature);
    const cookie = subject.cookies.headerFor(address.url.host);
    const { connectMs, readMs, totalMs } = limits;
    const headers = {
      'user-agent': 'TwilioProxy/1.1',
      accept: '*/*',
      'x-twilio-signature': signature,
      'i-twilio-idempotency-token': sending.idempotencyToken,
      ...(address.authorization ? { authorization: address.authorization } : {}),
      ...(cookie ? { cookie } : {}),
      ...(isPost ? { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' } : {}),
      ...(isPost ? {} : this.#cache.validatorsFor(address.signed)),
    };
    const body = isPost ? formOf(parameters) : null;
    const question = {
      url: address.url,
      method,
      headers,
      body,
      connectMs,
      readMs,
      totalMs,
      maxBytes: request.maxBytes,
    };
    const sent = { ms: performance.now() };
    this.#sentAt.add(sent);
    const answer = await exchange(question, this.#clock, this.#signal);
    this.#sentAt.delete(sent);
    const tookMs = Math.round(performance.now() - sent.ms);
    if (!answer.ok) {
      const { code, why } = answer;
      entry.outcome = { kind: 'failed', code, why, tookMs };
      return { answer, reply: { ok: false, code, why, url: address.signed } };
    }
    subject.cookies.keep(address.url.host, answer.headers['set-cookie'] ?? [], this.#clock.now());
    const seen = isPost ? plain(answer) : this.#cache.through(address.signed, answer);
    entry.outcome = { kind: 'answered', ...seen, body: readable(seen.contentType, seen.body), tookMs };
    const location = answer.headers.location ?? null;
    // Without the call's parameters: who asks for the same document again adds those of then.
    const url = addressOf(request.url, 'POST', {})?.url.href ?? address.url.href;
    return { answer, reply: { ok: true, url, ...seen, tooLarge: answer.tooLarge, location } };
  }

  /** Writes an attempt into the call's timeline; its outcome is filled in later. */
  note(request: WebhookRequest, sending: Sending, attempt: number, signature: string): TimelineEntry {
    const { kind, method, url, parameters, subject } = request;
    const at = this.#clock.now();
    const outcome: TimelineEntry['outcome'] = { kind: 'under-way' };
    const entry = { at, kind, callSid: subject.sid, method, url, parameters, attempt, signature, ...sending, outcome };
    subject.timeline.push(entry);
    return entry;
  }
}

function plain({ status, headers, body }: Extract<HttpAnswer, { ok: true }>) {
  return { status, contentType: headers['content-type'] ?? '', body };
}

function isWorthARetry(answer: HttpAnswer, { retryOn }: ConnectionLimits): boolean {
  if (!answer.ok) return answer.reason !== 'other' && retryOn.has(answer.reason);
  const { status } = answer;
  return (status >= 500 && retryOn.has('5xx')) || (status >= 400 && status < 500 && retryOn.has('4xx'));
}

function readable(contentType: string, body: Buffer): string {
  return /^audio\//i.test(contentType) ? `(${body.length} bytes of sound)` : body.toString('utf8').slice(0, 65_536);
}
