import { Hono } from 'hono';
import * as v from 'valibot';
import { holdCall } from '#server/calls/call.store.ts';
import { isFinal, type LegStatus } from '#server/calls/call-event.ts';
import { agentMayBeFree } from '#server/calls/queue-dispatch.ts';
import type { Context } from '#server/context.ts';
import { agentIdSchema, callIdSchema } from '#shared/ids.ts';
import { softphoneOf } from './softphone-identity.ts';
import { type StatusForm, statusFormSchema } from './webhook.schema.ts';
import { webhooks } from './webhook.ts';
import { WEBHOOKS } from './webhook-urls.ts';

/** Older reports are replays, or of no use: what they would have told is known from later ones or from the sweep. */
const STALE_MS = 15 * 60_000;

/** Twilio reports how calls and their legs fare. They come in any order, more than once, or never. */
export function statusRoutes(context: Context): Hono {
  const app = new Hono();
  const webhook = webhooks(app, context);

  webhook({
    path: WEBHOOKS.leg,
    schema: statusFormSchema,
    otherwise: () => null,
    async handle(form, query) {
      const callId = v.safeParse(callIdSchema, query.get('c'));
      const mobileOf = v.safeParse(agentIdSchema, query.get('a'));
      const at = timeOf(context, form);
      if (!callId.success || !at) return { document: null };
      await holdCall(context, { id: callId.output }, async (call) => {
        if (!form.ParentCallSid || call.row.parent_sid !== form.ParentCallSid) return;
        await call.append({
          kind: 'leg',
          leg: form.CallSid,
          status: statusOf(form),
          ...(mobileOf.success ? { agentId: mobileOf.output, mobile: true } : { agentId: softphoneOf(form.To) }),
          seconds: form.CallDuration ?? null,
          at,
        });
      });
      // One agent's answer, too, frees those who rang beside her.
      if (statusOf(form) === 'answered' || isFinal(statusOf(form))) agentMayBeFree(context);
      return { document: null };
    },
  });

  webhook({
    path: WEBHOOKS.call,
    schema: statusFormSchema,
    otherwise: () => null,
    async handle(form) {
      const at = timeOf(context, form);
      if (at && !form.ParentCallSid)
        await holdCall(context, { parentSid: form.CallSid }, (call) =>
          call.append({ kind: 'parent', status: statusOf(form), at }),
        );
      if (isFinal(statusOf(form))) agentMayBeFree(context);
      return { document: null };
    },
  });

  return app;
}

function statusOf({ CallStatus, SipResponseCode }: StatusForm): LegStatus {
  const unanswered = CallStatus === 'busy' || CallStatus === 'failed' || CallStatus === 'no-answer';
  return unanswered && SipResponseCode === '603' ? 'declined' : CallStatus;
}

/** Twilio's own time where it tells one, never later than now; undefined: too old to count. */
function timeOf({ clock }: Context, { Timestamp }: StatusForm): Date | undefined {
  const now = clock.now();
  const told = Timestamp ? Date.parse(Timestamp) : Number.NaN;
  if (Number.isNaN(told) || told > now.getTime()) return now;
  return now.getTime() - told > STALE_MS ? undefined : new Date(told);
}
