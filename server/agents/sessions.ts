import type { Kysely } from 'kysely';
import type { Context } from '#server/context.ts';
import type { Database } from '#server/database/schema.ts';
import { tokenHash } from '#server/secrets.ts';
import type { AgentId } from '#shared/ids.ts';

const DAY_MS = 86_400_000;
/** A session's expiry is pushed back at most this often, so that reading does not write each time. */
const RENEW_AFTER_MS = 3_600_000;

/** Who asks, as found by her session. */
export interface SignedInAgent {
  id: AgentId;
  name: string;
  email: string;
  role: 'agent' | 'admin';
  locale: string;
  timeZone: string;
  /** Which of her sessions asks: SHA-256 of its token. */
  sessionHash: string;
}

type Needs = Pick<Context, 'clock' | 'config' | 'db'>;

/** Begins a session and answers its token, 256 random bits; the database keeps only its hash. */
export async function beginSession(
  { clock, config, randomBytes }: Pick<Context, 'clock' | 'config' | 'randomBytes'>,
  tx: Kysely<Database>,
  agentId: AgentId,
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const now = clock.now();
  const expires = new Date(now.getTime() + config.limits.sessionDays * DAY_MS);
  await tx
    .insertInto('sessions')
    .values({
      token_hash: tokenHash(token),
      agent_id: agentId,
      created_at: now,
      last_used_at: now,
      expires_at: expires,
    })
    .execute();
  return token;
}

/** The agent whose session this is; undefined when it expired, was ended, or she is no longer active. Slides the session. */
export async function agentOfToken(context: Needs, token: string): Promise<SignedInAgent | undefined> {
  const { clock, db } = context;
  const sessionHash = tokenHash(token);
  const found = await db
    .selectFrom('sessions')
    .innerJoin('agents', 'agents.id', 'sessions.agent_id')
    .select(['agents.id', 'agents.name', 'agents.email', 'agents.role', 'agents.locale', 'agents.time_zone'])
    .select('sessions.last_used_at')
    .where('sessions.token_hash', '=', sessionHash)
    .where('sessions.expires_at', '>', clock.now())
    .where('agents.active', '=', true)
    .executeTakeFirst();
  if (!found) return undefined;
  await slide(context, [{ token_hash: sessionHash, last_used_at: found.last_used_at }]);
  const { id, name, email, role, locale, time_zone: timeZone } = found;
  return { id, name, email, role, locale, timeZone, sessionHash };
}

/** Which of these sessions (by hash) are still good. Slides them: an open socket is use. */
export async function liveSessions(context: Needs, sessionHashes: readonly string[]): Promise<Set<string>> {
  if (sessionHashes.length === 0) return new Set();
  const rows = await context.db
    .selectFrom('sessions')
    .innerJoin('agents', 'agents.id', 'sessions.agent_id')
    .select(['sessions.token_hash', 'sessions.last_used_at'])
    .where('sessions.token_hash', 'in', sessionHashes)
    .where('sessions.expires_at', '>', context.clock.now())
    .where('agents.active', '=', true)
    .execute();
  await slide(context, rows);
  return new Set(rows.map((row) => row.token_hash));
}

/** Ends one session, or every session of some agents; their sockets close at commit, within seconds in every process. */
export async function endSessions(
  context: Pick<Context, 'realtime'>,
  tx: Kysely<Database>,
  whose: { sessionHash: string } | { agentIds: readonly AgentId[] },
): Promise<void> {
  if ('agentIds' in whose && whose.agentIds.length === 0) return;
  const ended = await tx
    .deleteFrom('sessions')
    .where((eb) =>
      'sessionHash' in whose ? eb('token_hash', '=', whose.sessionHash) : eb('agent_id', 'in', whose.agentIds),
    )
    .returning('agent_id')
    .execute();
  await context.realtime.tell(tx, [...new Set(ended.map((row) => row.agent_id))], 'signed-out');
}

async function slide(
  { clock, config, db }: Needs,
  sessions: readonly { token_hash: string; last_used_at: Date }[],
): Promise<void> {
  const now = clock.now();
  const due = sessions.filter(({ last_used_at }) => now.getTime() - last_used_at.getTime() >= RENEW_AFTER_MS);
  if (due.length === 0) return;
  await db
    .updateTable('sessions')
    .set({ last_used_at: now, expires_at: new Date(now.getTime() + config.limits.sessionDays * DAY_MS) })
    .where(
      'token_hash',
      'in',
      due.map((session) => session.token_hash),
    )
    .execute();
}
