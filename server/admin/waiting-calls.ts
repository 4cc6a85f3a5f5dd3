import type { Context } from '#server/context.ts';
import type { WaitingCall } from '#shared/api/admin-api.ts';

const MOST = 200;

/** Every call that is not yet, or not wholly, in the CRM, oldest first. */
export async function waitingCalls({ db }: Pick<Context, 'db'>): Promise<WaitingCall[]> {
  const calls = await db
    .selectFrom('calls')
    .leftJoin('agents', 'agents.id', 'calls.agent_id')
    .select(['calls.id', 'calls.number', 'calls.name', 'calls.created_at', 'agents.name as agentName'])
    .where('calls.id', 'in', db.selectFrom('write_backs').select('call_id').where('state', '!=', 'done'))
    .orderBy('calls.created_at')
    .orderBy('calls.id')
    .limit(MOST)
    .execute();
  if (calls.length === 0) return [];
  const steps = await db
    .selectFrom('write_backs')
    .select(['call_id', 'step', 'state', 'problem', 'tries', 'due_at'])
    .where(
      'call_id',
      'in',
      calls.map((call) => call.id),
    )
    .where('state', '!=', 'done')
    .execute();
  return calls.map((call) => {
    const missing = steps.filter((step) => step.call_id === call.id);
    const stuck = missing.find((step) => step.state === 'failed') ?? missing.find((step) => step.state === 'waiting');
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

const PARTS = ['call', 'note', 'recording', 'follow-up-call', 'follow-up-task'] as const;
