import type { Context } from '#server/context.ts';
import type { Me } from '#shared/api/agent-api.ts';
import type { DiagnosisFinding } from '#shared/api/team-api.ts';
import type { AgentId } from '#shared/ids.ts';
import { softphoneState } from './softphone-state.ts';

type Findings = readonly DiagnosisFinding[];

/** Away and Offline are both not rung; Away she will hardly have forgotten. */
export async function findPresence({ presence }: Pick<Me, 'presence'>): Promise<Findings> {
  const result = presence === 'online' ? 'ok' : presence === 'away' ? 'warning' : 'bad';
  return [{ code: 'presence', result, values: { presence } }];
}

export async function findSoftphone(context: Context, agentId: AgentId): Promise<Findings> {
  const state = await softphoneState(context, agentId);
  if (state === 'registered') return [{ code: 'softphone', result: 'ok' }];
  return [{ code: 'softphone', result: 'bad', values: { why: state } }];
}

/** Without her own sign-in at the CRM calls work, but nothing is shown of who calls, nor written. */
export async function findCrm({ db }: Pick<Context, 'db'>, agentId: AgentId): Promise<Findings> {
  const token = await db.selectFrom('crm_tokens').select('revoked_at').where('owner', '=', agentId).executeTakeFirst();
  if (token && token.revoked_at === null) return [{ code: 'crm', result: 'ok' }];
  return [{ code: 'crm', result: 'warning', values: { why: token ? 'revoked' : 'never-signed-in' } }];
}
