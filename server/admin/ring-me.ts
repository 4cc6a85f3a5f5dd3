import { describeMe } from '#server/agents/me.ts';
import type { Context } from '#server/context.ts';
import { countAttempt } from '#server/http/attempts.ts';
import { notConnected, readConnection, restByKey } from '#server/twilio/connection.ts';
import { WEBHOOKS } from '#server/twilio/webhook-urls.ts';
import type { AgentId } from '#shared/ids.ts';
import { problem } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import { softphoneState } from './softphone-state.ts';

const RINGS_PER_MINUTE = 3;
const RING_SECONDS = 20;

/**
 * Rings an agent's softphone: it hears a sentence and a tone, then her own voice. Problems: twilio-not-connected, softphone-away,
 * too-many-calls, and Twilio's own.
 */
export async function ringMe(context: Context, agentId: AgentId): Promise<Result<Record<string, never>>> {
  const connection = await readConnection(context);
  if (!connection) return failed(notConnected);
  if ((await softphoneState(context, agentId)) !== 'registered') return failed(away);
  if (await countAttempt(context, 'ring me', agentId, RINGS_PER_MINUTE)) return failed(tooMany);
  const { outgoingNumbers } = await describeMe(context, agentId);
  const rung = await restByKey(context, connection).callSoftphone({
    to: `client:${agentId}`,
    from: outgoingNumbers[0] ?? 'client:sidetone',
    url: context.config.publicUrl + WEBHOOKS.ringMe,
    status: context.config.publicUrl + WEBHOOKS.ringMeStatus,
    seconds: RING_SECONDS,
  });
  if (!rung.ok) return rung;
  context.log.info('rung for a test', { agentId });
  return ok({});
}

const away = problem(
  'softphone-away',
  'No softphone of yours is connected at the moment, so there is nothing to ring. Open the extension and sign in.',
);
const tooMany = problem('too-many-calls', 'You have just been rung a few times. Wait a minute.', { retry: true });
