import { randomUUID } from 'node:crypto';
import type { Clock } from '#shared/time.ts';
import type { Account } from '#test/twilio/account/account.ts';
import type { ErrorCode } from '#test/twilio/account/error-catalogue.ts';
import type { Method } from '#test/twilio/account/resources.ts';
import { Chaos } from './chaos.ts';
import type { CookieJar } from './cookies.ts';
import { exchange, type HttpAnswer } from './http-exchange.ts';
import { type ConnectionLimits, readOverrides } from './overrides.ts';
import { type Parameters, signatureOf } from './signature.ts';
import type { TimelineEntry, WebhookKind } from './timeline.ts';

const MAX_REDIRECTS = 10;

/** The call a webhook is about: Twilio keeps cookies and a log for each. */
export interface WebhookSubject {
  readonly sid: string;
  readonly cookies: CookieJar;
  readonly timeline: TimelineEntry[];
}

export interface WebhookRequest {
  kind: WebhookKind;
  subject: WebhookSubject;
  url: string;
  method: Method;
  parameters: Parameters;
  maxBytes: number;
}

export type WebhookReply =
  | { ok: true; url: string; status: number; contentType: string; body: Buffer; tooLarge: boolean }
  | { ok: false; code: ErrorCode; why: string; url: string };

/** What one request brought, before redirects are followed. */
type Seen = WebhookReply & { location?: string | null };

/** Sends the account's webhooks: signed, within Twilio's limits, with retries, redirects, cookies and, if asked for, faults. */
export class Webhooks {
  readonly chaos = new Chaos();
  readonly #account: Account;
  readonly #clock: Clock;
  readonly #cache = new Map<string, { validators: Record<string, string>; contentType: string; body: Buffer }>();
  readonly #held = new Map<string, () => void>();
  readonly #life = new AbortController();
  #underWay = 0;

  constructor(account: Account, clock: Clock) {
    this.#account = account;
    this.#clock = clock;
  }

  /** How many requests wait for their answer. */
  get underWay(): number {
    return this.#underWay;
  }

  /** Breaks off what is under way; what was held back is never sent. */
  close(): void {
    this.#life.abort();
  }

