import type { Kysely } from 'kysely';
import type { Database } from '#server/database/schema.ts';
import type { ServerEvent } from '#shared/api/events.ts';
import type { AgentId } from '#shared/ids.ts';

/** What can have changed for an agent: which snapshot her sockets get anew. `signed-out` closes those whose session has ended. */
export type Topic = 'calls' | 'me' | 'recent-calls' | 'wrap-ups' | 'signed-out';

export interface Notice {
  channel: string;
  payload: string;
}

/** Reaches the sockets of agents, whichever process holds them: LISTEN/NOTIFY on both engines. */
export interface Realtime {
  /**
   * Tells that `topic` changed for these agents. Inside a transaction pass the transaction: it is told at commit, never on
   * rollback. What is sent is built afterwards by the process that holds the socket, so it is never older than what was told.
   */
  tell(db: Kysely<Database>, agentIds: readonly AgentId[], topic: Topic): Promise<void>;
  /** The same for a statement of one's own, which gives them to `pg_notify`: they are told at its commit. */
  notices(agentIds: readonly AgentId[], topic: Topic): Notice[];
  /** Calls `changed` once, the next time that anything is told of this agent by any process. */
  watch(agentId: AgentId, changed: () => void, signal: AbortSignal): void;
  /** Registers what to send for a topic: built when told, when a socket opens, and when notifications may have been lost. */
  describe(topic: Exclude<Topic, 'signed-out'>, build: (agentId: AgentId) => Promise<ServerEvent>): void;
}
