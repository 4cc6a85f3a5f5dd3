import { ok, type Result } from '#shared/result.ts';
import type { RestClient } from './rest-client.ts';
import { goneIsFine, nullIfNotFound } from './rest-problem.ts';
import { MOST_ROWS } from './rest-rows.ts';

/** What a TwiML application calls; always by POST. */
export interface ApplicationSettings {
  voiceUrl: string;
  voiceFallbackUrl: string;
  statusCallback: string;
}
const BY_POST = { voiceMethod: 'POST', voiceFallbackMethod: 'POST', statusCallbackMethod: 'POST' } as const;

/** TwiML applications, through which softphones call. */
export const applicationsRest = (rest: RestClient) => ({
  /** The TwiML application that softphones call through. */
  async createApplication(settings: ApplicationSettings & { friendlyName: string }): Promise<Result<string>> {
    const made = await rest.ask((client) => client.applications.create({ ...settings, ...BY_POST }));
    return made.ok ? ok(made.value.sid) : made;
  },

  /** Sets what an application of ours calls; false: Twilio has no such application any more. */
  async updateApplication(sid: string, settings: ApplicationSettings): Promise<Result<boolean>> {
    const updated = await rest.ask((client) =>
      client
        .applications(sid)
        .update({ ...settings, ...BY_POST })
        .catch(nullIfNotFound),
    );
    return updated.ok ? ok(updated.value !== null) : updated;
  },

  /** What an application of ours calls now; null: Twilio has no such application any more. */
  async application(sid: string): Promise<Result<{ voiceUrl: string; voiceMethod: string } | null>> {
    const asked = await rest.ask((client) => client.applications(sid).fetch().catch(nullIfNotFound));
    return asked.ok ? ok(asked.value) : asked;
  },

  /** The account's TwiML applications: their names by their ids; at most a thousand. */
  async applicationNames(): Promise<Result<Map<string, string>>> {
    const listed = await rest.ask((client) => client.applications.list({ limit: MOST_ROWS, pageSize: MOST_ROWS }));
    return listed.ok ? ok(new Map(listed.value.map((row) => [row.sid, row.friendlyName]))) : listed;
  },

  deleteApplication(sid: string): Promise<Result<unknown>> {
    return rest.ask((client) => client.applications(sid).remove().catch(goneIsFine));
  },
});
