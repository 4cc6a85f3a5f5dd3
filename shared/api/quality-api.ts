import * as v from 'valibot';
import { route } from '#shared/api/route.ts';

const measured = (least: number, most: number) =>
  v.nullable(v.pipe(v.number(), v.finite(), v.minValue(least), v.maxValue(most)));

/** How well a leg's voices were heard, from its beginning until now; null: not measured. */
export const legQualitySchema = v.object({
  /** Twilio's id of the softphone's leg. */
  leg: v.pipe(v.string(), v.regex(/^CA[0-9a-f]{32}$/)),
  /** Mean opinion score, 1 to 4.5. */
  mos: measured(0, 5),
  jitterMs: measured(0, 600_000),
  /** Share of packets lost, 0 to 1. */
  loss: measured(0, 1),
  roundTripMs: measured(0, 600_000),
  /** What she was warned of, as in the softphone's snapshot. */
  warnings: v.pipe(v.array(v.pipe(v.string(), v.regex(/^[a-z-]{1,40}$/))), v.maxLength(20)),
});
export type LegQualityReport = v.InferOutput<typeof legQualitySchema>;

/** Apart from the rest, which whoever measures need not load. */
export const qualityApi = {
  /** Keeps how a leg was heard: said once a minute and at its end, the latest holds. Since 1.4. Problems: call-gone (not hers). */
  keepQuality: route({
    method: 'POST',
    path: '/api/agent/calls/:id/quality',
    input: legQualitySchema,
    reply: v.object({}),
  }),
} as const;
