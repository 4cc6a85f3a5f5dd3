import type { Twilio } from 'twilio';
import type { Config } from '#server/config.ts';
import type { TwilioRegion } from '#shared/api/admin-api.ts';
import type { E164 } from '#shared/ids.ts';
import { isE164 } from '#shared/phone-number.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import { closed, isNotFound, restProblem, suspended, wrongSid, wrongToken } from './rest-problem.ts';
import {
  type CallReport,
  type NumberWebhooks,
  type OwnNumber,
  type RecordingReport,
  recordingOf,
  reportOf,
  webhooksOf,
} from './rest-rows.ts';

/** Who asks: an API key (`SK…`, its secret), or the account itself (its SID, the Auth Token), which alone may manage keys. */
export interface Credentials {
  accountSid: string;
  username: string;
  password: string;
  region: TwilioRegion;
}

const TIMEOUT_MS = 10_000;
const MOST_ROWS = 1_000;
/** Data centres' own edges; the SDK's `roaming` is for browsers. */
export const EDGE_OF_REGION = { us1: '', ie1: 'dublin', au1: 'sydney' } as const;
export const ACCOUNT_SID = /^AC[0-9a-f]{32}$/i;

/** The only part that knows Twilio's REST client. Every failure is a Problem in words; the package is loaded at the first request. */
export class TwilioRest {
  readonly #config: Pick<Config, 'twilio'>;
  readonly #credentials: Credentials;
  #client: Promise<Twilio> | undefined;

  constructor(config: Pick<Config, 'twilio'>, credentials: Credentials) {
    this.#config = config;
    this.#credentials = credentials;
  }

  /** The account's name, once it is sure that it may be used. Needs the Auth Token. */
  async account(): Promise<Result<{ name: string; trial: boolean }>> {
    const { accountSid } = this.#credentials;
    if (!ACCOUNT_SID.test(accountSid)) return failed(wrongSid);
    if (!this.#credentials.password) return failed(wrongToken);
    const asked = await this.#ask(({ api }) => api.v2010.accounts(accountSid).fetch());
    if (!asked.ok)
      return asked.problem.code === 'twilio-refused' && asked.problem.params?.code === 20404 ? failed(wrongSid) : asked;
    const { status, friendlyName, type } = asked.value;
    if (status === 'suspended') return failed(suspended);
    if (status === 'closed') return failed(closed);
    return ok({ name: friendlyName, trial: type === 'Trial' });
  }

  /** A standard API key; its secret is told only here. Needs the Auth Token. */
  async createKey(friendlyName: string): Promise<Result<{ sid: string; secret: string }>> {
    const made = await this.#ask((client) => client.newKeys.create({ friendlyName }));
    return made.ok ? ok({ sid: made.value.sid, secret: made.value.secret }) : made;
  }

  /** Needs the Auth Token. One that is gone already is fine. */
  deleteKey(sid: string): Promise<Result<unknown>> {
    return this.#ask((client) => client.keys(sid).remove().catch(goneIsFine));
  }

  /** The TwiML application that softphones call through. */
  async createApplication(settings: {
    friendlyName: string;
    voiceUrl: string;
    statusCallback: string;
  }): Promise<Result<string>> {
    const made = await this.#ask((client) =>
      client.applications.create({ ...settings, voiceMethod: 'POST', statusCallbackMethod: 'POST' }),
    );
    return made.ok ? ok(made.value.sid) : made;
  }

