import { accountNumberLabel, nameOfNumber } from '#extension/views/options/account-number.ts';
import { askAdmin } from '#extension/views/options/ask-admin.ts';
import type { View } from '#extension/views/view.ts';
import type { IncomingNumber } from '#shared/api/admin-api.ts';
import type { CallerId } from '#shared/api/team-api.ts';
import { ok, type Result } from '#shared/result.ts';

/** What may be shown to whoever is called. A server before 1.3 knows only the numbers bought in the account. */
export async function askCallerIds({
  wire,
  olderServer,
}: Pick<View, 'wire' | 'olderServer'>): Promise<Result<readonly CallerId[]>> {
  if (!olderServer) {
    const reply = await askAdmin(wire, 'callerIds');
    return reply.ok ? ok(reply.value.callerIds) : reply;
  }
  const reply = await askAdmin(wire, 'accountNumbers');
  if (!reply.ok) return reply;
  return ok(reply.value.numbers.map(({ number, name }) => ({ number, name, kind: 'bought', warning: null })));
}

/** A number with the name that it has here, else at Twilio, and that it is only verified there. */
export function callerIdLabel(
  { number, name, kind }: CallerId,
  incoming: readonly IncomingNumber[],
  verified: string,
): string {
  const label = accountNumberLabel({ number, name: nameOfNumber(number, incoming) ?? name });
  return kind === 'verified' ? `${label} · ${verified}` : label;
}
