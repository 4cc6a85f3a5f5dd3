import { Hono } from 'hono';
import * as v from 'valibot';
import { connectCall } from '#server/calls/outgoing.ts';
import type { Context } from '#server/context.ts';
import { type CallId, callIdSchema, type E164 } from '#shared/ids.ts';
import { PHONE_RING_SECONDS } from './flow-document.ts';
import { softphoneOf } from './softphone-identity.ts';
import { dial, hangup, LONGEST_CALL_SECONDS, number, twiml } from './twiml.ts';
import { connectFormSchema, voiceFormSchema } from './webhook.schema.ts';
import { webhooks } from './webhook.ts';
import { announcementUrl, dialDoneUrl, legStatusUrl, recordingStatusUrl, WEBHOOKS } from './webhook-urls.ts';
import { ANY_LINE, lastWords, lineOf, spokenWords } from './words.ts';

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

  webhook({
    path: WEBHOOKS.announcement,
    schema: voiceFormSchema,
    // Unannounced nobody is recorded: without the words there is no conversation.
    otherwise: () => twiml(hangup()),
    async handle(_form, query) {
      return { document: twiml(spokenWords('recorded', lineOf(query.get('line')))) };
    },
  });

  return app;
}

/** Calls a customer for an agent who has her phone at her ear. */
export function place(
  { config }: Context,
  call: { callId: CallId; line: E164; number: E164; record: boolean },
): string {
  return twiml(
    dial(
      {
        answerOnBridge: true,
        callerId: call.line,
        timeout: PHONE_RING_SECONDS,
        timeLimit: LONGEST_CALL_SECONDS,
        action: dialDoneUrl(config, call.callId, 0),
        record: call.record ? recordingStatusUrl(config, call.callId) : undefined,
      },
      [
        number(call.number, {
          statusCallback: legStatusUrl(config, call.callId),
          first: call.record ? announcementUrl(config, call.line) : undefined,
        }),
      ],
    ),
  );
}
