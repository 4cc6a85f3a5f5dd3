import { backoffMs } from '#extension/companion/backoff.ts';
import { type ServerClient, serverClient } from '#extension/companion/server-client.ts';
import { readSession } from '#extension/settings/stored.ts';
import type { CommandInput, CommandOutput } from '#extension/wire/contract.ts';
import { controlApi } from '#shared/api/control-api.ts';
import { type LegQualityReport, qualityApi } from '#shared/api/quality-api.ts';
import type { CallId } from '#shared/ids.ts';
import { problem } from '#shared/problem.ts';
import { failed, type Result } from '#shared/result.ts';
import { systemClock } from '#shared/time.ts';

/** How often an ask is sent whose answer was lost: within the 15 s that its asker waits. */
const TRIES = 3;

/**
 * Asks the server to do something with a running call. Sent again with the same id when its answer was lost, which is the same ask to
 * the server: it is done once.
 */
export async function askControl({
  callId,
  ask,
}: CommandInput<'call.control'>): Promise<Result<CommandOutput<'call.control'>>> {
  const server = await signedIn();
  if (!server) return failed(signedOut());
  const asked = { params: { id: callId }, input: { askId: crypto.randomUUID(), ask } };
  for (let failures = 0; ; failures++) {
    const reply = await server.call(controlApi.control, asked);
    if (reply.ok || !reply.problem.retry || failures + 1 === TRIES) return reply;
    await systemClock.sleep(backoffMs(failures, Math.random));
  }
}

export async function listColleagues(): Promise<Result<CommandOutput<'colleagues.list'>>> {
  return (await signedIn())?.call(controlApi.colleagues) ?? failed(signedOut());
}

/** Has the server keep how a leg was heard. What it does not take is told anew a minute later, or lost: nobody waits for it. */
export async function keepQuality(callId: CallId, quality: LegQualityReport): Promise<Result<unknown>> {
  return (
    (await signedIn())?.call(qualityApi.keepQuality, { params: { id: callId }, input: quality }) ?? failed(signedOut())
  );
}

async function signedIn(): Promise<ServerClient | undefined> {
  const session = await readSession();
  return session ? serverClient(session) : undefined;
}

const signedOut = () => problem('signed-out', 'You are signed out. Sign in again.');
