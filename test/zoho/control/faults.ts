export const FAULT_KINDS = [
  'connection-reset',
  'unavailable',
  'server-error',
  'rate-limited',
  'out-of-credits',
  'token-expired',
  'token-revoked',
  'slow',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** Something that goes wrong on purpose. */
export interface Fault {
  kind: FaultKind;
  /** Only requests of this area; default all three. */
  area?: 'accounts' | 'api' | 'pages' | undefined;
  /** Only requests whose path contains this, e.g. '/search'. */
  path?: string | undefined;
  /** Only requests of this user (by token or session). */
  user?: string | undefined;
  /** How many requests it meets before it is over; default: until it is taken away. */
  times?: number | undefined;
  /** For 'slow': the delay in milliseconds, default 3,000. */
  ms?: number | undefined;
}

export interface ArmedFault extends Fault {
  id: number;
  /** Requests met so far. */
  met: number;
}

interface Meeting {
  area: 'accounts' | 'api' | 'pages';
  path: string;
  user: string | null;
}

/** The faults in force. The oldest that fits a request is the one it meets. */
export class Faults {
  #armed: ArmedFault[] = [];
  #nextId = 1;

  /** Answers the live entry: its `met` goes on counting. */
  add(fault: Fault): ArmedFault {
    const armed = { ...fault, id: this.#nextId++, met: 0 };
    this.#armed.push(armed);
    return armed;
  }

  /** Without `id`: all of them. False if there was none. */
  remove(id?: number): boolean {
    const before = this.#armed.length;
    this.#armed = id === undefined ? [] : this.#armed.filter((fault) => fault.id !== id);
    return this.#armed.length < before;
  }

  list(): readonly ArmedFault[] {
    return this.#armed;
  }

  /** The fault this request meets, counted. */
  meet({ area, path, user }: Meeting): ArmedFault | undefined {
    const fault = this.#armed.find(
      (f) =>
        (f.area === undefined || f.area === area) &&
        (f.path === undefined || path.includes(f.path)) &&
        (f.user === undefined || f.user === user) &&
        (f.times === undefined || f.met < f.times),
    );
    if (fault) fault.met += 1;
    return fault;
  }
}
