import * as v from 'valibot';
import { agentSchema } from '#shared/api/agent-api.ts';
import { type Settings, settingsSchema } from './settings.ts';
import { softphoneContract } from './softphone-contract.ts';

/** What travels from the background to the softphone beside commands and snapshots. Never sent to or taken from a page. */

/** Who the softphone speaks for. The token never leaves these two contexts. */
export const sessionSchema = v.object({
  origin: v.string(),
  token: v.string(),
  /** Whose it is, as the server said last: known also while it is away. null: not known yet. */
  agent: v.fallback(v.nullable(agentSchema), null),
});
export type Session = v.InferOutput<typeof sessionSchema>;

export const bootSchema = v.object({ session: v.nullable(sessionSchema), settings: settingsSchema });
export type Boot = { session: Session | null; settings: Settings };

export type SoftphoneCommand = keyof typeof softphoneContract;
export const isSoftphones = (name: unknown): name is SoftphoneCommand =>
  typeof name === 'string' && Object.hasOwn(softphoneContract, name);

/** To the softphone, from the background alone. */
export const toSoftphoneSchema = v.variant('kind', [
  v.object({
    kind: v.literal('do'),
    name: v.custom<SoftphoneCommand>(isSoftphones),
    input: v.optional(v.unknown()),
  }),
  v.object({ kind: v.literal('configure'), boot: bootSchema }),
  /** A worker has just started: what none before it has taken is told again. */
  v.object({ kind: v.literal('report') }),
]);
export type ToSoftphone = v.InferOutput<typeof toSoftphoneSchema>;
