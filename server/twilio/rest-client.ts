import type { Twilio } from 'twilio';
import type { Config } from '#server/config.ts';
import type { Context } from '#server/context.ts';
import { NetworkTime } from '#server/network-time.ts';
import type { TwilioRegion } from '#shared/api/admin-api.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import type { Clock } from '#shared/time.ts';
import { type Outcome, outcomeOf } from './rest-outcome.ts';
import { restProblem } from './rest-problem.ts';

/** Who asks: an API key (`SK…`, its secret), or the account itself (its SID, the Auth Token), which alone may manage keys. */
export interface Credentials {
  accountSid: string;
  username: string;
  password: string;
  region: TwilioRegion;
}

/** What a request needs of the server. */
export type AskingParts = Pick<Context, 'clock'> & { config: Pick<Config, 'twilio'> };

/** Of silence. */
const TIMEOUT_MS = 10_000;
/** Of a try, to the last byte of its answer: no webhook of Twilio's that waits for it waits longer. */
const LIMIT_MS = 15_000;
/** Of what Twilio was too busy for (429): after at most 0.2, 0.4 and 0.8 s, each shortened at random. */
const RETRIES = 3;
/** Data centres' own edges; the SDK's `roaming` is for browsers. */
export const EDGE_OF_REGION = { us1: '', ie1: 'dublin', au1: 'sydney' } as const;

/** An account has its key and its token; another one is connected once in a blue moon. */
const MOST_KEPT = 4;
/** The package's clients, each with its open connections: a new one for every request would shake hands with Twilio each time. */
const keptBy = new WeakMap<Clock, Map<string, Promise<Twilio>>>();

/** The only part that opens Twilio's REST client: the package is loaded at the first request. */
export class RestClient {
  readonly credentials: Credentials;
  readonly #context: AskingParts;

  constructor(context: AskingParts, credentials: Credentials) {
    this.#context = context;
    this.credentials = credentials;
  }

  /** Asks something; what Twilio refuses, and its silence, are Problems. */
  async ask<T>(request: (client: Twilio) => Promise<T>): Promise<Result<T>> {
    try {
      return ok(await request(await this.#client()));
    } catch (thrown) {
      const problem = restProblem(thrown);
      if (!problem) throw thrown;
      return failed(problem);
    }
  }

  /** Has something done to a live call: whether it is done, can't be, was refused, or may have happened. */
  async tell<T>(request: (client: Twilio) => Promise<T>): Promise<Outcome<T>> {
    try {
      return { is: 'done', value: await request(await this.#client()) };
    } catch (thrown) {
      const outcome = outcomeOf(thrown);
      if (!outcome) throw thrown;
      return outcome;
    }
  }

  #client(): Promise<Twilio> {
    const { clock, config } = this.#context;
    const kept = keptBy.get(clock) ?? new Map<string, Promise<Twilio>>();
    keptBy.set(clock, kept);
    const key = JSON.stringify([config.twilio.baseUrl, this.credentials]);
    const known = kept.get(key);
    if (known) return known;
    for (const oldest of kept.keys()) if (kept.size >= MOST_KEPT) kept.delete(oldest);
    const opened = this.#open();
    kept.set(key, opened);
    opened.catch(() => kept.delete(key));
    return opened;
  }

  async #open(): Promise<Twilio> {
    const { default: twilio } = await import('twilio');
    const { accountSid, username, password, region } = this.credentials;
    const { baseUrl } = this.#context.config.twilio;
    const abroad = region !== 'us1' && !baseUrl;
    const client = twilio(username, password, {
      accountSid,
      httpClient: await timedClient(this.#context.clock),
      // Set even where empty: the package would read them from the environment.
      region: abroad ? region : '',
      edge: abroad ? EDGE_OF_REGION[region] : '',
    });
    if (baseUrl) for (const domain of [client.api, client.voice]) domain.baseUrl = baseUrl;
    return client;
  }
}

/** What carries the requests; what its answers say of the time puts the Clock right. */
async function timedClient(clock: Clock) {
  const { default: RequestClient } = await import('twilio/lib/base/RequestClient.js');
  class TimedClient extends RequestClient {
    override request<T>(options: Parameters<typeof RequestClient.prototype.request<T>>[0]) {
      const ask = async () => {
        const response = await super.request<T>(options);
        if (!isTwilios(response)) throw new NoAnswerOfTwilios(response.statusCode);
        return response;
      };
      return clock instanceof NetworkTime ? clock.during(ask, ({ headers }) => dateIn(headers)) : ask();
    }
  }
  const client = new TimedClient({ timeout: TIMEOUT_MS, autoRetry: true, maxRetries: RETRIES });
  client.axios.interceptors.request.use((request) => ({ ...request, signal: AbortSignal.timeout(LIMIT_MS) }));
  return client;
}

/** What proxies and sign-in pages of networks answer in Twilio's place: a success, or a 404, that says nothing of what was asked for. */
class NoAnswerOfTwilios extends Error {
  readonly code = 'NO_ANSWER_OF_TWILIOS';

  constructor(status: number) {
    super(`an answer with status ${status} that is not Twilio's`);
  }
}

/**
 * Whatever succeeds shows its resource, but for what is deleted (204). What is gone is taken for gone for good, so it has to be Twilio who
 * says so, with its code; other refusals need no body.
 */
function isTwilios({ statusCode, body }: { statusCode: number; body: unknown }): boolean {
  const said = typeof body === 'object' && body !== null ? Object.keys(body) : [];
  if (statusCode === 404) return said.includes('code');
  if (statusCode >= 400 || statusCode === 204) return true;
  return statusCode < 300 && said.length > 0;
}

const dateIn = (headers: unknown): string | undefined =>
  typeof headers === 'object' && headers !== null && 'date' in headers ? String(headers.date) : undefined;
