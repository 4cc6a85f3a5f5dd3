/** An error as Twilio's REST API answers it. */
export class RestError extends Error {
  readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 500 | 501;
  readonly code: number;

  constructor(status: RestError['status'], code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }

  get body() {
    const { code, message, status } = this;
    return { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status };
  }
}

export const notFound = (path: string) => new RestError(404, 20404, `The requested resource ${path} was not found`);

/** A parameter that Twilio has and the local Twilio does not: refused, so that nobody relies on it unknowingly. */
export const unsupported = (what: string) => new RestError(501, 20501, `The local Twilio does not have this: ${what}`);