  /** Sets what an application of ours calls; false: Twilio has no such application any more. */
  async updateApplication(
    sid: string,
    settings: { voiceUrl: string; statusCallback: string },
  ): Promise<Result<boolean>> {
    const updated = await this.#ask((client) =>
      client
        .applications(sid)
        .update({ ...settings, voiceMethod: 'POST', statusCallbackMethod: 'POST' })
        .catch(nullIfNotFound),
    );
    return updated.ok ? ok(updated.value !== null) : updated;
  }

  deleteApplication(sid: string): Promise<Result<unknown>> {
    return this.#ask((client) => client.applications(sid).remove().catch(goneIsFine));
  }

  /** The account's numbers, at most a thousand. */
  async numbers(): Promise<Result<OwnNumber[]>> {
    const listed = await this.#ask((client) =>
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
  async verifiedCallerIds(): Promise<Result<E164[]>> {
    const listed = await this.#ask((client) =>
      client.outgoingCallerIds.list({ limit: MOST_ROWS, pageSize: MOST_ROWS }),
    );
    return listed.ok ? ok(listed.value.map((row) => row.phoneNumber).filter(isE164)) : listed;
  }

  /** Sets a number's voice settings; what is left out stays. */
  setWebhooks(sid: string, webhooks: Partial<NumberWebhooks>): Promise<Result<unknown>> {
    return this.#ask((client) => client.incomingPhoneNumbers(sid).update(webhooks));
  }

  /** null: Twilio knows of no such call. */
  async call(sid: string): Promise<Result<CallReport | null>> {
    const asked = await this.#ask((client) => client.calls(sid).fetch().catch(nullIfNotFound));
    return asked.ok ? ok(asked.value && reportOf(asked.value)) : asked;
  }

  /** Calls and legs that are not over, as far as Twilio's lists have caught up: one that is missing here may still be alive. */
  async liveCalls(): Promise<Result<Set<string>>> {
    const live = new Set<string>();
    for (const status of ['in-progress', 'ringing'] as const) {
      const listed = await this.#ask((client) => client.calls.list({ status, limit: MOST_ROWS, pageSize: MOST_ROWS }));
      if (!listed.ok) return listed;
      for (const { sid } of listed.value) live.add(sid);
    }
    return ok(live);
  }

  /** The legs that a call's Dials have rung. */
  async legsOf(parentSid: string): Promise<Result<CallReport[]>> {
    const asked = await this.#ask((client) => client.calls.list({ parentCallSid: parentSid, limit: 100 }));
    return asked.ok ? ok(asked.value.map(reportOf)) : asked;
  }

  /** Deleted ones too, as `gone`, as long as Twilio remembers them (40 days). null: Twilio has no such recording. */
  async recording(sid: string): Promise<Result<RecordingReport | null>> {
    const asked = await this.#ask((client) =>
      client.recordings(sid).fetch({ includeSoftDeleted: true }).catch(nullIfNotFound),
    );
    return asked.ok ? ok(asked.value && recordingOf(asked.value)) : asked;
  }

  /** What was recorded of a call, by its parent leg. */
  async recordingsOf(parentSid: string): Promise<Result<RecordingReport[]>> {
    const asked = await this.#ask((client) => client.recordings.list({ callSid: parentSid, limit: 20 }));
    return asked.ok ? ok(asked.value.map(recordingOf)) : asked;
  }

  /** What the account or its key may not do is answered; who asks with an unknown key is refused. */
  async keyWorks(): Promise<Result<boolean>> {
    const asked = await this.#ask((client) => client.applications.list({ limit: 1 }));
    if (asked.ok) return ok(true);
    return asked.problem.code === 'twilio-wrong-token' ? ok(false) : asked;
  }

  async #ask<T>(request: (client: Twilio) => Promise<T>): Promise<Result<T>> {
    try {
      this.#client ??= this.#open();
      return ok(await request(await this.#client));
    } catch (thrown) {
      const problem = restProblem(thrown);
      if (!problem) throw thrown;
      return failed(problem);
    }
  }

  async #open(): Promise<Twilio> {
    const { default: twilio } = await import('twilio');
    const { accountSid, username, password, region } = this.#credentials;
    const { baseUrl } = this.#config.twilio;
    const abroad = region !== 'us1' && !baseUrl;
    const client = twilio(username, password, {
      accountSid,
      timeout: TIMEOUT_MS,
      autoRetry: true,
      maxRetries: 2,
      // Set even where empty: the package would read them from the environment.
      region: abroad ? region : '',
      edge: abroad ? EDGE_OF_REGION[region] : '',
    });
    if (baseUrl) client.api.baseUrl = baseUrl;
    return client;
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
