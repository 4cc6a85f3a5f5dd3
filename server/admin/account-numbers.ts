import type { Context } from '#server/context.ts';
import { notConnected, readConnection, restByKey } from '#server/twilio/connection.ts';
import { pointsHere, targetOf } from '#server/twilio/number-webhooks.ts';
import type { TwilioRest } from '#server/twilio/rest.ts';
import type { OwnNumber } from '#server/twilio/rest-rows.ts';
import type { AccountNumber } from '#shared/api/admin-api.ts';
import type { E164 } from '#shared/ids.ts';
import { countryOfNumber } from '#shared/phone-number.ts';
import { type Problem, problem } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';

/** The connected account; the Problem is `twilio-not-connected`. */
export async function openAccount(context: Context): Promise<Result<TwilioRest>> {
  const connection = await readConnection(context);
  return connection ? ok(restByKey(context, connection)) : failed(notConnected);
}

/** Every number bought in the account, and where its calls go now. */
export async function accountNumbers(context: Context): Promise<Result<AccountNumber[]>> {
  const rest = await openAccount(context);
  if (!rest.ok) return rest;
  const numbers = await rest.value.numbers();
  if (!numbers.ok) return numbers;
  const nameOf = await applicationNames(rest.value, numbers.value);
  return ok(
    numbers.value.map((own) => ({
      sid: own.sid,
      number: own.number,
      name: own.name,
      country: countryOfNumber(own.number),
      pointsAt: pointsHere(context, own) ? { target: 'here' as const } : targetOf(own.webhooks, nameOf),
    })),
  );
}

/** Asks only where a number leads to an application. Without an answer they go by their ids. */
async function applicationNames(
  rest: TwilioRest,
  numbers: readonly OwnNumber[],
): Promise<(sid: string) => string | undefined> {
  if (!numbers.some(({ webhooks }) => webhooks.voiceApplicationSid)) return () => undefined;
  const names = await rest.applicationNames();
  return (sid) => (names.ok ? names.value.get(sid) : undefined);
}

/** Finds a number among those bought in the account. */
export async function findOwn(rest: TwilioRest, number: E164): Promise<Result<OwnNumber>> {
  const numbers = await rest.numbers();
  if (!numbers.ok) return numbers;
  const own = numbers.value.find((one) => one.number === number);
  return own ? ok(own) : failed(notInAccount(number));
}

export const notInAccount = (number: E164): Problem =>
  problem('number-not-in-account', 'The Twilio account has no such number. Buy it there first.', {
    params: { number },
    field: 'number',
  });
