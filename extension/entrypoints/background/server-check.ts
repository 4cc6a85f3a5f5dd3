import { serverClient } from '#extension/companion/server-client.ts';
import { agentApi } from '#shared/api/agent-api.ts';
import { CONTRACT, compareContract } from '#shared/api/version.ts';
import { problem } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import { readServerAddress } from '#shared/server-address.ts';

/** Asks the server at this address who it is, before anyone signs in there. */
export async function checkServer(
  address: string,
): Promise<Result<{ origin: string; team: string | null; setUp: boolean }>> {
  const read = readServerAddress(address);
  if (read.is !== 'origin') {
    const message =
      'This is not an address Sidetone can use. It begins with https://, as your administrator gave it to you.';
    return failed(problem('not-a-sidetone-server', message, { field: 'address' }));
  }
  const { origin } = read;
  const reply = await serverClient({ origin, token: null }).call(agentApi.wellKnown);
  if (!reply.ok) return reply;
  switch (compareContract(CONTRACT, reply.value.contract)) {
    case 'mine-is-older':
      return failed(problem('update-extension', 'The server is newer than this extension. Update the extension.'));
    case 'theirs-is-older':
      return failed(
        problem('update-server', 'The extension is newer than the server. Ask your administrator to update it.'),
      );
    default:
      return ok({ origin, team: reply.value.team, setUp: reply.value.setUp });
  }
}
