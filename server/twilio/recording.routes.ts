import { Hono } from 'hono';
import * as v from 'valibot';
import { recordingReported } from '#server/calls/recording/recording-report.ts';
import type { Context } from '#server/context.ts';
import { callIdSchema } from '#shared/ids.ts';
import { recordingFormSchema } from './webhook.schema.ts';
import { webhooks } from './webhook.ts';
import { WEBHOOKS } from './webhook-urls.ts';

const STATES = { 'in-progress': 'running', completed: 'completed', absent: 'absent', failed: 'absent' } as const;

/** Twilio reports how recordings fare. What it does not report the sweep asks for. */
export function recordingStatusRoutes(context: Context): Hono {
  const app = new Hono();
  webhooks(
    app,
    context,
  )({
    path: WEBHOOKS.recording,
    schema: recordingFormSchema,
    otherwise: () => null,
    async handle(form, query) {
      const callId = v.safeParse(callIdSchema, query.get('c'));
      if (!callId.success) return { document: null };
      const startedAt = new Date(form.RecordingStartTime ?? Number.NaN);
      await recordingReported(
        context,
        { id: callId.output, leg: form.CallSid, part: partOf(form, query) },
        {
          sid: form.RecordingSid,
          state: STATES[form.RecordingStatus],
          channels: form.RecordingChannels ? Number(form.RecordingChannels) : null,
          seconds: form.RecordingDuration ?? null,
          startedAt: Number.isNaN(startedAt.getTime()) ? null : startedAt,
        },
      );
      return { document: null };
    },
  });
  return app;
}

/** Most calls have one part, which their addresses do not name. */
function partOf({ RecordingSource }: { RecordingSource?: string | undefined }, query: URLSearchParams) {
  if (RecordingSource === 'RecordVerb') return 'voicemail';
  const part = query.get('part') ?? '1';
  return /^[1-9]\d{0,3}$/.test(part) ? Number(part) : 1;
}
