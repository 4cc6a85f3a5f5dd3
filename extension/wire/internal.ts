import * as z from 'zod/mini';
import { type CommandName, commands, type Settings, type SnapshotName, settingsSchema } from './contract.ts';

/** What travels between the background and the softphone beside commands and snapshots. Never sent to or taken from a page. */

/** Who the softphone speaks for. The token never leaves these two contexts. */
export const sessionSchema = z.object({ origin: z.string(), token: z.string() });
export type Session = z.infer<typeof sessionSchema>;

export const bootSchema = z.object({ session: z.nullable(sessionSchema), settings: settingsSchema });
export type Boot = { session: Session | null; settings: Settings };

const commandName = z.custom<CommandName>((name) => typeof name === 'string' && Object.hasOwn(commands, name));
const snapshotName = z.enum(['softphone', 'settings'] satisfies SnapshotName[]);

/** To the background. */
export const toBackgroundSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ask'), name: commandName, input: z.unknown() }),
  /** The latest snapshot, for a page that has just begun to watch. */
  z.object({ kind: z.literal('latest'), name: snapshotName }),
  /** From the softphone alone: */
  z.object({ kind: z.literal('boot') }),
  z.object({ kind: z.literal('publish'), name: snapshotName, snapshot: z.unknown() }),
  /** The server no longer knows the session of this token. */
  z.object({ kind: z.literal('session-ended'), token: z.string() }),
]);
export type ToBackground = z.infer<typeof toBackgroundSchema>;

/** To the softphone, from the background alone. */
export const toSoftphoneSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('do'), name: commandName, input: z.unknown() }),
  z.object({ kind: z.literal('configure'), boot: bootSchema }),
  /** A worker has just started: what none before it has taken is told again. */
  z.object({ kind: z.literal('report') }),
]);
export type ToSoftphone = z.infer<typeof toSoftphoneSchema>;
