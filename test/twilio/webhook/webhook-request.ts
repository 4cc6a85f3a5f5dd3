import type { ErrorCode } from '#test/twilio/account/error-catalogue.ts';
import type { Method } from '#test/twilio/account/resources.ts';
import type { CookieJar } from './cookies.ts';
import type { Parameters } from './signature.ts';
import type { TimelineEntry, WebhookKind } from './timeline.ts';

/** The call a webhook is about: Twilio keeps cookies and a log for each. */
export interface WebhookSubject {
  readonly sid: string;
  readonly cookies: CookieJar;
  readonly timeline: TimelineEntry[];
}

export interface WebhookRequest {
  kind: WebhookKind;
  subject: WebhookSubject;
  /** As configured, connection overrides included. */
  url: string;
  method: Method;
  parameters: Parameters;
  /** A longer answer is cut off, and says so. */
  maxBytes: number;
}

export type WebhookReply =
  | {
      ok: true;
      /** Where the answer came from, after redirects. */
      url: string;
      status: number;
      contentType: string;
      body: Buffer;
      tooLarge: boolean;
      location: string | null;
    }
  | { ok: false; code: ErrorCode; why: string; url: string };

/** Does anybody wait for the reply? Not for a status callback's. */
export function isStatusCallback(kind: WebhookKind): boolean {
  return ['call-status', 'leg-status', 'recording-status', 'conference-status', 'partial-result'].includes(kind);
}
