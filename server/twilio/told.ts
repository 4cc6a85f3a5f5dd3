import type { Problem } from '#shared/problem.ts';
import type { RestClient } from './rest-client.ts';

/**
 * What came of telling Twilio something. `gone`: there is no such leg, room or recording (any more). `unknown`: no answer, or none that
 * says: it may have been done.
 */
export interface Told {
  result: 'done' | 'gone' | 'refused' | 'unknown';
  /** Of what was made: a leg, a recording. */
  sid: string | null;
  /** Twilio's code, where it refused. */
  code: number | null;
}

/** 20404 not found, 21220 the call is not in progress (any more), 21223 nor to be cancelled. https://www.twilio.com/docs/api/errors */
const GONE_CODES: readonly number[] = [20404, 21220, 21223];

type Client = Parameters<Parameters<RestClient['ask']>[0]>[0];

/** Tells Twilio to do something. @param request answers the id of what was made. */
export async function tell(client: RestClient, request: (client: Client) => Promise<unknown>): Promise<Told> {
  const asked = await client.ask(request);
  if (asked.ok) return { result: 'done', sid: typeof asked.value === 'string' ? asked.value : null, code: null };
  const code = codeOf(asked.problem);
  if (asked.problem.retry) return { result: 'unknown', sid: null, code };
  return { result: code !== null && GONE_CODES.includes(code) ? 'gone' : 'refused', sid: null, code };
}

function codeOf({ params }: Problem): number | null {
  const code = params?.code;
  return typeof code === 'number' ? code : null;
}
