import { Hono } from 'hono';
import * as v from 'valibot';
import { connectCall, type RecordHow } from '#server/calls/outgoing.ts';
import type { Context } from '#server/context.ts';
import { type CallId, callIdSchema, type E164 } from '#shared/ids.ts';
import { PHONE_RING_SECONDS } from './flow-document.ts';
import { softphoneOf } from './softphone-identity.ts';
import { dial, LONGEST_CALL_SECONDS, number, twiml } from './twiml.ts';
import { connectFormSchema } from './webhook.schema.ts';
import { webhooks } from './webhook.ts';
import { announcedUrl, dialDoneUrl, legStatusUrl, recordingStatusUrl, WEBHOOKS } from './webhook-urls.ts';
import { ANY_LINE, lastWords } from './words.ts';

/** A softphone has connected, and Twilio asks whom it calls. Answers TwiML, whatever happens. */
export function outgoingRoutes(context: Context): Hono {
  const app = new Hono();
  const webhook = webhooks(app, context);

  webhook({
    path: WEBHOOKS.outgoing,
    schema: connectFormSchema,
    otherwise: () => lastWords('cannot-place', ANY_LINE),
    async handle(form) {
      const agentId = softphoneOf(form.From);
      const callId = v.safeParse(callIdSchema, form.c);
      if (!agentId || !callId.success) {
        context.log.warn('softphone connected without a call id');
        return { document: lastWords('cannot-place', ANY_LINE) };
      }
      const connected = await connectCall(context, { agentId, callId: callId.output, leg: form.CallSid });
      if (connected.do === 'refuse') return { document: lastWords('cannot-place', connected.line ?? ANY_LINE) };
      return { document: place(context, connected) };
    },
  });

  return app;
}

/** Calls a customer for an agent who has her phone at her ear. */
export function place(
  { config }: Context,
  call: { callId: CallId; line: E164; number: E164; record: RecordHow },
): string {
  return twiml(
    dial(
      {
        answerOnBridge: true,
        callerId: call.line,
        timeout: PHONE_RING_SECONDS,
        timeLimit: LONGEST_CALL_SECONDS,
        action: dialDoneUrl(config, call.callId, 0),
        record: call.record === 'from-answer' ? recordingStatusUrl(config, call.callId) : undefined,
      },
      [
        number(call.number, {
          statusCallback: legStatusUrl(config, call.callId),
          // Its Dial would record what the agent says meanwhile: it is recorded from the end of the announcement on.
          first: call.record === 'once-announced' ? announcedUrl(config, call.callId, call.line) : undefined,
        }),
      ],
    ),
  );
}
