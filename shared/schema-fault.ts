import * as v from 'valibot';

/**
 * What the first of a failed check's issues is about: `party.number: expected string`, `name: missing`. Says what was wanted and never what was there,
 * which may be a person's or a secret.
 */
export function schemaFault([issue]: readonly [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]): string {
  const wanted = issue.received === 'undefined' ? 'missing' : `expected ${issue.expected ?? issue.type}`;
  return `${v.getDotPath(issue) ?? 'body'}: ${wanted}`;
}

/** Throws an error with `schemaFault`'s words when the value is not as the schema says. */
export function readAs<T>(schema: v.GenericSchema<unknown, T>, value: unknown): T {
  const read = v.safeParse(schema, value);
  if (read.success) return read.output;
  throw new TypeError(schemaFault(read.issues));
}
