import type { Twilio } from 'twilio';
import type { Config } from '#server/config.ts';
import type { TwilioRegion } from '#shared/api/admin-api.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import { restProblem } from './rest-problem.ts';

/** Who asks: an API key (`SK…`, its secret), or the account itself (its SID, the Auth Token), which alone may manage keys. */
export interface Credentials {
  accountSid: string;
  username: string;
  password: string;
  region: TwilioRegion;
}

const TIMEOUT_MS = 10_000;
/** Data centres' own edges; the SDK's `roaming` is for browsers. */
export const EDGE_OF_REGION = { us1: '', ie1: 'dublin', au1: 'sydney' } as const;

/** The only part that opens Twilio's REST client: the package is loaded at the first request. */
export class RestClient {
  readonly credentials: Credentials;
  readonly #config: Pick<Config, 'twilio'>;
  #client: Promise<Twilio> | undefined;

  constructor(config: Pick<Config, 'twilio'>, credentials: Credentials) {
    this.#config = config;
    this.credentials = credentials;
  }

  /** Asks something; what Twilio refuses, and its silence, are Problems. */
  async ask<T>(request: (client: Twilio) => Promise<T>): Promise<Result<T>> {
    try {
      this.#client ??= this.#open();
      return ok(await request(await this.#client));
    } catch (thrown) {
      const problem = restProblem(thrown);
      if (!problem) throw thrown;
      return failed(problem);
    }
  }

  async #open(): Promise<Twilio> {
    const { default: twilio } = await import('twilio');
    const { accountSid, username, password, region } = this.credentials;
    const { baseUrl } = this.#config.twilio;
    const abroad = region !== 'us1' && !baseUrl;
    const client = twilio(username, password, {
      accountSid,
      timeout: TIMEOUT_MS,
      autoRetry: true,
      maxRetries: 2,
      // Set even where empty: the package would read them from the environment.
      region: abroad ? region : '',
      edge: abroad ? EDGE_OF_REGION[region] : '',
    });
    if (baseUrl) for (const domain of [client.api, client.voice]) domain.baseUrl = baseUrl;
    return client;
  }
}
