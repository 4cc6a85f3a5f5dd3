import { isSpanishMobile } from '#server/calls/policy/spanish-mobile.ts';
import type { Context } from '#server/context.ts';
import type { TwilioRest } from '#server/twilio/rest.ts';
import type { CallerId } from '#shared/api/team-api.ts';
import { cleanText } from '#shared/clean-text.ts';
import type { E164 } from '#shared/ids.ts';
import { ok, type Result } from '#shared/result.ts';
import { openAccount } from './account-numbers.ts';

/** Numbers that may be shown to whoever is called: bought in the account, or verified by their owners. */
export async function callerIds(context: Context): Promise<Result<CallerId[]>> {
  const rest = await openAccount(context);
  return rest.ok ? callerIdsOf(rest.value) : rest;
}

export async function callerIdsOf(rest: TwilioRest): Promise<Result<CallerId[]>> {
  const [bought, verified] = await Promise.all([rest.numbers(), rest.verifiedCallerIds()]);
  if (!bought.ok) return bought;
  if (!verified.ok) return verified;
  const own = new Set(bought.value.map(({ number }) => number));
  return ok([
    ...bought.value.map((one) => callerId(one, 'bought')),
    ...verified.value.filter(({ number }) => !own.has(number)).map((one) => callerId(one, 'verified')),
  ]);
}

const callerId = ({ number, name }: { number: E164; name: string }, kind: CallerId['kind']): CallerId => ({
  number,
  name: cleanText(name, 80),
  kind,
  warning: isSpanishMobile(number)
    ? 'spanish-mobile'
    : kind === 'verified' && isSpanish(number)
      ? 'spanish-not-hosted'
      : null,
});

/** Spain's networks block a +34 that comes from abroad, unless its own network sent it. */
const isSpanish = (number: E164): boolean => number.startsWith('+34');
