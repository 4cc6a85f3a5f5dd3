import { ok, type Result } from '#shared/result.ts';
import type { RestClient } from './rest-client.ts';
import type { Outcome } from './rest-outcome.ts';

/** A conference that is not over. `started`: somebody who may begin it is in it. */
export interface LiveConference {
  sid: string;
  started: boolean;
}

/** Conferences. Nobody makes them: they are there once somebody joins. Source: docs/voice/api/conference-resource. */
export const conferencesRest = (rest: RestClient) => ({
  /** The one of this name that is not over, as far as Twilio's lists have caught up; null: none. Names come again, ids don't. */
  async liveConference(name: string): Promise<Result<LiveConference | null>> {
    for (const status of ['in-progress', 'init'] as const) {
      const listed = await rest.ask((client) => client.conferences.list({ friendlyName: name, status, limit: 1 }));
      if (!listed.ok) return listed;
      const [found] = listed.value;
      if (found) return ok({ sid: found.sid, started: status === 'in-progress' });
    }
    return ok(null);
  },

  /** Everybody in it hears what `url` says. */
  announceTo(sid: string, url: string): Promise<Outcome> {
    return rest.tell((client) => client.conferences(sid).update({ announceUrl: url, announceMethod: 'POST' }));
  },

  /** Sends everybody out of it, each on to what comes after the conference for her. */
  endConference(sid: string): Promise<Outcome> {
    return rest.tell((client) => client.conferences(sid).update({ status: 'completed' }));
  },
});
