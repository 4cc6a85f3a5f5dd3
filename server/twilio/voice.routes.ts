import { Hono } from 'hono';
import * as v from 'valibot';
import type { DefaultWords } from '#server/call-flow/default-words.ts';
import { defaultWords } from '#server/call-flow/default-words.ts';
import { apologised, type Decision, leaveRound, receiveCall } from '#server/calls/incoming.ts';
import { connectCall } from '#server/calls/outgoing.ts';
import type { Context } from '#server/context.ts';
import { callIdSchema, type E164, e164Schema } from '#shared/ids.ts';
import { isWithheldNumber } from '#shared/withheld-number.ts';
import { softphoneOf } from './softphone-identity.ts';
import { client, dial, hangup, LONGEST_CALL_SECONDS, number, say, twiml, type Verb } from './twiml.ts';
import { connectFormSchema, dialDoneFormSchema, voiceFormSchema } from './webhook.schema.ts';
import { webhooks } from './webhook.ts';
import { announcementUrl, dialDoneUrl, legStatusUrl, recordingStatusUrl, WEBHOOKS } from './webhook-urls.ts';

/** Twilio adds about 5 s: fifty in all, longer than any voicemail waits. */
const OUTGOING_RING_SECONDS = 45;
/** A line of a country where English is spoken, for words to a caller of whom we know nothing. */
const ANY_LINE = v.parse(e164Schema, '+442079460000');

/** Twilio asks what to do with a call. Answers TwiML, whatever happens. */
export function voiceRoutes(context: Context): Hono {
  const app = new Hono();
  const webhook = webhooks(app, context);

  webhook({
    path: WEBHOOKS.incoming,
    schema: voiceFormSchema,
    otherwise: (form) => words('apology', lineOf(form?.To)),
    async handle(form) {
      const line = v.safeParse(e164Schema, form.To);
      if (!line.success) return { document: words('unavailable', ANY_LINE) };
      const decision = await receiveCall(context, { leg: form.CallSid, line: line.output, from: callerOf(form.From) });
      return { document: meet(context, decision, line.output), ...undo(context, decision) };
    },
  });

  webhook({
    path: WEBHOOKS.dialDone,
    schema: v.object({ ...dialDoneFormSchema.entries, To: voiceFormSchema.entries.To }),
    // Whoever has been talking needs no apology; whoever has only heard it ring does.
    otherwise: (form) => (form?.DialCallStatus === 'ended' ? twiml(hangup()) : words('apology', lineOf(form?.To))),
    async handle(form, query) {
      const callId = v.safeParse(callIdSchema, query.get('c'));
      const step = Number(query.get('step'));
      if (!callId.success || !Number.isInteger(step) || step < 0) return { document: twiml(hangup()) };
      const decision = await leaveRound(context, {
        callId: callId.output,
        parentLeg: form.CallSid,
        step,
        status: form.DialCallStatus,
        leg: form.DialCallSid ?? null,
        seconds: form.DialCallDuration ?? null,
      });
      return { document: meet(context, decision, lineOf(form.To)), ...undo(context, decision) };
    },
  });

  webhook({
    path: WEBHOOKS.outgoing,
    schema: connectFormSchema,
    otherwise: () => words('cannot-place', ANY_LINE),
    async handle(form) {
      const agentId = softphoneOf(form.From);
      const callId = v.safeParse(callIdSchema, form.c);
      if (!agentId || !callId.success) {
        context.log.warn('softphone connected without a call id');
        return { document: words('cannot-place', ANY_LINE) };
      }
      const connected = await connectCall(context, { agentId, callId: callId.output, leg: form.CallSid });
      if (connected.do === 'refuse') return { document: words('cannot-place', connected.line ?? ANY_LINE) };
      return { document: place(context, connected) };
    },
  });

  webhook({
    path: WEBHOOKS.announcement,
    schema: voiceFormSchema,
    // Unannounced nobody is recorded: without the words there is no conversation.
    otherwise: () => twiml(hangup()),
    async handle(_form, query) {
      return { document: twiml(spoken('recorded', lineOf(query.get('line') ?? undefined))) };
    },
  });

  return app;
}

/** The caller's number; null when it is withheld, or when what stands there is no number that could be called back. */
function callerOf(from: string): E164 | null {
  if (isWithheldNumber(from)) return null;
  const number = v.safeParse(e164Schema, from);
  return number.success ? number.output : null;
}

function lineOf(to: string | undefined): E164 {
  const line = v.safeParse(e164Schema, to);
  return line.success ? line.output : ANY_LINE;
}

function meet({ config }: Context, decision: Decision, line: E164): string {
  switch (decision.do) {
    case 'hang-up':
      return twiml(hangup());
    case 'say':
      return words(decision.words, line);
    case 'ring': {
      const { agentIds, callId, step, seconds, record } = decision;
      const ringing = { statusCallback: legStatusUrl(config, callId), parameters: { callId } };
      const action = dialDoneUrl(config, callId, step);
      return twiml(
        // Said once, before anybody of ours can be heard; the caller then hears it ring.
        record && step === 0 ? spoken('recorded', line) : [],
        dial(
          {
            answerOnBridge: true,
            timeout: seconds,
            timeLimit: LONGEST_CALL_SECONDS,
            action,
            record: record ? recordingStatusUrl(config, callId) : undefined,
          },
          agentIds.map((agentId) => client(agentId, ringing)),
        ),
      );
    }
  }
}

function place(
  { config }: Context,
  call: { callId: Parameters<typeof dialDoneUrl>[1]; line: E164; number: E164; record: boolean },
): string {
  return twiml(
    dial(
      {
        answerOnBridge: true,
        callerId: call.line,
        timeout: OUTGOING_RING_SECONDS,
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

function spoken(what: DefaultWords, line: E164): Verb[] {
  const { text, ...how } = defaultWords(what, line);
  return say(text, how);
}

const words = (what: DefaultWords, line: E164): string => twiml(spoken(what, line), hangup());

function undo(context: Context, decision: Decision) {
  return decision.do === 'ring' ? { ifTooLate: () => apologised(context, decision.callId) } : {};
}
