import type { ErrorCode } from '#test/twilio/account/error-catalogue.ts';

/** An error that ends a document: the fallback URL is asked, or the caller hears the application error. */
export class Fault extends Error {
  readonly code: ErrorCode;
  /** The URL that failed, for the fallback's `ErrorUrl`; absent: the document's own. */
  readonly url: string | undefined;

  constructor(code: ErrorCode, detail: string, url?: string) {
    super(detail);
    this.code = code;
    this.url = url;
  }
}
