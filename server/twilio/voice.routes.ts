import { Hono } from 'hono';
import * as v from 'valibot';
import { isFinal } from '#server/calls/call-event.ts';
import { apologised, leaveRound, receiveCall } from '#server/calls/incoming.ts';
import { agentMayBeFree } from '#server/calls/queue/queue-dispatch.ts';
import { type Decision, type StepDone, takeTurn } from '#server/calls/take-turn.ts';
import { callersMayBeUnheard } from '#server/calls/unheard.ts';
import type { Context } from '#server/context.ts';
import { type CallId, callIdSchema, e164Schema } from '#shared/ids.ts';
import { callerOf } from './caller-of.ts';
import { flowDocument } from './flow-document.ts';
import { ledDocument } from './led-document.ts';
import { readBody } from './signature.guard.ts';
import { hangup, twiml } from './twiml.ts';
import { dialDoneFormSchema, keysFormSchema, voiceFormSchema, voicemailFormSchema } from './webhook.schema.ts';
import { type Answer, webhooks } from './webhook.ts';
import { WEBHOOKS } from './webhook-urls.ts';
import { lastWords, lineOf } from './words.ts';

/** Twilio asks what to do with a caller: when she comes, and at the end of each step of her way. Answers TwiML, whatever happens. */
export function voiceRoutes(context: Context): Hono {
  const app = new Hono();
  const webhook = webhooks(app, context);

  webhook({
    path: WEBHOOKS.incoming,
    schema: voiceFormSchema,
    otherwise(form) {
      callersMayBeUnheard(context);
      return lastWords('apology', lineOf(form?.To));
    },
    async handle({ CallSid, From, To }) {
      const line = v.safeParse(e164Schema, To);
      if (!line.success) return answerWith(context, { do: 'unknown-number', line: lineOf(To) });
      return answerWith(context, await receiveCall(context, { leg: CallSid, line: line.output, from: callerOf(From) }));
    },
  });

  webhook({
    path: WEBHOOKS.turn,
    schema: keysFormSchema,
    otherwise: (form) => lastWords('apology', lineOf(form?.To)),
    handle: ({ CallSid, Digits }, query) =>
      stepDone(context, query, { leg: CallSid, happened: { what: 'keys', keys: Digits } }),
  });

  webhook({
    path: WEBHOOKS.dialDone,
    schema: v.object({ ...dialDoneFormSchema.entries, To: voiceFormSchema.entries.To }),
    // Whoever has been talking needs no apology; whoever has only heard it ring does.
    otherwise: (form) => (form?.DialCallStatus === 'ended' ? twiml(hangup()) : lastWords('apology', lineOf(form?.To))),
    async handle(form, query) {
      const asked = stepIn(query);
      if (!asked) return { document: twiml(hangup()) };
      const { CallSid, CallStatus, DialBridged, DialCallDuration, DialCallSid, DialCallStatus } = form;
      const decision = await leaveRound(context, {
        callId: asked.callId,
        parentLeg: CallSid,
        step: asked.step,
        status: DialCallStatus,
        bridged: DialBridged !== 'false',
        leg: DialCallSid ?? null,
        seconds: DialCallDuration ?? null,
        parentOver: CallStatus !== undefined && isFinal(CallStatus),
      });
      // Whoever rang in vain, or has talked on her mobile, is free for the next one.
      agentMayBeFree(context);
      return decision.do === 'led'
        ? { document: ledDocument(context.config, decision) }
        : answerWith(context, decision);
    },
  });

  webhook({
    path: WEBHOOKS.voicemailDone,
    schema: voicemailFormSchema,
    // Her message is kept: its own reports tell of it.
    otherwise: () => twiml(hangup()),
    handle: ({ CallSid }, query) => stepDone(context, query, { leg: CallSid, happened: { what: 'voicemail-done' } }),
  });

  // Asked when this server has failed: so it needs nothing of it, neither storage nor signature, tells nothing, and changes nothing.
  app.post(WEBHOOKS.fallback, async (asked) => {
    const form = new URLSearchParams(await readBody(asked.req.raw).catch(() => undefined));
    const code = /^\d{5}$/.exec(form.get('ErrorCode') ?? '')?.[0] ?? null;
    context.log.warn('fallback asked', { code });
    return asked.body(lastWords('apology', lineOf(form.get('To'))), 200, { 'content-type': 'text/xml; charset=utf-8' });
  });

  return app;
}

/** Which step of which call a document's address led to; undefined: none of ours. */
export function stepIn(query: URLSearchParams): { callId: CallId; step: number } | undefined {
  const callId = v.safeParse(callIdSchema, query.get('c'));
  const step = query.get('step') ?? '';
  return callId.success && /^\d{1,6}$/.test(step) ? { callId: callId.output, step: Number(step) } : undefined;
}

/** Takes the caller from the step that the address names to the next one. */
export async function stepDone(
  context: Context,
  query: URLSearchParams,
  done: Pick<StepDone, 'leg' | 'happened'>,
): Promise<Answer> {
  const asked = stepIn(query);
  return asked ? answerWith(context, await takeTurn(context, { ...asked, ...done })) : { document: twiml(hangup()) };
}

/** What was decided, as Twilio is told it. Told too late, the caller has heard an apology, and it is undone. */
export function answerWith(context: Context, decision: Decision): Answer {
  const document = flowDocument(context.config, decision);
  return 'callId' in decision ? { document, ifTooLate: () => apologised(context, decision.callId) } : { document };
}
