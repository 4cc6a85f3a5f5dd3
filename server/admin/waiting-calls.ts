import type { Kysely } from 'kysely';
import type { Context } from '#server/context.ts';
import type { Database } from '#server/database/schema.ts';
import type { WaitingCall } from '#shared/api/admin-api.ts';

const MOST = 200;
/** What was left out for good is told of for a week: nobody can do anything about it. */
const LEFT_OUT_MS = 7 * 86_400_000;

/** Every call that is not yet, or not wholly, in the CRM, oldest first. */
export async function waitingCalls({ clock, db }: Pick<Context, 'clock' | 'db'>): Promise<WaitingCall[]> {
  const since = new Date(clock.now().getTime() - LEFT_OUT_MS);
  const calls = await db
    .selectFrom('calls')
    .leftJoin('agents', 'agents.id', 'calls.agent_id')
    .select(['calls.id', 'calls.number', 'calls.name', 'calls.created_at', 'agents.name as agentName'])
    .where('calls.id', 'in', missingSteps(db, since).select('call_id'))
    .orderBy('calls.created_at')
    .orderBy('calls.id')
    .limit(MOST)
    .execute();
  if (calls.length === 0) return [];
  const steps = await missingSteps(db, since)
    .select(['call_id', 'step', 'state', 'problem', 'tries', 'due_at'])
    .where(
      'call_id',
      'in',
      calls.map((call) => call.id),
    )
    .execute();
  return calls.map((call) => {
    const missing = steps.filter((step) => step.call_id === call.id);
    const stuck =
      missing.find((step) => step.state === 'failed') ??
      missing.find((step) => step.state === 'waiting') ??
      missing.find((step) => step.state === 'done');
    const due = missing.flatMap((step) => (step.state === 'failed' ? [] : (step.due_at ?? [])));
    const waitsForSomebody = missing.some((step) => step.state === 'waiting' && step.due_at === null);
    return {
      callId: call.id,
      agentName: call.agentName,
      number: call.number,
      recordName: call.name,
      startedAt: call.created_at.toISOString(),
      missing: PARTS.filter((part) => missing.some((step) => step.step === part)),
      problem: stuck?.problem ?? null,
      tries: Math.max(0, ...missing.map((step) => step.tries)),
      nextTryAt:
        due.length === 0 || waitsForSomebody
          ? null
          : new Date(Math.max(...due.map((at) => at.getTime()))).toISOString(),
    };
  });
}

/** What is not in the CRM: not yet, or (done with a problem) left out not long ago. */
const missingSteps = (db: Kysely<Database>, since: Date) =>
  db
    .selectFrom('write_backs')
    .where(({ and, eb, or }) =>
      or([eb('state', '!=', 'done'), and([eb('problem', 'is not', null), eb('updated_at', '>', since)])]),
    );

const PARTS = ['call', 'note', 'recording', 'follow-up-call', 'follow-up-task'] as const;
