import { agentOfToken, type SignedInAgent } from '#server/agents/sessions.ts';
import type { Context } from '#server/context.ts';
import { CLOSE } from '#shared/api/events.ts';
import { CONTRACT, compareContract, parseContract } from '#shared/api/version.ts';

export type Admission = { agent: SignedInAgent } | { refused: { code: number; reason: string } };

/**
 * Decides about a socket by what its upgrade request offers. A refusal has a close code, not an HTTP status: of a failed upgrade
 * a browser tells its page nothing.
 *
 * @param protocols the offered sub-protocols: `sidetone.<contract>` and `bearer.<session token>`.
 */
export async function admit(
  context: Pick<Context, 'clock' | 'config' | 'db'>,
  origin: string | undefined,
  protocols: readonly string[],
): Promise<Admission> {
  // Programs other than browsers send no Origin, and could send any: the token is what admits, this keeps foreign pages out.
  if (origin !== undefined && !context.config.extensionIds.some((id) => origin === `chrome-extension://${id}`)) {
    return refuse(CLOSE.notAllowed, 'not-allowed');
  }
  const contract = parseContract(offered(protocols, 'sidetone.') ?? '');
  if (!contract) return refuse(CLOSE.updateExtension, 'update-extension');
  const fit = compareContract(CONTRACT, contract);
  if (fit === 'theirs-is-older') return refuse(CLOSE.updateExtension, 'update-extension');
  if (fit === 'mine-is-older') return refuse(CLOSE.updateServer, 'update-server');
  const token = offered(protocols, 'bearer.');
  const agent = token ? await agentOfToken(context, token) : undefined;
  return agent ? { agent } : refuse(CLOSE.signedOut, 'signed-out');
}

const offered = (protocols: readonly string[], prefix: string): string | undefined =>
  protocols.find((protocol) => protocol.startsWith(prefix))?.slice(prefix.length);

const refuse = (code: number, reason: string): Admission => ({ refused: { code, reason } });
