import type { Kysely } from 'kysely';
import type { Database } from '#server/database/schema.ts';
import type { Notice, Realtime, Topic } from '#server/realtime/realtime.ts';
import type { ServerEvent } from '#shared/api/events.ts';
import type { AgentId } from '#shared/ids.ts';

/** Remembers what was told instead of sending it, and builds what a socket would get. */
export class ToldRealtime implements Realtime {
  readonly told: { agentIds: readonly AgentId[]; topic: Topic }[] = [];
  readonly #watching: { agentId: AgentId; changed: () => void }[] = [];
  readonly #builders = new Map<Topic, (agentId: AgentId) => Promise<ServerEvent>>();

  async tell(_db: Kysely<Database>, agentIds: readonly AgentId[], topic: Topic): Promise<void> {
    this.notices(agentIds, topic);
  }

  notices(agentIds: readonly AgentId[], topic: Topic): Notice[] {
    this.told.push({ agentIds: [...agentIds], topic });
    // As with the real one, at commit: here once the transaction that tells has had its turn.
    for (const watch of this.#watching.splice(0)) {
      if (agentIds.includes(watch.agentId)) setImmediate(watch.changed);
      else this.#watching.push(watch);
    }
    return [];
  }

  watch(agentId: AgentId, changed: () => void): void {
    this.#watching.push({ agentId, changed });
  }

  describe(topic: Exclude<Topic, 'signed-out'>, build: (agentId: AgentId) => Promise<ServerEvent>): void {
    this.#builders.set(topic, build);
  }

  /** What an agent's socket would be sent for a topic now. */
  snapshot(topic: Exclude<Topic, 'signed-out'>, agentId: AgentId): Promise<ServerEvent> {
    const build = this.#builders.get(topic);
    if (!build) throw new Error(`nobody describes ${topic}`);
    return build(agentId);
  }
}
