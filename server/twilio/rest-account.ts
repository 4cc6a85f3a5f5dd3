import { failed, ok, type Result } from '#shared/result.ts';
import type { RestClient } from './rest-client.ts';
import { closed, goneIsFine, nullIfNotFound, suspended, wrongSid, wrongToken } from './rest-problem.ts';
import { MOST_ROWS } from './rest-rows.ts';

const ACCOUNT_SID = /^AC[0-9a-f]{32}$/i;

/** The account, its keys, and what it may do. */
export const accountRest = (rest: RestClient) => ({
  /** The account's name, once it is sure that it may be used. Needs the Auth Token. */
  async account(): Promise<Result<{ name: string; trial: boolean }>> {
    const { accountSid, password } = rest.credentials;
    if (!ACCOUNT_SID.test(accountSid)) return failed(wrongSid);
    if (!password) return failed(wrongToken);
    const asked = await rest.ask(({ api }) => api.v2010.accounts(accountSid).fetch());
    if (!asked.ok)
      return asked.problem.code === 'twilio-refused' && asked.problem.params?.code === 20404 ? failed(wrongSid) : asked;
    const { status, friendlyName, type } = asked.value;
    if (status === 'suspended') return failed(suspended);
    if (status === 'closed') return failed(closed);
    return ok({ name: friendlyName, trial: type === 'Trial' });
  },

  /** A standard API key; its secret is told only here. Needs the Auth Token. */
  async createKey(friendlyName: string): Promise<Result<{ sid: string; secret: string }>> {
    const made = await rest.ask((client) => client.newKeys.create({ friendlyName }));
    return made.ok ? ok({ sid: made.value.sid, secret: made.value.secret }) : made;
  },

  /** Needs the Auth Token. One that is gone already is fine. */
  deleteKey(sid: string): Promise<Result<unknown>> {
    return rest.ask((client) => client.keys(sid).remove().catch(goneIsFine));
  },

  /** What the account or its key may not do is answered; who asks with an unknown key is refused. */
  async keyWorks(): Promise<Result<boolean>> {
    const asked = await rest.ask((client) => client.applications.list({ limit: 1 }));
    if (asked.ok) return ok(true);
    return asked.problem.code === 'twilio-wrong-token' ? ok(false) : asked;
  },

  /** What is left on the account, in its currency; null: a subaccount, which has none of its own. */
  async balance(): Promise<Result<{ amount: number; currency: string } | null>> {
    const asked = await rest.ask((client) => client.balance.fetch().catch(nullIfNotFound));
    if (!asked.ok) return asked;
    const amount = Number(asked.value?.balance ?? Number.NaN);
    return ok(asked.value && Number.isFinite(amount) ? { amount, currency: asked.value.currency } : null);
  },

  /** Countries (ISO 3166) that the account's geographic permissions let it call. Source: docs/voice/api/dialingpermissions-resources. */
  async permittedCountries(): Promise<Result<Set<string>>> {
    const listed = await rest.ask((client) =>
      client.voice.v1.dialingPermissions.countries.list({
        lowRiskNumbersEnabled: true,
        limit: MOST_ROWS,
        pageSize: MOST_ROWS,
      }),
    );
    return listed.ok ? ok(new Set(listed.value.map((row) => row.isoCode))) : listed;
  },
});
