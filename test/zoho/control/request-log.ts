/** One request as it arrived, and how it was answered. Never holds a token, a code or a secret. */
export interface LoggedRequest {
  at: Date;
  area: 'accounts' | 'api' | 'pages';
  method: string;
  path: string;
  query: Record<string, string>;
  /** Key of the user whose token or session it carried, if it was a good one. */
  user: string | null;
  status: number;
  /** The fault it met. */
  fault: string | null;
}

const KEPT = 5_000;
const SECRET = /^(code|token|client_secret|refresh_token|access_token|code_verifier)$/;

/** The last 5,000 requests, oldest first. */
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

  /** `path`: only requests whose path contains it. */
  list(path = ''): LoggedRequest[] {
    return this.#entries.filter((entry) => entry.path.includes(path));
  }

  clear(): void {
    this.#entries = [];
  }
}
