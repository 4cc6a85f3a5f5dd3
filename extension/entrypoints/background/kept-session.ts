import { keepSession, readSession } from '#extension/settings/stored.ts';
import type { Session } from '#extension/wire/internal.ts';
import type { Agent } from '#shared/api/agent-api.ts';
import { inTurn } from './in-turn.ts';

/** The session in storage is changed by one at a time: what is read of it is what is written over. */
const queue = inTurn();

export const beginSession = (session: Session): Promise<void> => queue(() => keepSession(session));

/** Forgets the session, or only that of this token. Answers what was forgotten. */
export function dropSession(token?: string): Promise<Session | null> {
  return queue(async () => {
    const session = await readSession();
    if (token !== undefined && session?.token !== token) return null;
    await keepSession(null);
    return session;
  });
}

/** What the softphone knows of her is kept with her session: it opens with it while the server is away. A late word of another's is not. */
export function noteAgent(agent: Agent): Promise<void> {
  return queue(async () => {
    const session = await readSession();
    if (session === null || (session.agent !== null && session.agent.id !== agent.id)) return;
    if (JSON.stringify(session.agent) !== JSON.stringify(agent)) await keepSession({ ...session, agent });
  });
}
