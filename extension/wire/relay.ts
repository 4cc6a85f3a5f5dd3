import * as v from 'valibot';
import type { LegQualityReport } from '#shared/api/quality-api.ts';
import type { CallId } from '#shared/ids.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import { schemaFault } from '#shared/schema-fault.ts';
import type { Context } from './command.ts';
import { type CommandName, commands } from './contract.ts';
import { type Asker, type Handlers, handle, handlerOf, notAllowed } from './handlers.ts';
import { type Boot, isSoftphones, type ToSoftphone } from './internal.ts';
import { type SnapshotName, type SoftphoneSnapshot, snapshots } from './snapshots.ts';
import { toBackgroundSchema } from './to-background.ts';

/** The middle of the star, without chrome: what the background does with each message. Keeps nothing: it may die at any moment. */
export interface RelayParts {
  handlers: Handlers<'background'>;
  /** Reaches the offscreen document, making it when it is missing. */
  toSoftphone(message: ToSoftphone): Promise<unknown>;
  boot(): Promise<Boot>;
  sessionEnded(token: string): Promise<void>;
  /** Has the server keep how a leg was heard. */
  measured(callId: CallId, quality: LegQualityReport): Promise<Result<unknown>>;
  keep(name: SnapshotName, snapshot: unknown): Promise<void>;
  kept(name: SnapshotName): Promise<unknown>;
  /** Called after a new snapshot was kept: badge, notification, pages. */
  published(name: SnapshotName, snapshot: unknown): Promise<void>;
}

/** Answers one message. A message that the contract does not know, or that this sender may not send, does nothing. */
export async function relay(parts: RelayParts, message: unknown, from: Asker): Promise<unknown> {
  const read = v.safeParse(toBackgroundSchema, message);
  if (!read.success) return failed(notAllowed());
  const said = read.output;
  switch (said.kind) {
    case 'ask':
      return ask(parts, said.name, said.input, from);
    case 'latest':
      return latest(parts, said.name, from);
    case 'boot':
      return from.context === 'softphone' ? parts.boot() : failed(notAllowed());
    case 'control': {
      const { callId, ask: wanted } = said;
      if (from.context !== 'softphone') return failed(notAllowed());
      return ask(parts, 'call.control', { callId, ask: wanted }, { ...from, context: 'background' });
    }
    case 'quality':
      return from.context === 'softphone' ? parts.measured(said.callId, said.quality) : failed(notAllowed());
    case 'session-ended':
      if (from.context !== 'softphone') return failed(notAllowed());
      await parts.sessionEnded(said.token);
      return ok({});
    case 'publish': {
      const { name } = said;
      if (from.context !== snapshots[name].owner) return failed(notAllowed());
      const snapshot = v.safeParse(snapshots[name].schema, said.snapshot);
      if (!snapshot.success)
        throw new Error(`the snapshot ${name} is not as the contract says: ${schemaFault(snapshot.issues)}`);
      await parts.keep(name, snapshot.output);
      await parts.published(name, snapshot.output);
      // Only now: whoever publishes tells the next worker what this one died over.
      return ok({});
    }
  }
}

async function ask(parts: RelayParts, name: CommandName, input: unknown, from: Asker): Promise<Result<unknown>> {
  if (!mayAsk(name, from.context)) return failed(notAllowed());
  if (isSoftphones(name)) {
    // Checked here, so that nothing unchecked goes further, and once more by the owner's `handle`.
    return handle(commands[name], name, input, async (checked) => {
      const answer = await parts.toSoftphone({ kind: 'do', name, input: checked });
      if (isResult(answer)) return answer;
      throw new Error('the softphone gave no answer');
    });
  }
  const own = handlerOf(parts.handlers, name);
  return own ? handle(commands[name], name, input, (checked) => own(checked, from)) : failed(notAllowed());
}

export const mayAsk = (name: CommandName, context: Context): boolean =>
  commands[name].askers.some((asker) => asker === context);

async function latest(parts: RelayParts, name: SnapshotName, from: Asker): Promise<unknown> {
  const snapshot = await parts.kept(name);
  if (snapshot === undefined) {
    // Nobody has published since the browser started: the softphone does when it is made.
    if (snapshots[name].owner === 'softphone') await parts.toSoftphone({ kind: 'configure', boot: await parts.boot() });
    return undefined;
  }
  if (from.context !== 'page') return { kind: 'snapshot', name, snapshot };
  const part = forPage(name, snapshot);
  return part === undefined ? undefined : { kind: 'snapshot', name, snapshot: part };
}

/** The part of a snapshot that a CRM page may know: the call, its notes and the line, not the list of calls, nor who else is known. */
export function forPage(name: SnapshotName, snapshot: unknown): unknown {
  if (name === 'wrapUps') return snapshot;
  if (name !== 'softphone') return undefined;
  const read = v.safeParse(snapshots.softphone.schema, snapshot);
  if (!read.success) return undefined;
  const whole: SoftphoneSnapshot = read.output;
  return { ...whole, recentCalls: [], missedCount: 0, agent: whole.agent && { ...whole.agent, email: '' } };
}

const isResult = (answer: unknown): answer is Result<unknown> =>
  typeof answer === 'object' && answer !== null && 'ok' in answer;
