import { Hono } from 'hono';
import * as v from 'valibot';
import { holdCall } from '#server/calls/call.store.ts';
import { isFinal, type LegStatus } from '#server/calls/call-event.ts';
import { legsOf, underHand, wasAsked } from '#server/calls/control/control-facts.ts';
import { callChanged } from '#server/calls/control/control-rounds.ts';
import { agentMayBeFree } from '#server/calls/queue/queue-dispatch.ts';
import { callersMayBeUnheard } from '#server/calls/unheard.ts';
import type { Context } from '#server/context.ts';
import { agentIdSchema, callIdSchema } from '#shared/ids.ts';
import { isE164 } from '#shared/phone-number.ts';
import { timeOf } from './report-time.ts';
import { softphoneOf } from './softphone-identity.ts';
import { type StatusForm, statusFormSchema } from './webhook.schema.ts';
import { webhooks } from './webhook.ts';
import { WEBHOOKS } from './webhook-urls.ts';

const askIdSchema = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/));
const stepSchema = v.pipe(v.string(), v.regex(/^\d{1,6}$/), v.transform(Number));

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
      const at = timeOf(context, form.Timestamp);
      if (!callId.success || !at) return { document: null };
      const invited = v.safeParse(askIdSchema, query.get('ask'));
      const led = v.safeParse(stepSchema, query.get('led'));
      const changed = await holdCall(context, { id: callId.output }, async (call) => {
        // A leg of one of its legs; or one that was rung straight into its room, which has none above it.
        const { ParentCallSid: parent } = form;
        const ours = parent
          ? legsOf(call.row, call.events).has(parent)
          : invited.success && wasAsked(call.events, invited.output);
        if (!ours) return undefined;
        await call.append({
          kind: 'leg',
          leg: form.CallSid,
          status: statusOf(form),
          ...(mobileOf.success ? { agentId: mobileOf.output, mobile: true } : { agentId: softphoneOf(form.To) }),
          ...(invited.success && { askId: invited.output }),
          ...(led.success && { led: led.output }),
          seconds: form.CallDuration ?? null,
          at,
        });
        return underHand(call);
      });
      if (changed) callChanged(context, changed);
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
      const at = timeOf(context, form.Timestamp);
      if (!at || form.ParentCallSid) return { document: null };
      const told = await holdCall(context, { parentSid: form.CallSid }, async (call) => {
        await call.append({ kind: 'parent', status: statusOf(form), at });
        return { changed: underHand(call) };
      });
      if (told?.changed) callChanged(context, told.changed);
      // Somebody's call is over who was not heard of: Twilio could not reach us when she came.
      if (!told && isE164(form.To)) callersMayBeUnheard(context);
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
