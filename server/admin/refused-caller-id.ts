import { allowedCountries } from '#server/calls/policy/allowed-countries.ts';
import { isSpanishMobile, spanishMobile } from '#server/calls/policy/spanish-mobile.ts';
import type { Context } from '#server/context.ts';
import type { E164 } from '#shared/ids.ts';
import type { Problem } from '#shared/problem.ts';
import { notInAccount, openAccount } from './account-numbers.ts';
import { callerIdsOf } from './caller-ids.ts';

/** Why a number can't be shown to whoever is called; undefined: it can. */
export async function refusedCallerId(context: Context, number: E164): Promise<Problem | undefined> {
  const rest = await openAccount(context);
  if (!rest.ok) return rest.problem;
  const known = await callerIdsOf(rest.value);
  if (!known.ok) return known.problem;
  if (!known.value.some((one) => one.number === number)) return notInAccount(number);
  // A team that calls nobody in Spain may show it; calls to Spain are asked about again when they are placed.
  if (isSpanishMobile(number) && allowedCountries(context.config.limits.allowedCountries, null).includes('ES'))
    return { ...spanishMobile, field: 'number' };
  return undefined;
}
