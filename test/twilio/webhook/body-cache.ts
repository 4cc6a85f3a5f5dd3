import type { HttpAnswer } from './http-exchange.ts';

type Answered = Extract<HttpAnswer, { ok: true }>;
interface Body {
  status: number;
  contentType: string;
  body: Buffer;
}

/** Bodies of GET requests, kept by ETag or Last-Modified and asked for conditionally; POST never (docs/voice/twiml). */
export class BodyCache {
  readonly #kept = new Map<string, { validators: Record<string, string>; contentType: string; body: Buffer }>();

  /** The headers that ask whether a kept body has changed. */
  validatorsFor(url: string): Record<string, string> {
    return this.#kept.get(url)?.validators ?? {};
  }

  /** The body of an answer, or the kept one that it stands for. */
  through(url: string, answer: Answered): Body {
    const { status, body, headers } = answer;
    const kept = this.#kept.get(url);
    if (status === 304 && kept) return { status: 200, contentType: kept.contentType, body: kept.body };
    const contentType = headers['content-type'] ?? '';
    const validators: Record<string, string> = {};
    if (headers.etag) validators['if-none-match'] = headers.etag;
    if (headers['last-modified']) validators['if-modified-since'] = headers['last-modified'];
    const isKept = status === 200 && !answer.tooLarge && Object.keys(validators).length > 0;
    if (isKept) this.#kept.set(url, { validators, contentType, body });
    return { status, contentType, body };
  }
}
