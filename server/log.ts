import { type Clock, systemClock } from '#shared/time.ts';
import { maskText } from './mask.ts';

export { maskNumber } from './mask.ts';

/** Plain values, and under `error` whatever was thrown. Numbers of people go in through `maskNumber`. */
export type Facts = Readonly<Record<string, unknown>>;

/**
 * One line of JSON per event: `time`, `level`, `event`, then the facts. info: one line per change in a call's or an agent's
 * state, with `callId`. Never a full number, a token or note text.
 */
export interface Log {
  info(event: string, facts?: Facts): void;
  warn(event: string, facts?: Facts): void;
  error(event: string, facts?: Facts): void;
  /** The same log with these facts on every line. */
  with(facts: Facts): Log;
}

const SECRET_NAME = /token|secret|password|authori[sz]ation|cookie|note|code_?verifier/i;
const LONGEST_TEXT = 2_000;

/** @param write takes each line, without its line break. Default: standard output. */
export function openLog(
  write: (line: string) => void = (line) => process.stdout.write(`${line}\n`),
  clock: Pick<Clock, 'now'> = systemClock,
): Log {
  return withFacts({});

  function withFacts(always: Facts): Log {
    const say =
      (level: 'info' | 'warn' | 'error') =>
      (event: string, facts: Facts = {}) => {
        const line: Record<string, unknown> = { time: clock.now().toISOString(), level, event };
        for (const [name, value] of Object.entries({ ...always, ...facts })) line[name] = clean(name, value);
        write(JSON.stringify(line));
      };
    return {
      info: say('info'),
      warn: say('warn'),
      error: say('error'),
      with: (facts) => withFacts({ ...always, ...facts }),
    };
  }
}

/** For tests that do not look at the log. */
export const silentLog: Log = openLog(() => undefined);

function clean(name: string, value: unknown): unknown {
  if (SECRET_NAME.test(name)) return value === undefined || value === null ? value : '•••';
  if (typeof value === 'string') return maskText(value).slice(0, LONGEST_TEXT);
  if (value instanceof Error) return describe(value);
  if (Array.isArray(value)) return value.slice(0, 20).map((entry) => clean(name, entry));
  if (name === 'error') return maskText(String(value)).slice(0, LONGEST_TEXT);
  return typeof value === 'object' && value !== null ? '[object]' : value;
}

/** A schema's fault names what it met instead of what it expected: somebody's name, or a secret. */
const withoutValues = (text: string): string => text.replace(/\breceived .*/gi, 'received •••');

/** Stack, then causes: "what happened" of another library often stands only in the cause. */
function describe(error: Error, depth = 0): string {
  const text = error.stack ?? `${error.name}: ${error.message}`;
  const own = maskText(error.name === 'ValiError' ? withoutValues(text) : text).slice(0, LONGEST_TEXT);
  return error.cause instanceof Error && depth < 3 ? `${own}\ncaused by ${describe(error.cause, depth + 1)}` : own;
}
