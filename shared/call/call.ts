import * as v from 'valibot';

/** How a call ended up. `missed`: nobody of ours answered an incoming call before it ended or gave up. */
export const dispositionSchema = v.picklist([
  'answered',
  'missed',
  'no-answer',
  'busy',
  'declined',
  'failed',
  'cancelled',
]);
export type Disposition = v.InferOutput<typeof dispositionSchema>;

export const directionSchema = v.picklist(['incoming', 'outgoing']);
export type Direction = v.InferOutput<typeof directionSchema>;

/** What an agent chose, as against what she is doing (that is `busy`, which follows from her calls). */
export const presenceSchema = v.picklist(['online', 'away', 'offline']);
export type Presence = v.InferOutput<typeof presenceSchema>;
