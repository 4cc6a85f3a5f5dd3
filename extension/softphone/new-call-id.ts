import * as v from 'valibot';
import { type CallId, callIdSchema } from '#shared/ids.ts';

/** 128 random bits. */
export function newCallId(): CallId {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const base64 = btoa(String.fromCharCode(...bytes));
  const id = v.safeParse(callIdSchema, `c_${base64.replaceAll('+', '-').replaceAll('/', '_').slice(0, 22)}`);
  if (!id.success) throw new Error('what was made is no call id');
  return id.output;
}
