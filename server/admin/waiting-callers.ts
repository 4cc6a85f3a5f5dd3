import { readEvents } from '#server/calls/call.store.ts';
import type { TimedEvent } from '#server/calls/call-event.ts';
import type { Context } from '#server/context.ts';
import type { WaitingCaller } from '#shared/api/supervise-api.ts';
import type { AgentId } from '#shared/ids.ts';
import { LONGEST_CALL_MS, nameIn, namesOf } from './running-calls.ts';

const MOST = 200;

/** Callers whom nobody has answered yet, whoever called first, first. Whoever speaks to the voicemail waits for nobody. */
export async function waitingCallers(
  { clock, db }: Pick<Context, 'clock' | 'db'>,
  admin: AgentId,
): Promise<WaitingCaller[]> {
  const rows = await db
    .selectFrom('calls')
    .leftJoin('incoming_numbers as line', 'line.number', 'calls.line')
    .leftJoin('call_matches as known', (join) =>
      join.onRef('known.call_id', '=', 'calls.id').on('known.agent_id', '=', admin),
    )
    .select(['calls.id', 'calls.number', 'calls.line', 'calls.created_at', 'calls.flow_position'])
    .select(['line.name as lineName', 'known.match'])
    .where('calls.created_at', '>', new Date(clock.now().getTime() - LONGEST_CALL_MS))
    .where('calls.direction', '=', 'incoming')
    .where('calls.state', '=', 'ringing')
    .orderBy('calls.created_at')
    .orderBy('calls.id')
    .limit(MOST)
    .execute();
  const names = await namesOf(db);
  const callers = await Promise.all(
    rows.map(async (row): Promise<WaitingCaller[]> => {
      const place = row.flow_position?.at.place;
      if (place === 'voicemail' || place === 'forward' || place === 'over') return [];
      const rings = whoRings(await readEvents(db, row.id));
      return [
        {
          callId: row.id,
          state: rings.length > 0 ? 'ringing' : place === 'queue' ? 'queued' : 'in-menu',
          since: row.created_at.toISOString(),
          other: { number: row.number, name: nameIn(row.match) },
          line: row.line,
          lineName: row.lineName,
          rings: rings.map((agentId) => names.get(agentId) ?? ''),
        },
      ];
    }),
  );
  return callers.flat();
}

/** Whose phones ring by the last step of her way. */
function whoRings(events: readonly TimedEvent[]): AgentId[] {
  const turns = events.flatMap((event) => (event.kind === 'turn' ? [event] : []));
  const last = turns.reduce<(typeof turns)[number] | undefined>(
    (latest, turn) => (latest && latest.step > turn.step ? latest : turn),
    undefined,
  );
  if (last?.did.do !== 'ring') return [];
  const { agentIds, mobiles } = last.did;
  return [...new Set([...agentIds, ...mobiles.map(({ agentId }) => agentId)])];
}
