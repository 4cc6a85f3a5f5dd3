import type * as v from 'valibot';

/** One line of the HTTP contract. `path` may hold `:name` parts. A route without `input` takes no body. */
export interface Route<Input = unknown, Reply = unknown> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: `/${string}`;
  readonly input: v.GenericSchema<unknown, Input> | null;
  /** Longest body, where 64 KB are not enough. */
  readonly mostBytes?: number;
  /** Body of a 200 answer; any other status carries a Problem (`shared/problem.ts`). */
  readonly reply: v.GenericSchema<unknown, Reply>;
}

/** The annotation lets a bundler leave out the routes that a part of the extension never asks. */
/* @__NO_SIDE_EFFECTS__ */
export function route<Input, Reply>(definition: Route<Input, Reply>): Route<Input, Reply> {
  return definition;
}

/** Several parts of the contract as one. A call, because a bundler keeps what is spread, for the sake of getters that it might have. */
/* @__NO_SIDE_EFFECTS__ */
export function together<A extends object, B extends object, C extends object>(a: A, b: B, c: C): A & B & C {
  return { ...a, ...b, ...c };
}
