import type { Context } from '#server/context.ts';
import { cleanText } from '#shared/clean-text.ts';
import type { AgentId } from '#shared/ids.ts';
import { changePresence } from './presence.ts';

/** Sets an agent Away with her own word for it. `minutes`: from now; null: she did not say for how long. */
export async function goAway(
  context: Pick<Context, 'clock' | 'db' | 'realtime' | 'log'>,
  agentId: AgentId,
  { reason, minutes }: { reason: string | null; minutes: number | null },
): Promise<void> {
  const words = cleanText(reason ?? '');
  const away = {
    reason: words === '' ? null : words,
    until: minutes === null ? null : new Date(context.clock.now().getTime() + minutes * 60_000),
  };
  await context.db.transaction().execute((tx) => changePresence(context, tx, agentId, 'away', away));
}
