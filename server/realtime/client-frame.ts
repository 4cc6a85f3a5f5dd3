import * as v from 'valibot';
import { type ClientEvent, clientEventSchema } from '#shared/api/events.ts';

const KNOWN_TYPES: readonly unknown[] = clientEventSchema.options.map((option) => option.entries.type.literal);

/**
 * Reads one frame of a softphone. `ignored`: an event of a newer extension, which this server need not understand;
 * `malformed`: nothing that the contract knows in any version.
 */
export function readClientFrame(frame: unknown): ClientEvent | 'ignored' | 'malformed' {
  if (typeof frame !== 'string') return 'malformed';
  let value: unknown;
  try {
    value = JSON.parse(frame);
  } catch {
    return 'malformed';
  }
  const read = v.safeParse(clientEventSchema, value);
  if (read.success) return read.output;
  if (typeof value !== 'object' || value === null || !('type' in value)) return 'malformed';
  return typeof value.type === 'string' && !KNOWN_TYPES.includes(value.type) ? 'ignored' : 'malformed';
}
