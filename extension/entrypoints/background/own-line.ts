import { type ServerClient, serverClient } from '#extension/companion/server-client.ts';
import { readSession } from '#extension/settings/stored.ts';
import type { CommandInput, CommandOutput } from '#extension/wire/contract.ts';
import { agentApi } from '#shared/api/agent-api.ts';
import { controlApi } from '#shared/api/control-api.ts';
import { callWaitingApi } from '#shared/api/supervise-api.ts';
import { problem } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';

/** What an agent asks about her own calls and line. Popup and options hold no token to ask with. */

export async function callTrace({ callId }: CommandInput<'call.trace'>): Promise<Result<CommandOutput<'call.trace'>>> {
  const reply = await asHerself((server) => server.call(agentApi.callTrace, { params: { id: callId } }));
  return reply.ok ? ok({ lines: reply.value.lines }) : reply;
}

export async function diagnosis(): Promise<Result<CommandOutput<'diagnosis.ask'>>> {
  const reply = await asHerself((server) => server.call(agentApi.diagnosis));
  return reply.ok ? ok({ findings: reply.value.findings }) : reply;
}

export const ringMe = (): Promise<Result<CommandOutput<'diagnosis.ringMe'>>> =>
  asHerself((server) => server.call(agentApi.ringMe));

/** She hears of it by the server's own word, as at each of her computers. */
export async function setPresence(input: CommandInput<'presence.set'>): Promise<Result<CommandOutput<'presence.set'>>> {
  const reply = await asHerself((server) => server.call(agentApi.setPresence, { input }));
  return reply.ok ? ok({}) : reply;
}

/** Who has the number that she dials? */
export const lookUp = (input: CommandInput<'number.lookUp'>): Promise<Result<CommandOutput<'number.lookUp'>>> =>
  asHerself((server) => server.call(agentApi.lookUp, { input }));

/** As `setPresence`. */
export const goAway = (input: CommandInput<'presence.away'>): Promise<Result<CommandOutput<'presence.away'>>> =>
  asHerself((server) => server.call(controlApi.goAway, { input }));

/** Her own choice, kept by the server for all her computers. */
export const callWaiting = ({
  on,
}: CommandInput<'line.callWaiting'>): Promise<Result<CommandOutput<'line.callWaiting'>>> =>
  asHerself((server) =>
    on === null
      ? server.call(callWaitingApi.callWaiting)
      : server.call(callWaitingApi.setCallWaiting, { input: { on } }),
  );

async function asHerself<T>(ask: (server: ServerClient) => Promise<Result<T>>): Promise<Result<T>> {
  const session = await readSession();
  return session ? ask(serverClient(session)) : failed(problem('signed-out', 'You are signed out. Sign in again.'));
}
