import { randomUUID } from 'node:crypto';
import type { Clock } from '#shared/time.ts';
import type { Account } from '#test/twilio/account/account.ts';
import { Chaos } from './chaos.ts';
import { Sender } from './sender.ts';
import { isStatusCallback, type WebhookReply, type WebhookRequest } from './webhook-request.ts';

const MAX_REDIRECTS = 10;

/** Sends the account's webhooks: signed, within Twilio's limits, with retries, redirects, cookies and, if asked for, faults. */
export class Webhooks {
  readonly chaos = new Chaos();
  readonly #clock: Clock;
  readonly #life = new AbortController();
  readonly #sender: Sender;
  /** By call: lets a status callback go that waits for another to overtake it. */
  readonly #held = new Map<string, () => void>();

  constructor(account: Account, clock: Clock) {
    this.#clock = clock;
    this.#sender = new Sender(account, clock, this.#life.signal);
  }

  /** How many requests wait for their answer; `youngerThanMs`: of those sent so recently, in real time. */
  underWay(youngerThanMs?: number): number {
    return this.#sender.underWay(youngerThanMs);
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
      const target = reply.ok && reply.status >= 300 && reply.status < 400 ? reply.location : null;
      if (!target) return reply;
      if (!URL.canParse(target, reply.url)) return { ok: false, code: '11216', why: `redirected to ${target}`, url };
      // A redirected request is a plain GET: the form is not sent again (cases A19).
      url = new URL(target, reply.url).href;
      method = 'GET';
      parameters = {};
    }
    return { ok: false, code: '11215', why: `more than ${MAX_REDIRECTS} redirects`, url };
  }

  async #sendWithFaults(request: WebhookRequest): Promise<WebhookReply> {
    const fault = this.chaos.draw(request.kind);
    const sending = { idempotencyToken: randomUUID(), chaos: fault?.what ?? null };
    const go = () => this.#sender.send(request, sending);
    switch (fault?.what) {
      case 'drop':
        this.#sender.note(request, sending, 1, '').outcome = { kind: 'never-sent' };
        return { ok: false, code: '11200', why: 'dropped on the way', url: request.url };
      case 'delay':
        return this.#later(request, this.#pass(fault.delayMs), go);
      case 'reorder':
        return this.#later(request, this.#hold(request.subject.sid, fault.delayMs), go);
      case 'duplicate':
        return sentOften(go, fault.copies);
      case 'replay':
        return go().finally(() => this.#clock.after(fault.delayMs, () => void go(), this.#life.signal));
      default: {
        const reply = await go();
        if (isStatusCallback(request.kind)) this.#held.get(request.subject.sid)?.();
        return reply;
      }
    }
  }

  /** Nobody waits for a status callback's reply, and the next one must be able to overtake it. */
  async #later(request: WebhookRequest, wait: Promise<void>, go: () => Promise<WebhookReply>): Promise<WebhookReply> {
    const sent = wait.then(go);
    return isStatusCallback(request.kind) ? { ok: false, code: '11200', why: 'held back', url: request.url } : sent;
  }

  #pass(ms: number): Promise<void> {
    return new Promise((resolve) => this.#clock.after(ms, resolve, this.#life.signal));
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
}

/** The first one's answer is what counts. */
async function sentOften(go: () => Promise<WebhookReply>, copies: number): Promise<WebhookReply> {
  const first = go();
  await Promise.all([first, ...Array.from({ length: copies - 1 }, go)]);
  return first;
}
