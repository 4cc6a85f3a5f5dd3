import { serverClient } from '#extension/companion/server-client.ts';
import { keptSoftphone } from '#extension/entrypoints/background/snapshots.ts';
import { readSession } from '#extension/settings/stored.ts';

/** Who is signed in, by session and softphone alike: a draft never goes out in another's name. */
export async function whoAsks() {
  const [session, phone] = await Promise.all([readSession(), keptSoftphone()]);
  if (!session || !phone?.agent) return undefined;
  // Somebody else has just signed in, and the softphone has not said so yet.
  if (session.agent !== null && session.agent.id !== phone.agent.id) return undefined;
  return { agentId: phone.agent.id, server: serverClient(session) };
}
