import type { Config } from '#server/config.ts';
import type { E164 } from '#shared/ids.ts';
import { isE164 } from '#shared/phone-number.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import { type Credentials, RestClient } from './rest-client.ts';
import { closed, isNotFound, suspended, wrongSid, wrongToken } from './rest-problem.ts';
import {
  type CallReport,
  type NumberWebhooks,
  type OwnNumber,
  type RecordingReport,
  recordingOf,
  reportOf,
  webhooksOf,
} from './rest-rows.ts';
import { LONGEST_CALL_SECONDS } from './twiml.ts';

const MOST_ROWS = 1_000;
export const ACCOUNT_SID = /^AC[0-9a-f]{32}$/i;

/** What a TwiML application calls; always by POST. */
export interface ApplicationSettings {
  voiceUrl: string;
  voiceFallbackUrl: string;
  statusCallback: string;
}
const BY_POST = { voiceMethod: 'POST', voiceFallbackMethod: 'POST', statusCallbackMethod: 'POST' } as const;

/** What Sidetone asks of Twilio. Every failure is a Problem in words. */
export class TwilioRest {
  readonly #client: RestClient;

  constructor(config: Pick<Config, 'twilio'>, credentials: Credentials) {
    this.#client = new RestClient(config, credentials);
  }

  /** The account's name, once it is sure that it may be used. Needs the Auth Token. */
  async account(): Promise<Result<{ name: string; trial: boolean }>> {
    const { accountSid, password } = this.#client.credentials;
    if (!ACCOUNT_SID.test(accountSid)) return failed(wrongSid);
    if (!password) return failed(wrongToken);
    const asked = await this.#client.ask(({ api }) => api.v2010.accounts(accountSid).fetch());
    if (!asked.ok)
      return asked.problem.code === 'twilio-refused' && asked.problem.params?.code === 20404 ? failed(wrongSid) : asked;
    const { status, friendlyName, type } = asked.value;
    if (status === 'suspended') return failed(suspended);
    if (status === 'closed') return failed(closed);
    return ok({ name: friendlyName, trial: type === 'Trial' });
  }

  /** A standard API key; its secret is told only here. Needs the Auth Token. */
  async createKey(friendlyName: string): Promise<Result<{ sid: string; secret: string }>> {
    const made = await this.#client.ask((client) => client.newKeys.create({ friendlyName }));
    return made.ok ? ok({ sid: made.value.sid, secret: made.value.secret }) : made;
  }

  /** Needs the Auth Token. One that is gone already is fine. */
  deleteKey(sid: string): Promise<Result<unknown>> {
    return this.#client.ask((client) => client.keys(sid).remove().catch(goneIsFine));
  }

  /** The TwiML application that softphones call through. */
  async createApplication(settings: ApplicationSettings & { friendlyName: string }): Promise<Result<string>> {
    const made = await this.#client.ask((client) => client.applications.create({ ...settings, ...BY_POST }));
    return made.ok ? ok(made.value.sid) : made;
  }

