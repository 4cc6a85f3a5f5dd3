import type { Outcome } from './rest-outcome.ts';

/** What the ledger keeps of it. */
export interface Told {
  result: 'done' | 'gone' | 'refused' | 'unknown';
  /** Of what was made (a leg, a recording), or where something was changed (a room). */
  sid: string | null;
  /** Twilio's code, where it refused. */
  code: number | null;
}

/** A label that is taken: who is asked in is there, or on the way. https://www.twilio.com/docs/api/errors/16026 (16025 is TwiML’s) */
const LABEL_TAKEN = 16026;

/** As the ledger keeps it. What may be told again a moment later is as good as unknown: it is looked at, and told again. */
export function toldOf<T>(outcome: Outcome<T>, sidOf: (value: T) => string | null = () => null): Told {
  switch (outcome.is) {
    case 'done':
      return { result: 'done', sid: sidOf(outcome.value), code: null };
    case 'gone':
      return { result: 'gone', sid: null, code: null };
    default: {
      const given = outcome.problem.params?.code;
      const code = typeof given === 'number' ? given : null;
      if (code === LABEL_TAKEN) return { result: 'done', sid: null, code };
      return { result: outcome.is === 'unknown' || outcome.problem.retry ? 'unknown' : 'refused', sid: null, code };
    }
  }
}
