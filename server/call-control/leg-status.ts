import * as v from 'valibot';

/** What became of one leg, in the order of a leg's life; the last six are final. */
export const legStatusSchema = v.picklist([
  'initiated',
  'ringing',
  'answered',
  'ended',
  'busy',
  'no-answer',
  'declined',
  'failed',
  'cancelled',
]);
export type LegStatus = v.InferOutput<typeof legStatusSchema>;

export const isFinal = (status: LegStatus): boolean =>
  status !== 'initiated' && status !== 'ringing' && status !== 'answered';
