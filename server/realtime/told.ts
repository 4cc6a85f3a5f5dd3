import * as v from 'valibot';
import { type AgentId, agentIdSchema } from '#shared/ids.ts';
import type { Topic } from './realtime.ts';

/** PostgreSQL takes 8,000 bytes a notification; an agent's id with quotes and comma has 25. */
const MOST_AGENTS = 250;

const toldSchema = v.object({
  topic: v.picklist(['calls', 'me', 'recent-calls', 'wrap-ups', 'signed-out', 'replaced']),
  agentIds: v.array(agentIdSchema),
});

/** What one notification says. `replaced`: a newer connection of these agents was opened somewhere. */
export interface Told {
  topic: Topic | 'replaced';
  agentIds: readonly AgentId[];
}

/** As many payloads as it takes; none for nobody. */
export function packTold({ topic, agentIds }: Told): string[] {
  const payloads: string[] = [];
  for (let at = 0; at < agentIds.length; at += MOST_AGENTS) {
    payloads.push(JSON.stringify({ topic, agentIds: agentIds.slice(at, at + MOST_AGENTS) }));
  }
  return payloads;
}

/** undefined when it is not ours: whoever may connect to the database may notify. */
export function readTold(payload: string): Told | undefined {
  try {
    return v.parse(toldSchema, JSON.parse(payload));
  } catch {
    return undefined;
  }
}
