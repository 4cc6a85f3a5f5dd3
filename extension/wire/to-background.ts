import * as v from 'valibot';
import { legQualitySchema } from '#shared/api/quality-api.ts';
import { askSchema } from '#shared/call/control.ts';
import { callIdSchema } from '#shared/ids.ts';
import { type CommandName, commands } from './contract.ts';
import type { SnapshotName } from './snapshots.ts';

const commandName = v.custom<CommandName>((name) => typeof name === 'string' && Object.hasOwn(commands, name));
const snapshotName = v.picklist(['softphone', 'settings', 'wrapUps'] satisfies SnapshotName[]);

/** Every message to the background. */
export const toBackgroundSchema = v.variant('kind', [
  v.object({ kind: v.literal('ask'), name: commandName, input: v.optional(v.unknown()) }),
  /** The latest snapshot, for a page that has just begun to watch. */
  v.object({ kind: v.literal('latest'), name: snapshotName }),
  /** From the softphone alone: */
  v.object({ kind: v.literal('boot') }),
  v.object({ kind: v.literal('publish'), name: snapshotName, snapshot: v.unknown() }),
  v.object({ kind: v.literal('control'), callId: callIdSchema, ask: askSchema }),
  v.object({ kind: v.literal('quality'), callId: callIdSchema, quality: legQualitySchema }),
  /** The server no longer knows the session of this token. */
  v.object({ kind: v.literal('session-ended'), token: v.string() }),
]);
export type ToBackground = v.InferOutput<typeof toBackgroundSchema>;
