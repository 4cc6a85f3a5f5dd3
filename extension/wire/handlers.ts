import * as v from 'valibot';
import { type Problem, problem } from '#shared/problem.ts';
import { failed, type Result } from '#shared/result.ts';
import type { Command, Context, Owner } from './command.ts';
import type { CommandInput, CommandName, CommandOutput, commands } from './contract.ts';

/** What one owner must answer: leaving a command out does not compile. */
export type Handlers<O extends Owner> = {
  [N in CommandName as (typeof commands)[N]['owner'] extends O ? N : never]: (
    input: CommandInput<N>,
    asker: Asker,
  ) => Promise<Result<CommandOutput<N>>>;
};

/** Who asks: which context, and for a page in which tab and in which of its frames. */
export interface Asker {
  context: Context;
  tabId: number | null;
  frameId: number | null;
}

type AnyHandler = (input: never, asker: Asker) => Promise<Result<unknown>>;

/** The handler of a command among those of its owner; undefined when another context owns it. */
export function handlerOf<O extends Owner>(handlers: Handlers<O>, name: CommandName): AnyHandler | undefined {
  // Each handler takes what its own schema lets through, which `handle` checks before it calls.
  return (handlers as Partial<Record<CommandName, AnyHandler>>)[name];
}

/** A matter of seconds, unless its command says more. */
const DEFAULT_LIMIT_MS = 15_000;

export function notAllowed(): Problem {
  return problem('not-allowed', 'Sidetone does not take this from here.');
}

/**
 * Checks the input against the definition of this name's command, runs the handler within its time limit, checks the output. A handler
 * that throws answers `internal`.
 */
export async function handle(
  definition: Pick<Command, 'input' | 'output' | 'limitMs'>,
  name: CommandName,
  input: unknown,
  run: (input: never) => Promise<Result<unknown>>,
): Promise<Result<unknown>> {
  // A list would pass for an object without fields.
  const read = v.safeParse(definition.input, Array.isArray(input) ? undefined : input);
  if (!read.success) return failed(problem('bad-request', `Sidetone could not read the request ${name}.`));
  try {
    // The handler of this name takes what this name's schema has just let through.
    const answer = await within(definition.limitMs ?? DEFAULT_LIMIT_MS, run(read.output as never));
    if (!answer.ok) return answer;
    const value = v.safeParse(definition.output, answer.value);
    return value.success ? { ok: true, value: value.output } : failed(mistake(name));
  } catch {
    return failed(mistake(name));
  }
}

const mistake = (name: CommandName): Problem =>
  problem('internal', `Sidetone could not finish ${name}. Try again.`, { retry: true });

function within<T>(ms: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('took too long')), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
