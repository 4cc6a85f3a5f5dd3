import type { Clock } from '#shared/time.ts';

export const FAULT_KINDS = [
  'connection-reset',
  'unavailable',
  'server-error',
  'rate-limited',
  'out-of-credits',
  'limit-reached',
  'token-expired',
  'token-revoked',
  'refused',
  'slow',
  'done-then-error',
  'done-then-reset',
  'done-then-slow',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** Statuses under which Zoho was seen to refuse. */
export const REFUSED_STATUS = [200, 202, 400, 401, 403, 404, 413, 415, 429, 500] as const;

/** Something that goes wrong on purpose. */
export interface Fault {
  kind: FaultKind;
  /** Only requests of this area; default all three. */
  area?: 'accounts' | 'api' | 'pages' | undefined;
  /** Only requests whose path contains this, e.g. '/search'. */
  path?: string | undefined;
  /** Only requests of this method, e.g. 'POST'. */
  method?: string | undefined;
  /** Only requests of this user (by token or session). */
  user?: string | undefined;
  /** How many requests that fit are let through first; default none. */
  after?: number | undefined;
  /** How many requests it meets before it is over; default: until it is taken away. */
  times?: number | undefined;
  /** For how long it is in force, in milliseconds from its beginning; default: until it is taken away. */
  forMs?: number | undefined;
  /** For the slow ones: the delay in milliseconds, default 3,000. */
  ms?: number | undefined;
  /** For 'refused': Zoho's code, default NOT_ALLOWED. */
  code?: string | undefined;
  /** For 'refused': the HTTP status, default 400. With 200 or 202 the refusal stands in `data[0]`. */
  status?: (typeof REFUSED_STATUS)[number] | undefined;
  /** For 'rate-limited' and its like: sent as `Retry-After`. Default: no such header. */
  retryAfterSeconds?: number | undefined;
}

export interface ArmedFault extends Fault {
  id: number;
  /** Requests met so far. */
  met: number;
}

interface Meeting {
  area: 'accounts' | 'api' | 'pages';
  method: string;
  path: string;
  user: string | null;
}

interface Entry {
  fault: ArmedFault;
  endsAt: number;
  /** Requests that fit, but were to be let through. */
  passed: number;
}

/** The faults in force. The oldest that fits a request is the one it meets. */
export class Faults {
  readonly #clock: Clock;
  #entries: Entry[] = [];
  #nextId = 1;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Answers the live entry: its `met` goes on counting. */
  add(fault: Fault): ArmedFault {
    const armed = { ...fault, id: this.#nextId++, met: 0 };
    this.#entries.push({ fault: armed, endsAt: this.#now() + (fault.forMs ?? Number.POSITIVE_INFINITY), passed: 0 });
    return armed;
  }

  /** Without `id`: all of them. False if there was none. */
  remove(id?: number): boolean {
    const before = this.#entries.length;
    this.#entries = id === undefined ? [] : this.#entries.filter(({ fault }) => fault.id !== id);
    return this.#entries.length < before;
  }

  list(): readonly ArmedFault[] {
    return this.#entries.map(({ fault }) => fault);
  }

  /** The fault this request meets, counted. */
  meet(request: Meeting): ArmedFault | undefined {
    for (const entry of this.#entries) {
      if (this.#now() >= entry.endsAt || !fits(entry.fault, request)) continue;
      if (entry.passed < (entry.fault.after ?? 0)) {
        entry.passed += 1;
        continue;
      }
      entry.fault.met += 1;
      return entry.fault;
    }
    return undefined;
  }

  #now(): number {
    return this.#clock.now().getTime();
  }
}

function fits(fault: ArmedFault, { area, method, path, user }: Meeting): boolean {
  return (
    (fault.area === undefined || fault.area === area) &&
    (fault.path === undefined || path.includes(fault.path)) &&
    (fault.method === undefined || fault.method === method) &&
    (fault.user === undefined || fault.user === user) &&
    (fault.times === undefined || fault.met < fault.times)
  );
}