  /** Sets what an application of ours calls; false: Twilio has no such application any more. */
  async updateApplication(sid: string, settings: ApplicationSettings): Promise<Result<boolean>> {
    const updated = await this.#client.ask((client) =>
      client
        .applications(sid)
        .update({ ...settings, ...BY_POST })
        .catch(nullIfNotFound),
    );
    return updated.ok ? ok(updated.value !== null) : updated;
  }

  /** What an application of ours calls now; null: Twilio has no such application any more. */
  async application(sid: string): Promise<Result<{ voiceUrl: string; voiceMethod: string } | null>> {
    const asked = await this.#client.ask((client) => client.applications(sid).fetch().catch(nullIfNotFound));
    return asked.ok ? ok(asked.value) : asked;
  }

  /** The account's TwiML applications: their names by their ids; at most a thousand. */
  async applicationNames(): Promise<Result<Map<string, string>>> {
    const listed = await this.#client.ask((client) =>
      client.applications.list({ limit: MOST_ROWS, pageSize: MOST_ROWS }),
    );
    return listed.ok ? ok(new Map(listed.value.map((row) => [row.sid, row.friendlyName]))) : listed;
  }

  deleteApplication(sid: string): Promise<Result<unknown>> {
    return this.#client.ask((client) => client.applications(sid).remove().catch(goneIsFine));
  }

  /** The account's numbers, at most a thousand. */
  async numbers(): Promise<Result<OwnNumber[]>> {
    const listed = await this.#client.ask((client) =>
      client.incomingPhoneNumbers.list({ limit: MOST_ROWS, pageSize: MOST_ROWS }),
    );
    if (!listed.ok) return listed;
    return ok(
      listed.value.flatMap((row) =>
        isE164(row.phoneNumber)
          ? [{ sid: row.sid, number: row.phoneNumber, name: row.friendlyName ?? '', webhooks: webhooksOf(row) }]
          : [],
      ),
    );
  }

  /** Numbers of others that their owners have let this account show. */
  async verifiedCallerIds(): Promise<Result<{ number: E164; name: string }[]>> {
    const listed = await this.#client.ask((client) =>
      client.outgoingCallerIds.list({ limit: MOST_ROWS, pageSize: MOST_ROWS }),
    );
    if (!listed.ok) return listed;
    return ok(
      listed.value.flatMap((row) =>
        isE164(row.phoneNumber) ? [{ number: row.phoneNumber, name: row.friendlyName ?? '' }] : [],
      ),
    );
  }

  /** Sets a number's voice settings; what is left out stays. */
  setWebhooks(sid: string, webhooks: Partial<NumberWebhooks>): Promise<Result<unknown>> {
    return this.#client.ask((client) => client.incomingPhoneNumbers(sid).update(webhooks));
  }

  /** null: Twilio knows of no such call. */
  async call(sid: string): Promise<Result<CallReport | null>> {
    const asked = await this.#client.ask((client) => client.calls(sid).fetch().catch(nullIfNotFound));
    return asked.ok ? ok(asked.value && reportOf(asked.value)) : asked;
  }

  /** Calls and legs that are not over, as far as Twilio's lists have caught up: one that is missing here may still be alive. */
  async liveCalls(): Promise<Result<Set<string>>> {
    const live = new Set<string>();
    for (const status of ['in-progress', 'ringing'] as const) {
      const listed = await this.#client.ask((client) =>
        client.calls.list({ status, limit: MOST_ROWS, pageSize: MOST_ROWS }),
      );
      if (!listed.ok) return listed;
      for (const { sid } of listed.value) live.add(sid);
    }
    return ok(live);
  }

  /** The legs that a call's Dials have rung. */
  async legsOf(parentSid: string): Promise<Result<CallReport[]>> {
    const asked = await this.#client.ask((client) => client.calls.list({ parentCallSid: parentSid, limit: 100 }));
    return asked.ok ? ok(asked.value.map(reportOf)) : asked;
  }

  /** Twilio's id of the queue of this name; null: there is none. */
  async queue(name: string): Promise<Result<{ sid: string; callers: number } | null>> {
    const listed = await this.#client.ask((client) => client.queues.list({ limit: MOST_ROWS, pageSize: MOST_ROWS }));
    if (!listed.ok) return listed;
    const found = listed.value.find((queue) => queue.friendlyName === name);
    return ok(found ? { sid: found.sid, callers: found.maxSize } : null);
  }

  /** The queue of this name takes so many callers at most; made where there is none yet. Answers Twilio's id of it. */
  async keepQueue(name: string, callers: number): Promise<Result<string>> {
    const found = await this.queue(name);
    if (!found.ok) return found;
    if (found.value?.callers === callers) return ok(found.value.sid);
    const sid = found.value?.sid;
    const kept = await this.#client.ask((client) =>
      sid
        ? client.queues(sid).update({ maxSize: callers })
        : client.queues.create({ friendlyName: name, maxSize: callers }),
    );
    return kept.ok ? ok(kept.value.sid) : kept;
  }

  /** Takes a waiting caller out of the queue, on to what `url` says. False: she does not wait there, or the queue is gone. */
  async takeFromQueue(queueSid: string, callSid: string, url: string): Promise<Result<boolean>> {
    const taken = await this.#client.ask((client) =>
      client.queues(queueSid).members(callSid).update({ url, method: 'POST' }).catch(nullIfNotFound),
    );
    return taken.ok ? ok(taken.value !== null) : taken;
  }

  /** Rings a softphone from this number of ours, or from no phone at all; whoever answers hears what `url` says. `status`: where the end of it is told. */
  async callSoftphone(call: {
    to: string;
    from: E164 | `client:${string}`;
    url: string;
    status: string;
    seconds: number;
  }): Promise<Result<string>> {
    const { to, from, url, status, seconds } = call;
    const made = await this.#client.ask((client) =>
      client.calls.create({
        ...{ to, from, url, method: 'POST', timeout: seconds, timeLimit: LONGEST_CALL_SECONDS },
        ...{ statusCallback: status, statusCallbackMethod: 'POST', statusCallbackEvent: ['completed'] },
      }),
    );
    return made.ok ? ok(made.value.sid) : made;
  }

  /** Deleted ones too, as `gone`, as long as Twilio remembers them (40 days). null: Twilio has no such recording. */
  async recording(sid: string): Promise<Result<RecordingReport | null>> {
    const asked = await this.#client.ask((client) =>
      client.recordings(sid).fetch({ includeSoftDeleted: true }).catch(nullIfNotFound),
    );
    return asked.ok ? ok(asked.value && recordingOf(asked.value)) : asked;
  }

  /** What was recorded of a call, by its parent leg. */
  async recordingsOf(parentSid: string): Promise<Result<RecordingReport[]>> {
    const asked = await this.#client.ask((client) => client.recordings.list({ callSid: parentSid, limit: 20 }));
    return asked.ok ? ok(asked.value.map(recordingOf)) : asked;
  }

  /** What is left on the account, in its currency; null: a subaccount, which has none of its own. */
  async balance(): Promise<Result<{ amount: number; currency: string } | null>> {
    const asked = await this.#client.ask((client) => client.balance.fetch().catch(nullIfNotFound));
    if (!asked.ok) return asked;
    const amount = Number(asked.value?.balance ?? Number.NaN);
    return ok(asked.value && Number.isFinite(amount) ? { amount, currency: asked.value.currency } : null);
  }

  /** Countries (ISO 3166) that the account's geographic permissions let it call. Source: docs/voice/api/dialingpermissions-resources. */
  async permittedCountries(): Promise<Result<Set<string>>> {
    const listed = await this.#client.ask((client) =>
      client.voice.v1.dialingPermissions.countries.list({
        lowRiskNumbersEnabled: true,
        limit: MOST_ROWS,
        pageSize: MOST_ROWS,
      }),
    );
    return listed.ok ? ok(new Set(listed.value.map((row) => row.isoCode))) : listed;
  }

  /** One that is gone already is fine. */
  deleteRecording(sid: string): Promise<Result<unknown>> {
    return this.#client.ask((client) => client.recordings(sid).remove().catch(goneIsFine));
  }

  /** What the account or its key may not do is answered; who asks with an unknown key is refused. */
  async keyWorks(): Promise<Result<boolean>> {
    const asked = await this.#client.ask((client) => client.applications.list({ limit: 1 }));
    if (asked.ok) return ok(true);
    return asked.problem.code === 'twilio-wrong-token' ? ok(false) : asked;
  }
}

/** Nothing to delete is as good as deleted. */
function goneIsFine(thrown: unknown): boolean {
  if (isNotFound(thrown)) return true;
  throw thrown;
}

function nullIfNotFound(thrown: unknown): null {
  if (isNotFound(thrown)) return null;
  throw thrown;
}
