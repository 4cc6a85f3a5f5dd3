import { keepFlowDraft, readFlowDraft } from '#extension/settings/stored.ts';
import type { CommandInput, CommandOutput } from '#extension/wire/contract.ts';
import { ok, type Result } from '#shared/result.ts';

/** What is not live yet outlives its tab and the browser. Only its editor knows what it means, and checks it when it is read. */
export async function keepDraft({ number, draft }: CommandInput<'flow.keep'>): Promise<Result<Record<string, never>>> {
  await keepFlowDraft(number, draft ?? null);
  return ok({});
}

export const keptDraft = async ({ number }: CommandInput<'flow.kept'>): Promise<Result<CommandOutput<'flow.kept'>>> =>
  ok({ draft: await readFlowDraft(number) });
