import type { Kysely } from 'kysely';
import type { Context } from '#server/context.ts';
import type { Database } from '#server/database/schema.ts';
import type { AgentId } from '#shared/ids.ts';
import { type CallRow, type HeldCall, holdCall } from './call.store.ts';

type Tx = Kysely<Database>;

/** Who looks after a caller is asked once; what the CRM told of her earlier calls counts for so long. */
const KNOWN_MS = 90 * 24 * 3_600_000;

/** Asks the CRM who owns the caller's record, and keeps it with the call. Nobody waits for it: a call that is in a menu can use it. */
export function startOwnerLookUp(context: Context, { id, number }: Pick<CallRow, 'id' | 'number'>): void {
  if (number === null) return;
  context.background.start('owner look-up', async () => {
    const found = await context.crm.findByPhone('organisation', number);
    const name = found.ok ? found.value[0]?.ownerName : null;
    if (!name) return;
    await holdCall(context, { id }, async (call) => {
      const agentId = await agentNamed(call.tx, name);
      if (agentId) await call.append({ kind: 'owned', agentId });
    });
  });
}

/** The owner of the caller's record, as far as it is known by now: of this call, else of her latest one. */
export async function knownOwner({ clock }: Pick<Context, 'clock'>, call: HeldCall): Promise<AgentId | null> {
  const told = call.events.find((event) => event.kind === 'owned');
  if (told?.kind === 'owned') return told.agentId;
  if (call.row.number === null) return null;
  const match = await call.tx
    .selectFrom('call_matches')
    .innerJoin('calls', 'calls.id', 'call_matches.call_id')
    .select('call_matches.match')
    .where('calls.number', '=', call.row.number)
    .where('calls.created_at', '>', new Date(clock.now().getTime() - KNOWN_MS))
    .orderBy('calls.created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  const name = match?.match.state === 'known' ? match.match.records[0]?.ownerName : null;
  return name ? agentNamed(call.tx, name) : null;
}

/** The CRM's search tells an owner by name: of two who share it, neither is meant for sure. */
async function agentNamed(tx: Tx, name: string): Promise<AgentId | null> {
  const rows = await tx
    .selectFrom('agents')
    .select('id')
    .where('name', '=', name)
    .where('active', '=', true)
    .limit(2)
    .execute();
  return rows.length === 1 ? (rows[0]?.id ?? null) : null;
}
