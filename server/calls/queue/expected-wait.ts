import { type Kysely, sql } from 'kysely';
import type { Database } from '#server/database/schema.ts';
import type { CallId, E164 } from '#shared/ids.ts';

/** Of so many conversations the usual length is taken. */
const CONVERSATIONS = 20;

/** How many stand before this caller for the same people, herself included; those who will be called back count. */
export async function placeInLine(db: Kysely<Database>, callId: CallId): Promise<number> {
  const { rows } = await sql<{ place: string }>`
    select count(*) as place
    from queue_entries hers
    join queue_entries before on before.line = hers.line and before.people = hers.people and before.state <> 'left'
      and (before.entered_at, before.call_id) <= (hers.entered_at, hers.call_id)
    where hers.call_id = ${callId}
  `.execute(db);
  return Math.max(1, Number(rows[0]?.place ?? 1));
}

/**
 * How many minutes it takes about until it is this place's turn: each of the agents talks as long as the line's last conversations
 * lasted. null: nobody has talked on it yet, or nobody is there.
 */
export async function expectedMinutes(
  db: Kysely<Database>,
  { line, place, agents }: { line: E164; place: number; agents: number },
): Promise<number | null> {
  if (agents === 0) return null;
  const { rows } = await sql<{ seconds: number | null }>`
    select avg(talked_seconds)::float8 as seconds
    from (
      select talked_seconds from calls
      where line = ${line} and direction = 'incoming' and state = 'ended' and talked_seconds > 0
      order by created_at desc limit ${CONVERSATIONS}
    ) as latest
  `.execute(db);
  const seconds = rows[0]?.seconds;
  return seconds == null ? null : Math.max(1, Math.ceil((seconds * place) / agents / 60));
}
