import type { E164 } from '#shared/ids.ts';
import { isE164 } from '#shared/phone-number.ts';
import { ok, type Result } from '#shared/result.ts';
import type { RestClient } from './rest-client.ts';
import { MOST_ROWS, type NumberWebhooks, type OwnNumber, webhooksOf } from './rest-rows.ts';

/** Numbers that the account has, or may show. */
export const numbersRest = (rest: RestClient) => ({
  /** The account's numbers, at most a thousand. */
  async numbers(): Promise<Result<OwnNumber[]>> {
    const listed = await rest.ask((client) =>
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
  },

  /** Numbers of others that their owners have let this account show. */
  async verifiedCallerIds(): Promise<Result<{ number: E164; name: string }[]>> {
    const listed = await rest.ask((client) => client.outgoingCallerIds.list({ limit: MOST_ROWS, pageSize: MOST_ROWS }));
    if (!listed.ok) return listed;
    return ok(
      listed.value.flatMap((row) =>
        isE164(row.phoneNumber) ? [{ number: row.phoneNumber, name: row.friendlyName ?? '' }] : [],
      ),
    );
  },

  /** Sets a number's voice settings; what is left out stays. */
  setWebhooks(sid: string, webhooks: Partial<NumberWebhooks>): Promise<Result<unknown>> {
    return rest.ask((client) => client.incomingPhoneNumbers(sid).update(webhooks));
  },
});
