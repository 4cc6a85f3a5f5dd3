import * as v from 'valibot';
import { agentSchema } from '#shared/api/agent-api.ts';
import type { LegQualityReport } from '#shared/api/quality-api.ts';
import type { Ask } from '#shared/call/control.ts';
import type { CallId } from '#shared/ids.ts';
import type { Settings } from './settings.ts';
import { softphoneContract } from './softphone-contract.ts';

/** What travels between background and softphone beside commands and snapshots. Never sent to or taken from a page. */

/** Who the softphone speaks for. The token never leaves these two contexts. */
export const sessionSchema = v.object({
  origin: v.string(),
  token: v.string(),
  /** Whose it is, as the server said last: known also while it is away. null: not known yet. */
  agent: v.fallback(v.nullable(agentSchema), null),
});
export type Session = v.InferOutput<typeof sessionSchema>;

export type Boot = { session: Session | null; settings: Settings };

export type SoftphoneCommand = keyof typeof softphoneContract;
export const isSoftphones = (name: unknown): name is SoftphoneCommand =>
  typeof name === 'string' && Object.hasOwn(softphoneContract, name);

/** To the softphone, from the background alone, which has checked what it passes on. */
export type ToSoftphone =
  | { kind: 'do'; name: SoftphoneCommand; input?: unknown }
  | { kind: 'configure'; boot: Boot }
  /** A worker has just started: what none before it has taken is told again. */
  | { kind: 'report' };

/** From the softphone: what it has to tell the server of a running call, by way of the background. */
export type SoftphoneAsk =
  | { kind: 'control'; callId: CallId; ask: Ask }
  | { kind: 'quality'; callId: CallId; quality: LegQualityReport };
