import { serverClient } from '#extension/companion/server-client.ts';
import { readSession } from '#extension/settings/stored.ts';
import type { CommandInput, CommandOutput } from '#extension/wire/contract.ts';
import { agentApi } from '#shared/api/agent-api.ts';
import { controlApi } from '#shared/api/control-api.ts';
import { callWaitingApi } from '#shared/api/supervise-api.ts';
import { problem } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';

/** What an agent asks about her own calls and line. Popup and options hold no token to ask with. */

export async function callTrace({ callId }: CommandInput<'call.trace'>): Promise<Result<CommandOutput<'call.trace'>>> {
  const session = await readSession();
  if (!session) return failed(signedOut());
  const reply = await serverClient(session).call(agentApi.callTrace, { params: { id: callId } });
  return reply.ok ? ok({ lines: reply.value.lines }) : reply;
}

export async function diagnosis(): Promise<Result<CommandOutput<'diagnosis.ask'>>> {
  const session = await readSession();
  if (!session) return failed(signedOut());
  const reply = await serverClient(session).call(agentApi.diagnosis);
  return reply.ok ? ok({ findings: reply.value.findings }) : reply;
}

export async function ringMe(): Promise<Result<CommandOutput<'diagnosis.ringMe'>>> {
  const session = await readSession();
  return session ? serverClient(session).call(agentApi.ringMe) : failed(signedOut());
}

/** She hears of it by the server's own word, as at each of her computers. */
export async function setPresence(input: CommandInput<'presence.set'>): Promise<Result<CommandOutput<'presence.set'>>> {
  const session = await readSession();
  if (!session) return failed(signedOut());
  const reply = await serverClient(session).call(agentApi.setPresence, { input });
  return reply.ok ? ok({}) : reply;
}

/** Who has the number that she dials? */
export async function lookUp(input: CommandInput<'number.lookUp'>): Promise<Result<CommandOutput<'number.lookUp'>>> {
  const session = await readSession();
  return session ? serverClient(session).call(agentApi.lookUp, { input }) : failed(signedOut());
}

/** As `setPresence`. */
export async function goAway(input: CommandInput<'presence.away'>): Promise<Result<CommandOutput<'presence.away'>>> {
  const session = await readSession();
  return session ? serverClient(session).call(controlApi.goAway, { input }) : failed(signedOut());
}

/** Her own choice, kept by the server for all her computers. */
export async function callWaiting({
  on,
}: CommandInput<'line.callWaiting'>): Promise<Result<CommandOutput<'line.callWaiting'>>> {
  const session = await readSession();
  if (!session) return failed(signedOut());
  const client = serverClient(session);
  return on === null
    ? client.call(callWaitingApi.callWaiting)
    : client.call(callWaitingApi.setCallWaiting, { input: { on } });
}

const signedOut = () => problem('signed-out', 'You are signed out. Sign in again.');
