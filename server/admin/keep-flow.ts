import type { Kysely } from 'kysely';
import { flowOfCall } from '#server/calls/flow-of-call.ts';
import type { Context } from '#server/context.ts';
import type { Database } from '#server/database/schema.ts';
import type { CallFlow } from '#shared/call-flow/call-flow.schema.ts';
import type { AgentId, E164 } from '#shared/ids.ts';
import { type Problem, problem } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import { NO_VERSION } from './call-flows.ts';
import { noteChange } from './changes.ts';
import { unknownAudio, unknownPeople } from './flow-checks.ts';
import { changedParts } from './flow-contents.ts';
import { flowFault } from './flow-fault.ts';
import { addVersion, claimLine, type NewLine, setLine, takeBack } from './flow-rows.ts';

type Tx = Kysely<Database>;

export interface FlowToKeep {
  number: E164;
  /** Cleaned; empty: the number's own at Twilio, or the former one. */
  name: string;
  flow: CallFlow;
  /** The version that it was made from; null: the number is new. `any`: whichever is live. */
  basedOn: number | null | 'any';
  /** The earlier version that it brings back. */
  restoredFrom: number | null;
  by: AgentId;
}

export interface Kept {
  name: string;
  version: number;
  /** Undoes the adding of a line that Twilio then would not set; null: it was there before. */
  undo: ((tx: Tx) => Promise<void>) | null;
}

/** Makes a flow the line's live one, as a new version; where nothing differs, the present one stays. One transaction. */
export async function keepFlow(
  context: Context,
  tx: Tx,
  entered: FlowToKeep,
  atTwilio: NewLine | null,
): Promise<Result<Kept>> {
  const { number } = entered;
  const line = await tx
    .selectFrom('incoming_numbers')
    .select(['name', 'flow_version'])
    .where('number', '=', number)
    .forUpdate()
    .executeTakeFirst();
  if (!isBasedOn(entered.basedOn, line)) return failed(changedMeanwhile);
  const before = line ? (await flowOfCall(tx, { line: number, flow_version: line.flow_version })).flow : null;
  const fault = await faultOf(context, tx, entered, before);
  if (fault) return failed(fault);

  const name = entered.name || atTwilio?.name || line?.name || number;
  const changed = before ? changedParts(before, entered.flow) : [];
  if (line && line.name !== name) changed.unshift('name');
  if (line?.flow_version && changed.length === 0) return ok({ name, version: line.flow_version, undo: null });
  if (!line && !(atTwilio && (await claimLine(context, tx, number, atTwilio)))) return failed(changedMeanwhile);
  const version = await addVersion(context, tx, { ...entered, name }, changed);
  await setLine(context, tx, { ...entered, name, version });
  const change = await noteChange(context, tx, {
    by: entered.by,
    subject: number,
    ...(!line
      ? { kind: 'incoming-number-added' }
      : entered.restoredFrom !== null
        ? { kind: 'incoming-number-restored', values: { version: entered.restoredFrom } }
        : { kind: 'incoming-number-saved', values: { version, parts: changed.join(' ') } }),
  });
  return ok({ name, version, undo: line ? null : (later) => takeBack(later, number, version, change) });
}

function isBasedOn(basedOn: FlowToKeep['basedOn'], line: { flow_version: number | null } | undefined): boolean {
  if (basedOn === 'any') return true;
  return basedOn === (line ? (line.flow_version ?? NO_VERSION) : null);
}

async function faultOf(context: Context, tx: Tx, { number, flow, restoredFrom }: FlowToKeep, before: CallFlow | null) {
  // What is brought back may name whom it named then.
  const former = [...(before ? [before] : []), ...(restoredFrom === null ? [] : [flow])];
  return (
    (await unknownPeople(tx, flow, former)) ??
    (await unknownAudio(tx, flow)) ??
    (await flowFault(context, tx, number, flow))
  );
}

export const changedMeanwhile: Problem = problem(
  'changed-meanwhile',
  'Somebody else has saved or deleted this number since you opened it. Look at what it does now, then make your changes again.',
);
