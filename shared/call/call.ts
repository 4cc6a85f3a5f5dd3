import * as z from 'zod/mini';

/** How a call ended up. `missed`: nobody of ours answered an incoming call before it ended or gave up. */
export const dispositionSchema = z.enum(['answered', 'missed', 'no-answer', 'busy', 'declined', 'failed', 'cancelled']);
export type Disposition = z.infer<typeof dispositionSchema>;

export const directionSchema = z.enum(['incoming', 'outgoing']);
export type Direction = z.infer<typeof directionSchema>;

/** What an agent chose, as against what she is doing (that is `busy`, which follows from her calls). */
export const presenceSchema = z.enum(['online', 'away', 'offline']);
export type Presence = z.infer<typeof presenceSchema>;
