import { type ClientEvent, clientEventSchema } from '#shared/api/events.ts';

const KNOWN_TYPES: readonly unknown[] = clientEventSchema.def.options.map((option) => option.shape.type.def.values[0]);

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
  const read = clientEventSchema.safeParse(value);
  if (read.success) return read.data;
  if (typeof value !== 'object' || value === null || !('type' in value)) return 'malformed';
  return typeof value.type === 'string' && !KNOWN_TYPES.includes(value.type) ? 'ignored' : 'malformed';
}