  /** Sends a request and follows redirects. Never rejects. */
  async send(request: WebhookRequest): Promise<WebhookReply> {
    let { url, method, parameters } = request;
    for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
      const reply = await this.#sendWithFaults({ ...request, url, method, parameters });
      const isRedirect = reply.ok && reply.status >= 300 && reply.status < 400;
      const target = isRedirect ? reply.location : null;
      if (!target) return reply;
      if (!URL.canParse(target, reply.url)) return { ok: false, code: '11216', why: `redirected to ${target}`, url };
      // A redirected request is a plain GET: the form is not sent again (cases A19).
      url = new URL(target, reply.url).href;
      method = 'GET';
      parameters = {};
    }
    return { ok: false, code: '11215', why: `more than ${MAX_REDIRECTS} redirects`, url };
  }

  async #sendWithFaults(request: WebhookRequest): Promise<Seen> {
    const fault = this.chaos.draw(request.kind);
    const token = randomUUID();
    const go = () => this.#sendWithRetries(request, token, fault?.what ?? null);
    const later = (wait: Promise<void>): Promise<Seen> | Seen => {
      const sent = wait.then(go);
      // Nobody waits for a status callback's reply, and the next one must be able to overtake it.
      return isStatusCallback(request.kind) ? { ok: false, code: '11200', why: 'held back', url: request.url } : sent;
    };
    switch (fault?.what) {
      case 'drop':
        this.#note(request, token, 1, 'drop', '').outcome = { kind: 'never-sent' };
        return { ok: false, code: '11200', why: 'dropped on the way', url: request.url };
      case 'delay':
        return later(new Promise((resolve) => this.#clock.after(fault.delayMs, resolve, this.#life.signal)));
      case 'reorder':
        return later(this.#hold(request.subject.sid, fault.delayMs));
      case 'duplicate':
        return (await Promise.all([go(), go()]))[0];
      case 'replay':
        return go().finally(() => this.#clock.after(fault.delayMs, () => void go(), this.#life.signal));
      default: {
        const reply = await go();
        if (isStatusCallback(request.kind)) this.#held.get(request.subject.sid)?.();
        return reply;
      }
    }
  }

  /** Waits until another status callback of the call has gone first, at most `ms`. */
  #hold(callSid: string, ms: number): Promise<void> {
    return new Promise((resolve) => {
      const release = () => {
        if (this.#held.get(callSid) === release) this.#held.delete(callSid);
        resolve();
      };
      this.#held.set(callSid, release);
      this.#clock.after(ms, release, this.#life.signal);
    });
  }

  async #sendWithRetries(request: WebhookRequest, token: string, chaos: TimelineEntry['chaos']): Promise<Seen> {
    const { url, limits } = readOverrides(request.url);
    const deadline = this.#clock.now().getTime() + limits.totalMs;
    for (let attempt = 1; ; attempt++) {
      const left = Math.max(1, deadline - this.#clock.now().getTime());
      const reply = await this.#sendOnce({ ...request, url }, { ...limits, totalMs: left }, token, attempt, chaos);
      const mayRetry = attempt <= limits.retries && this.#clock.now().getTime() < deadline;
      if (!mayRetry || !isWorthARetry(reply.answer, limits)) return reply.seen;
    }
  }

  async #sendOnce(
    request: WebhookRequest,
    limits: ConnectionLimits,
    token: string,
    attempt: number,
    chaos: TimelineEntry['chaos'],
  ) {
    const address = addressOf(request);
    if (!address) {
      const seen = { ok: false as const, code: '11100' as const, why: `not a URL: ${request.url}`, url: request.url };
      return { seen, answer: { ok: false as const, code: seen.code, why: seen.why, reason: 'other' as const } };
    }
    const isPost = request.method === 'POST';
    const secret = chaos === 'wrong-signature' ? 'not-the-auth-token' : this.#account.authToken;
    const signature = signatureOf(address.signed, isPost ? request.parameters : {}, secret);
    const cached = isPost ? undefined : this.#cache.get(address.signed);
    const entry = this.#note({ ...request, url: address.signed }, token, attempt, chaos, signature);
    const cookie = request.subject.cookies.headerFor(address.url.host);
    this.#underWay += 1;
    const started = performance.now();
    const answer = await exchange(
      {
        url: address.url,
        method: request.method,
        headers: {
          'user-agent': 'TwilioProxy/1.1',
          accept: '*/*',
          'x-twilio-signature': signature,
          'i-twilio-idempotency-token': token,
          ...(address.authorization ? { authorization: address.authorization } : {}),
          ...(cookie ? { cookie } : {}),
          ...cached?.validators,
          ...(isPost ? { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' } : {}),
        },
        body: isPost ? formOf(request.parameters) : null,
        connectMs: limits.connectMs,
        readMs: limits.readMs,
        totalMs: limits.totalMs,
        maxBytes: request.maxBytes,
      },
      this.#clock,
      this.#life.signal,
    );
    this.#underWay -= 1;
    const tookMs = Math.round(performance.now() - started);
    if (!answer.ok) {
      entry.outcome = { kind: 'failed', code: answer.code, why: answer.why, tookMs };
      return { answer, seen: { ok: false as const, code: answer.code, why: answer.why, url: address.signed } };
    }
    request.subject.cookies.keep(address.url.host, answer.headers['set-cookie'] ?? []);
    const { status, contentType, body } = this.#throughCache(address.signed, isPost, answer, cached);
    entry.outcome = { kind: 'answered', status, contentType, body: readable(contentType, body), tookMs };
    const location = answer.headers.location ?? null;
    return {
      answer,
      seen: {
        ok: true as const,
        url: address.url.href,
        status,
        contentType,
        body,
        tooLarge: answer.tooLarge,
        location,
      },
    };
  }

  /** GET bodies are kept by ETag or Last-Modified and asked for conditionally; POST never (docs/voice/twiml). */
  #throughCache(
    url: string,
    isPost: boolean,
    answer: Extract<HttpAnswer, { ok: true }>,
    cached?: { contentType: string; body: Buffer },
  ) {
    const { status, body, headers } = answer;
    const contentType = headers['content-type'] ?? '';
    if (status === 304 && cached) return { status: 200, contentType: cached.contentType, body: cached.body };
    const validators: Record<string, string> = {};
    if (headers.etag) validators['if-none-match'] = headers.etag;
    if (headers['last-modified']) validators['if-modified-since'] = headers['last-modified'];
    if (!isPost && status === 200 && !answer.tooLarge && Object.keys(validators).length > 0) {
      this.#cache.set(url, { validators, contentType, body });
    }
    return { status, contentType, body };
  }

  #note(request: WebhookRequest, token: string, attempt: number, chaos: TimelineEntry['chaos'], signature: string) {
    const entry: TimelineEntry = {
      at: this.#clock.now(),
      kind: request.kind,
      callSid: request.subject.sid,
      method: request.method,
      url: request.url,
      parameters: request.parameters,
      attempt,
      signature,
      idempotencyToken: token,
      chaos,
      outcome: { kind: 'under-way' },
    };
    request.subject.timeline.push(entry);
    return entry;
  }
}

function isStatusCallback(kind: WebhookKind): boolean {
  return kind === 'call-status' || kind === 'leg-status';
}

function isWorthARetry(answer: HttpAnswer, { retryOn }: ConnectionLimits): boolean {
  if (!answer.ok) return answer.reason !== 'other' && retryOn.has(answer.reason);
  return (
    (answer.status >= 500 && retryOn.has('5xx')) || (answer.status >= 400 && answer.status < 500 && retryOn.has('4xx'))
  );
}

/** Where to send to, and the text to sign: the URL as configured, on GET with the parameters added to its query. */
function addressOf({ url, method, parameters }: WebhookRequest) {
  if (!URL.canParse(url)) return null;
  const parsed = new URL(url);
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') return null;
  // `https://host` is asked for as `https://host/`, so that is what is signed.
  const whole = /^[a-z]+:\/\/[^/?#]+$/i.test(url) ? `${url}/` : url;
  const query = method === 'GET' ? formOf(parameters) : '';
  const signed = query ? `${whole}${whole.includes('?') ? '&' : '?'}${query}` : whole;
  const target = new URL(signed);
  const { username, password } = target;
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const authorization = username ? `Basic ${Buffer.from(credentials).toString('base64')}` : null;
  target.username = '';
  target.password = '';
  return { url: target, signed, authorization };
}

function formOf(parameters: Parameters): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) for (const one of [value].flat()) form.append(name, one);
  return form.toString();
}

function readable(contentType: string, body: Buffer): string {
  return /^audio\//i.test(contentType) ? `(${body.length} bytes of sound)` : body.toString('utf8').slice(0, 65_536);
}
