import type { Kysely } from 'kysely';
import type { SignedInAgent } from '#server/agents/sessions.ts';
import { mayPlay } from '#server/calls/recording/recordings.ts';
import type { Context } from '#server/context.ts';
import type { Database } from '#server/database/schema.ts';
import type { RecentCall } from '#shared/api/agent-api.ts';
import type { Party } from '#shared/api/party.ts';
import type { CrmRecord } from '#shared/crm/crm-record.ts';
import type { AgentId, E164 } from '#shared/ids.ts';
import { wasCutOff } from './cut-off.ts';

const MOST_CALLS = 50;

/** An agent's own calls, and those that her lines have missed, newest first; at most fifty. */
export async function recentCalls(
  { db }: Pick<Context, 'db'>,
  agent: Pick<SignedInAgent, 'id' | 'role'>,
): Promise<RecentCall[]> {
  const agentId = agent.id;
  const plays = await mayPlay(db, agent, { agent_id: agentId });
  const rows = await db
    .selectFrom('calls')
    .leftJoin('call_matches as known', (join) =>
      join.onRef('known.call_id', '=', 'calls.id').on('known.agent_id', '=', agentId),
    )
    .selectAll('calls')
    .select('known.match')
    .select(wasCutOff)
    .select(({ selectFrom }) => [
      selectFrom('recordings')
        .select(({ fn }) => fn.agg<number[]>('array_agg', ['recordings.part']).as('parts'))
        .whereRef('recordings.call_id', '=', 'calls.id')
        .where('recordings.state', '=', 'completed')
        .as('parts'),
      selectFrom('recordings')
        .select(({ fn }) => fn.agg<boolean>('bool_or', ['recordings.voicemail']).as('voicemail'))
        .whereRef('recordings.call_id', '=', 'calls.id')
        .where('recordings.state', '=', 'completed')
        .as('voicemail'),
    ])
    .where('calls.id', 'in', db.selectFrom(latest(db, agentId).as('latest')).select('latest.id'))
    .orderBy('calls.created_at', 'desc')
    .orderBy('calls.id')
    .limit(MOST_CALLS)
    .execute();
  const isOpen = (row: (typeof rows)[number]) => row.disposition === 'missed' || row.cut_off;
  const missed = rows.filter(isOpen);
  const conversations = await conversationsWith(
    db,
    missed.flatMap((row) => row.number ?? []),
    missed.at(-1)?.created_at,
  );

  return rows.map((row) => {
    const record = onlyRecord(row.match);
    const parts = (row.parts ?? []).sort((a, b) => a - b);
    return {
      id: row.id,
      direction: row.direction,
      disposition: row.disposition ?? 'failed',
      number: row.number,
      name: row.name ?? record?.name ?? null,
      record: row.record ?? record?.ref ?? null,
      recordUrl: row.record_url ?? record?.url ?? null,
      startedAt: row.created_at.toISOString(),
      talkedSeconds: row.talked_seconds,
      // All that was recorded here is hers: her own conversations, and what was left on her lines.
      recorded: parts.length > 0 && plays,
      ...(parts.length > 1 && plays && { parts }),
      ...(row.voicemail && { voicemail: true }),
      ...(row.cut_off && { cutOff: true }),
      handledBy:
        isOpen(row) && row.number
          ? (conversations.find((other) => other.number === row.number && other.created_at > row.created_at)?.name ??
            null)
          : null,
    };
  });
}

/** Ids of her latest calls. Own and missed ones apart, since each have an index that ends the search after fifty. */
function latest(db: Kysely<Database>, agentId: AgentId) {
  const ended = db
    .selectFrom('calls')
    .select('calls.id')
    .where('calls.state', '=', 'ended')
    .orderBy('calls.created_at', 'desc')
    .limit(MOST_CALLS);
  const hers = db.selectFrom('incoming_number_agents').select('number').where('agent_id', '=', agentId);
  const missed = ended.where('calls.disposition', '=', 'missed').where('calls.line', 'in', hers);
  return db
    .selectFrom(ended.where('calls.agent_id', '=', agentId).as('own'))
    .select('own.id')
    .union(db.selectFrom(missed.as('missed')).select('missed.id'));
}

/** Who has talked to these numbers since, oldest first: whoever called back, or answered when they called again. */
async function conversationsWith(db: Kysely<Database>, numbers: E164[], since: Date | undefined) {
  if (numbers.length === 0 || !since) return [];
  return db
    .selectFrom('calls')
    .innerJoin('agents', 'agents.id', 'calls.agent_id')
    .select(['calls.number', 'calls.created_at', 'agents.name'])
    .where('calls.number', 'in', numbers)
    .where('calls.created_at', '>', since)
    .where('calls.disposition', '=', 'answered')
    .orderBy('calls.created_at')
    .execute();
}

/** Of several records that carry the number, none is the one until the agent chooses. */
function onlyRecord(match: Party['match'] | null): CrmRecord | undefined {
  return match?.state === 'known' && match.records.length === 1 ? match.records[0] : undefined;
}
