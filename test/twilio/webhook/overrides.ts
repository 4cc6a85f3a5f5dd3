/** What of a failed request may be tried again: `ct` no connection, `rt` no answer in time, or an HTTP status. */
export type RetryReason = 'ct' | 'rt' | '4xx' | '5xx';

export interface ConnectionLimits {
  connectMs: number;
  readMs: number;
  /** For all attempts together. */
  totalMs: number;
  retries: number;
  retryOn: ReadonlySet<RetryReason>;
}

const REASONS: RetryReason[] = ['ct', 'rt', '4xx', '5xx'];
const EVERY_REASON = 'all';

/**
 * Reads Twilio's connection overrides (docs/usage/webhooks/webhooks-connection-overrides) from a URL's fragment and takes the
 * fragment off: it is neither sent nor signed. A number out of range counts as not given; for a retry policy that is none nothing is sent
 * (docs/api/errors/11243): it is named as `badPolicy`.
 */
export function readOverrides(url: string): { url: string; limits: ConnectionLimits; badPolicy: string | undefined } {
  const [bare = '', fragment = ''] = url.split('#', 2);
  const given = new URLSearchParams(fragment);
  const number = (key: string, least: number, most: number, standard: number) => {
    const value = Number(given.get(key) ?? Number.NaN);
    return Number.isInteger(value) && value >= least && value <= most ? value : standard;
  };
  const policies = (given.get('rp') ?? 'ct').split(',');
  return {
    url: bare,
    badPolicy: policies.find((policy) => ![...REASONS, EVERY_REASON].some((known) => known === policy)),
    limits: {
      connectMs: number('ct', 100, 10_000, 5_000),
      readMs: number('rt', 100, 15_000, 15_000),
      totalMs: number('tt', 100, 15_000, 15_000),
      retries: number('rc', 0, 5, 1),
      retryOn: new Set(REASONS.filter((reason) => policies.includes(reason) || policies.includes(EVERY_REASON))),
    },
  };
}
