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
  return agentOfSession(context, tokenHash(token));
}

/** As `agentOfToken`, for a socket that remembers only the hash. */
export async function agentOfSession(
  { clock, config, db }: Needs,
  sessionHash: string,
): Promise<SignedInAgent | undefined> {
  const now = clock.now();
  const found = await db
    .selectFrom('sessions')
    .innerJoin('agents', 'agents.id', 'sessions.agent_id')
    .select(['agents.id', 'agents.name', 'agents.email', 'agents.role', 'agents.locale', 'agents.time_zone'])
    .select('sessions.last_used_at')
    .where('sessions.token_hash', '=', sessionHash)
    .where('sessions.expires_at', '>', now)
    .where('agents.active', '=', true)
    .executeTakeFirst();
  if (!found) return undefined;
  if (now.getTime() - found.last_used_at.getTime() >= RENEW_AFTER_MS) {
    const expires = new Date(now.getTime() + config.limits.sessionDays * DAY_MS);
    await db
      .updateTable('sessions')
      .set({ last_used_at: now, expires_at: expires })
      .where('token_hash', '=', sessionHash)
      .execute();
  }
  const { id, name, email, role, locale, time_zone: timeZone } = found;
  return { id, name, email, role, locale, timeZone, sessionHash };
}
