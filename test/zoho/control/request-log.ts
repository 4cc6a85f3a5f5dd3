import { createHash } from 'node:crypto';

/** One request as it arrived, and how it was answered. Never holds a token, a code or a secret. */
export interface LoggedRequest {
  /** When it arrived. */
  at: Date;
  /** When its answer was ready, or it was cut off. */
  answeredAt: Date;
  area: 'accounts' | 'api' | 'pages';
  method: string;
  path: string;
  query: Record<string, string>;
  /** Key of the user whose token or session it carried, if it was a good one. */
  user: string | null;
  /** The same for the same access token, and nothing it could be guessed from; null without one. */
  token: string | null;
  status: number;
  /** The fault it met. */
  fault: string | null;
}

const KEPT = 5_000;
const SECRET = /^(code|token|client_secret|refresh_token|access_token|code_verifier)$/;

/** The last 5,000 requests, in the order they were answered. */
export class RequestLog {
  #entries: LoggedRequest[] = [];
  readonly #tell: (line: string) => void;

  constructor(tell: (line: string) => void) {
    this.#tell = tell;
  }

  add(entry: LoggedRequest): void {
    const query = Object.fromEntries(Object.entries(entry.query).map(([k, v]) => [k, SECRET.test(k) ? '…' : v]));
    this.#entries.push({ ...entry, query });
    if (this.#entries.length > KEPT) this.#entries.shift();
    const who = entry.user ? ` (${entry.user})` : '';
    const fault = entry.fault ? ` [${entry.fault}]` : '';
    this.#tell(`${entry.method} ${entry.path}${who} → ${entry.status || 'cut off'}${fault}`);
  }

  /** `path`: only requests whose path contains it; `more`: only those of this user or method. */
  list(path = '', more: { user?: string | undefined; method?: string | undefined } = {}): LoggedRequest[] {
    const { user, method } = more;
    return this.#entries.filter(
      (entry) =>
        entry.path.includes(path) &&
        (user === undefined || entry.user === user) &&
        (method === undefined || entry.method === method),
    );
  }

  clear(): void {
    this.#entries = [];
  }
}

/** What the log calls a token. */
export const tokenTag = (token: string): string => createHash('sha256').update(token).digest('hex').slice(0, 8);
