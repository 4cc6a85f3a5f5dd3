import { askAdmin } from '#extension/views/options/ask-admin.ts';
import { surelyRecorded } from '#extension/views/options/surely-recorded.ts';
import type { View } from '#extension/views/view.ts';
import type { OutgoingNumber } from '#shared/api/admin-api.ts';
import type { AgentId, E164 } from '#shared/ids.ts';
import { ok, type Result } from '#shared/result.ts';

type Server = Pick<View, 'wire' | 'olderServer'>;

export const isSamePair = (a: OutgoingNumber, b: OutgoingNumber): boolean =>
  a.agentId === b.agentId && a.number === b.number;

export const pairsOf = (agentId: AgentId, pairs: readonly OutgoingNumber[]): readonly OutgoingNumber[] =>
  pairs.filter((pair) => pair.agentId === agentId);

/** Which number she calls from once this pair is gone; null: none, she can't call out. Pairs come with the default first, then the oldest. */
export function staysAfter(gone: OutgoingNumber, pairs: readonly OutgoingNumber[]): E164 | null {
  const others = pairsOf(gone.agentId, pairs).filter((pair) => !isSamePair(pair, gone));
  return (others.find(({ isDefault }) => isDefault === true) ?? others[0])?.number ?? null;
}

/**
 * Adds a pair, or puts it in the place of another. The new one comes first, so that a failure between both never leaves her without a
 * number. A server before 1.3 keeps one number for each person and replaces it by itself.
 */
export async function savePair(
  { wire, olderServer }: Server,
  was: OutgoingNumber | null,
  pair: OutgoingNumber,
): Promise<Result<OutgoingNumber>> {
  const { isDefault: _, ...before13 } = pair;
  const entered = olderServer ? before13 : pair;
  const saved = surelyRecorded(pair.record === true, await askAdmin(wire, 'saveOutgoingNumber', entered));
  if (!saved.ok || was === null || isSamePair(was, pair)) return saved;
  if (olderServer && was.agentId === pair.agentId) return saved;
  const gone = await removePair({ wire, olderServer }, was);
  return gone.ok ? saved : gone;
}

/** Takes one pair away; answers which number stays. */
export async function removePair(
  { wire, olderServer }: Server,
  { agentId, number }: OutgoingNumber,
): Promise<Result<{ stays: E164 | null }>> {
  if (!olderServer) return askAdmin(wire, 'deletePair', null, { agentId, number });
  const stopped = await askAdmin(wire, 'deleteOutgoingNumber', null, { agentId });
  return stopped.ok ? ok({ stays: null }) : stopped;
}
