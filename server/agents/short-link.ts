import * as v from 'valibot';
import type { Context } from '#server/context.ts';
import { type AgentId, agentIdSchema } from '#shared/ids.ts';
import { liveSessions, type SignedInAgent } from './sessions.ts';

/** Long enough to press play again, too short to be worth passing on. */
const LINK_MS = 5 * 60_000;

const linkSchema = v.object({
  /** What kind of thing it leads to: no link opens anything of another kind. */
  link: v.string(),
  id: v.string(),
  agentId: agentIdSchema,
  sessionHash: v.string(),
  until: v.number(),
});

/** Whom a link was given to, and what it leads to. */
export interface Linked {
  agentId: AgentId;
  id: string;
}

/** The end of an address that a page can load without her session's token. Only this server can make or read one. */
export function makeLink(
  { clock, secrets }: Pick<Context, 'clock' | 'secrets'>,
  { id: agentId, sessionHash }: SignedInAgent,
  what: { link: string; id: string },
): string {
  const until = clock.now().getTime() + LINK_MS;
  return secrets.seal(JSON.stringify({ ...what, agentId, sessionHash, until }));
}

/** What a link leads to; undefined once five minutes or her session are over, or when it was changed or made up. */
export async function openLink(
  context: Pick<Context, 'clock' | 'config' | 'db' | 'secrets'>,
  link: string,
  token: string,
): Promise<Linked | undefined> {
  const meaning = read(context, token);
  if (meaning?.link !== link || meaning.until <= context.clock.now().getTime()) return undefined;
  const { agentId, id, sessionHash } = meaning;
  return (await liveSessions(context, [sessionHash])).has(sessionHash) ? { agentId, id } : undefined;
}

function read({ secrets }: Pick<Context, 'secrets'>, token: string): v.InferOutput<typeof linkSchema> | undefined {
  try {
    const parsed = v.safeParse(linkSchema, JSON.parse(secrets.open(token)));
    return parsed.success ? parsed.output : undefined;
  } catch {
    // Changed, or made up.
    return undefined;
  }
}
