import { planWriteBack } from '#server/calls/write-back/write-back.plan.ts';
import { silentLog } from '#server/log.ts';
import { openServer, type SidetoneServer } from '#server/server.ts';
import type { AgentId, CallId } from '#shared/ids.ts';
import { testConfig } from '#test/support/context.ts';
import { endedCall, NOTED } from '#test/support/ended-call.ts';
import type { ProcessWorld } from '#test/support/process-world.ts';

/** What is written of each call: its entry, a note, a planned call and a task. */
export const WRITES_A_CALL = 4;

/** A server of the same team that takes no requests and does no work: a hand on its database. Stop it. */
export function idleServer({ postgres, zoho }: Pick<ProcessWorld, 'postgres' | 'zoho'>): Promise<SidetoneServer> {
  const { clientId, clientSecret, httpUrl } = zoho;
  return openServer({
    config: testConfig({
      storage: { engine: 'postgres', url: postgres.url },
      zoho: { clientId, clientSecret, dc: 'eu', accountsUrl: httpUrl, apiUrl: httpUrl },
    }),
    log: silentLog,
  });
}

/** The contacts that calls are noted of, one after the other: only calls of one record wait for each other. */
export const contactsOf = ({ zoho }: Pick<ProcessWorld, 'zoho'>): string[] =>
  zoho.control.records
    .all('Contacts', 'zillum')
    .filter(({ visibleTo }) => visibleTo === 'everyone')
    .map(({ id }) => id);

/** Calls of this agent that have ended and were saved, all of them planned at the same moment, and due. */
export async function plannedCalls(
  { context }: SidetoneServer,
  agentId: AgentId,
  count: number,
  contacts: readonly string[],
): Promise<CallId[]> {
  return context.db.transaction().execute(async (tx) => {
    const ids: CallId[] = [];
    for (let n = 0; n < count; n++) {
      const draft = {
        ...NOTED,
        ...later(),
        record: { kind: 'contact' as const, id: contacts[n % contacts.length] ?? '' },
      };
      const id = await endedCall({ ...context, db: tx }, agentId, { draft });
      const call = await tx.selectFrom('calls').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
      await planWriteBack(context, tx, call);
      ids.push(id);
    }
    return ids;
  });
}

/** Follow-ups in the future, as the CRM wants them. */
export function later() {
  const at = new Date(Date.now() + 86_400_000).toISOString();
  return { followUpCall: { subject: 'Llamar', at }, followUpTask: { subject: 'Presupuesto', at } };
}
