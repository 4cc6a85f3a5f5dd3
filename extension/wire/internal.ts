import * as v from 'valibot';
import { type CommandName, commands } from './contract.ts';
import { type Settings, settingsSchema } from './settings.ts';
import type { SnapshotName } from './snapshots.ts';

/** What travels between the background and the softphone beside commands and snapshots. Never sent to or taken from a page. */

/** Who the softphone speaks for. The token never leaves these two contexts. */
export const sessionSchema = v.object({ origin: v.string(), token: v.string() });
export type Session = v.InferOutput<typeof sessionSchema>;

export const bootSchema = v.object({ session: v.nullable(sessionSchema), settings: settingsSchema });
export type Boot = { session: Session | null; settings: Settings };

const commandName = v.custom<CommandName>((name) => typeof name === 'string' && Object.hasOwn(commands, name));
const snapshotName = v.picklist(['softphone', 'settings'] satisfies SnapshotName[]);

/** To the background. */
export const toBackgroundSchema = v.variant('kind', [
  v.object({ kind: v.literal('ask'), name: commandName, input: v.optional(v.unknown()) }),
  /** The latest snapshot, for a page that has just begun to watch. */
  v.object({ kind: v.literal('latest'), name: snapshotName }),
  /** From the softphone alone: */
  v.object({ kind: v.literal('boot') }),
  v.object({ kind: v.literal('publish'), name: snapshotName, snapshot: v.unknown() }),
  /** The server no longer knows the session of this token. */
  v.object({ kind: v.literal('session-ended'), token: v.string() }),
]);
export type ToBackground = v.InferOutput<typeof toBackgroundSchema>;

/** To the softphone, from the background alone. */
export const toSoftphoneSchema = v.variant('kind', [
  v.object({ kind: v.literal('do'), name: commandName, input: v.optional(v.unknown()) }),
  v.object({ kind: v.literal('configure'), boot: bootSchema }),
  /** A worker has just started: what none before it has taken is told again. */
  v.object({ kind: v.literal('report') }),
]);
export type ToSoftphone = v.InferOutput<typeof toSoftphoneSchema>;
