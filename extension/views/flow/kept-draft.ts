import * as v from 'valibot';
import type { Draft } from '#extension/views/flow/draft.ts';
import type { Wire } from '#extension/wire/contract.ts';
import { callFlowSchema } from '#shared/call-flow/call-flow.schema.ts';
import type { E164 } from '#shared/ids.ts';
import { ok, type Result } from '#shared/result.ts';

const keptSchema = v.object({
  name: v.string(),
  flow: callFlowSchema,
  basedOn: v.nullable(v.number()),
  at: v.pipe(v.string(), v.isoTimestamp()),
});
export type KeptDraft = v.InferOutput<typeof keptSchema>;

/** What was kept of a number when its tab was closed; null: nothing, or what an older Sidetone kept and nobody can read any more. */
export async function readKept(wire: Wire, number: E164): Promise<Result<KeptDraft | null>> {
  const answer = await wire.ask('flow.kept', { number });
  if (!answer.ok) return answer;
  const kept = v.safeParse(keptSchema, answer.value.draft);
  return ok(kept.success ? kept.output : null);
}

export const keep = (wire: Wire, number: E164, { name, flow }: Draft, basedOn: number | null, at: Date) =>
  wire.ask('flow.keep', { number, draft: { name, flow, basedOn, at: at.toISOString() } });

export const forget = (wire: Wire, number: E164) => wire.ask('flow.keep', { number, draft: null });
