import type { Context } from 'hono';
import * as v from 'valibot';
import { ControlError } from './control-error.ts';

/** Reads a JSON body; an empty one counts as `{}`. Throws a ControlError on what is not of the schema. */
export async function read<T>(context: Context, schema: v.GenericSchema<unknown, T>): Promise<T> {
  const text = await context.req.text();
  let body: unknown;
  try {
    body = text.trim() === '' ? {} : JSON.parse(text);
  } catch {
    throw new ControlError(400, 'not-json', 'the body is not JSON');
  }
  return check(body, schema);
}

export function check<T>(value: unknown, schema: v.GenericSchema<unknown, T>): T {
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return parsed.output;
  throw new ControlError(400, 'bad-request', v.summarize(parsed.issues));
}
