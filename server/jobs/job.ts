import type * as v from 'valibot';
import type { Context } from '#server/context.ts';

/** One kind of work that must not be lost. Every job may run twice: its handler makes the second time harmless. */
export interface Job<Payload extends object = object> {
  name: string;
  /** What was queued is checked again when it runs: the code may have changed since. */
  schema: v.GenericSchema<unknown, Payload>;
  run(context: Context, payload: Payload, attempt: Attempt): Promise<void>;
  options: JobOptions;
}

export interface Attempt {
  /** 0 the first time. */
  retries: number;
  /** Aborted when the time limit has passed or the server stops. */
  signal: AbortSignal;
}

export interface JobOptions {
  /**
   * `standard`: as queued; `short`: while one with the same key waits, another is not queued, whatever runs; `exclusive`: while one with the same key waits or runs, another is not queued; `key_strict_fifo`: those
   * of the same key run one after the other, in order. Default `standard`.
   */
  policy: 'standard' | 'short' | 'exclusive' | 'key_strict_fifo';
  /** How often it is tried again after a failure; with growing pauses from `retryDelaySeconds`. Default 10. */
  retries: number;
  retryDelaySeconds: number;
  /** Longest pause between two tries. Default one hour. */
  longestDelaySeconds: number;
  /** How many of them one process runs at the same time. Default 1. */
  atOnce: number;
  /** Time limit of one run. Default 60. */
  limitSeconds: number;
}

/** Defines a job; queue it with `context.jobs.enqueue`, and list it in `server/jobs/all-jobs.ts` so that it runs. */
export function defineJob<Payload extends object>(
  name: string,
  schema: v.GenericSchema<unknown, Payload>,
  run: Job<Payload>['run'],
  options: Partial<JobOptions> = {},
): Job<Payload> {
  const defaults: JobOptions = {
    policy: 'standard',
    retries: 10,
    retryDelaySeconds: 2,
    longestDelaySeconds: 3_600,
    atOnce: 1,
    limitSeconds: 60,
  };
  return { name, schema, run, options: { ...defaults, ...options } };
}
