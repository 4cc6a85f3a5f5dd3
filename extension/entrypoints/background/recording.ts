import { serverClient } from '#extension/companion/server-client.ts';
import { readSession } from '#extension/settings/stored.ts';
import type { CommandInput, CommandOutput } from '#extension/wire/contract.ts';
import { agentApi } from '#shared/api/agent-api.ts';
import { problem } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';

/** Where a call's recording can be played: an address at the team's server and nowhere else. The popup holds no token to ask with. */
export async function recordingLink({
  callId,
  part,
}: CommandInput<'recording.link'>): Promise<Result<CommandOutput<'recording.link'>>> {
  const session = await readSession();
  if (!session) return failed(problem('signed-out', 'You are signed out. Sign in again.'));
  const server = serverClient(session);
  const reply = await (part === undefined
    ? server.call(agentApi.recordingLink, { params: { id: callId } })
    : server.call(agentApi.recordingPartLink, { params: { id: callId, part: String(part) } }));
  if (!reply.ok) return reply;
  const at = URL.parse(reply.value.url, session.origin);
  if (at?.origin === session.origin) return ok({ url: at.href });
  return failed(problem('internal', 'The server named a recording that is not its own.'));
}
