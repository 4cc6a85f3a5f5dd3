import type * as z from 'zod/mini';

/** One line of the HTTP contract. `path` may hold `:name` parts. A route without `input` takes no body. */
export interface Route<Input = unknown, Reply = unknown> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: `/${string}`;
  readonly input: z.ZodMiniType<Input> | null;
  /** Body of a 200 answer; any other status carries a Problem (`shared/problem.ts`). */
  readonly reply: z.ZodMiniType<Reply>;
}

export function route<Input, Reply>(definition: Route<Input, Reply>): Route<Input, Reply> {
  return definition;
}
