import type { Kysely } from 'kysely';
import type { Database } from '#server/database/schema.ts';
import type { CallFlow } from '#shared/call-flow/call-flow.schema.ts';
import type { AgentId } from '#shared/ids.ts';
import { type Problem, problem } from '#shared/problem.ts';
import { audioIn, everybodyIn } from './flow-contents.ts';

type Tx = Kysely<Database>;

/**
 * A Problem when a flow names somebody who is no active user of the CRM. Who has left it since she was chosen may stay (`before`): she is
 * not rung, and the editor shows her struck through.
 */
export async function unknownPeople(tx: Tx, flow: CallFlow, before: readonly CallFlow[]): Promise<Problem | undefined> {
  const named = everybodyIn(flow);
  if (named.length === 0) return undefined;
  const known = await tx.selectFrom('agents').select(['id', 'active']).where('id', 'in', named).execute();
  const former = new Set<AgentId>(before.flatMap(everybodyIn));
  const allowed = known.filter((agent) => agent.active || former.has(agent.id));
  if (allowed.length === named.length) return undefined;
  return problem('user-unknown', 'One of these people is no longer an active user of the CRM. Choose again.', {
    field: 'agentIds',
  });
}

/** A Problem when a flow names a sound file that is not there. */
export async function unknownAudio(tx: Tx, flow: CallFlow): Promise<Problem | undefined> {
  const named = audioIn(flow);
  if (named.length === 0) return undefined;
  // Shared: a file that is being swept away is gone before this version names it, or stays.
  const known = await tx.selectFrom('audio_files').select('id').where('id', 'in', named).forKeyShare().execute();
  if (known.length === named.length) return undefined;
  return problem('audio-unknown', 'One of the sound files is no longer there. Upload it again.', { field: 'flow' });
}
