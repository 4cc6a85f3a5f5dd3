import { isFinal } from '#server/calls/call-event.ts';
import type { E164 } from '#shared/ids.ts';
import { isE164 } from '#shared/phone-number.ts';
import { ok, type Result } from '#shared/result.ts';
import { callerOf } from './caller-of.ts';
import type { RestClient } from './rest-client.ts';
import { nullIfNotFound } from './rest-problem.ts';
import { type ArrivedCall, type CallReport, MOST_ROWS, reportOf } from './rest-rows.ts';
import { LONGEST_CALL_SECONDS } from './twiml.ts';

/** Calls and their legs: what is known of them, and new ones. */
export const callsRest = (rest: RestClient) => ({
  /** null: Twilio knows of no such call. */
  async call(sid: string): Promise<Result<CallReport | null>> {
    const asked = await rest.ask((client) => client.calls(sid).fetch().catch(nullIfNotFound));
    return asked.ok ? ok(asked.value && reportOf(asked.value)) : asked;
  },

  /** Calls and legs that are not over, as far as Twilio's lists have caught up: one that is missing here may still be alive. */
  async liveCalls(): Promise<Result<Set<string>>> {
    const live = new Set<string>();
    for (const status of ['in-progress', 'ringing'] as const) {
      const listed = await rest.ask((client) => client.calls.list({ status, limit: MOST_ROWS, pageSize: MOST_ROWS }));
      if (!listed.ok) return listed;
      for (const { sid } of listed.value) live.add(sid);
    }
    return ok(live);
  },

  /** The newest calls from outside since then, at most a thousand with their legs. */
  async arrivedSince(since: Date): Promise<Result<ArrivedCall[]>> {
    const listed = await rest.ask((client) =>
      client.calls.list({ startTimeAfter: since, limit: MOST_ROWS, pageSize: MOST_ROWS }),
    );
    if (!listed.ok) return listed;
    return ok(
      listed.value.flatMap((row): ArrivedCall[] => {
        const { direction, from, parentCallSid, startTime, to } = row;
        if (direction !== 'inbound' || parentCallSid || !isE164(to) || !startTime || startTime < since) return [];
        const report = reportOf(row);
        const endedAt = report.endedAt ?? (report.status && isFinal(report.status) ? startTime : null);
        return [{ ...report, endedAt, line: to, from: callerOf(from), startedAt: startTime }];
      }),
    );
  },

  /** The legs that a call's Dials have rung. */
  async legsOf(parentSid: string): Promise<Result<CallReport[]>> {
    const asked = await rest.ask((client) => client.calls.list({ parentCallSid: parentSid, limit: 100 }));
    return asked.ok ? ok(asked.value.map(reportOf)) : asked;
  },

  /** Rings a softphone from this number of ours, or from no phone at all; whoever answers hears what `url` says. `status`: where the end of it is told. */
  async callSoftphone(call: {
    to: string;
    from: E164 | `client:${string}`;
    url: string;
    status: string;
    seconds: number;
  }): Promise<Result<string>> {
    const { to, from, url, status, seconds } = call;
    const made = await rest.ask((client) =>
      client.calls.create({
        ...{ to, from, url, method: 'POST', timeout: seconds, timeLimit: LONGEST_CALL_SECONDS },
        ...{ statusCallback: status, statusCallbackMethod: 'POST', statusCallbackEvent: ['completed'] },
      }),
    );
    return made.ok ? ok(made.value.sid) : made;
  },
});
