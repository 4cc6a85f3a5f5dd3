import type * as v from 'valibot';
import type { Result } from '#shared/result.ts';
import { backgroundContract } from './background-contract.ts';
import type { Levels, Snapshot, SnapshotName } from './snapshots.ts';
import { softphoneContract } from './softphone-contract.ts';

/** Every command, whoever owns it. */
export const commands = { ...softphoneContract, ...backgroundContract };

export type CommandName = keyof typeof commands;
export type CommandInput<N extends CommandName> = v.InferOutput<(typeof commands)[N]['input']>;
export type CommandOutput<N extends CommandName> = v.InferOutput<(typeof commands)[N]['output']>;

/** How a view asks, whatever carries it. Views know this and the snapshots, and nothing of chrome. */
export interface Wire {
  ask<N extends CommandName>(name: N, input: CommandInput<N>): Promise<Result<CommandOutput<N>>>;
  /** Calls `show` with the latest snapshot (as soon as there is one) and with every later one. */
  watch<N extends SnapshotName>(name: N, show: (snapshot: Snapshot<N>) => void, signal: AbortSignal): void;
  watchLevels(show: (levels: Levels) => void, signal: AbortSignal): void;
}
