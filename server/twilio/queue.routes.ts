import { Hono } from 'hono';
import * as v from 'valibot';
import { callBackOver, connectCallBack } from '#server/calls/queue/call-back.ts';
import { agentMayBeFree } from '#server/calls/queue/queue-dispatch.ts';
import { isOffered, leaveQueue, leftQueue, offered } from '#server/calls/queue/queue-leave.ts';
import { type WaitDecision, waitOn } from '#server/calls/queue/queue-wait.ts';
import { beganToWait } from '#server/calls/queue/waiting.ts';
import type { Context } from '#server/context.ts';
import { agentIdSchema, type CallId, callIdSchema } from '#shared/ids.ts';
import { heard, queueOf } from './flow-document.ts';
import { keepQueueSize } from './line-queue.ts';
import { place } from './outgoing.routes.ts';
import { softphoneOf } from './softphone-identity.ts';
import { enqueue, gatherKey, hangup, leave, play, redirect, twiml } from './twiml.ts';
import { answerWith, stepIn } from './voice.routes.ts';
import { queueDoneFormSchema, queueWaitFormSchema, statusFormSchema, voiceFormSchema } from './webhook.schema.ts';
import { webhooks } from './webhook.ts';
import { musicUrl, queueDoneUrl, queueWaitUrl, WEBHOOKS, waitOnUrl } from './webhook-urls.ts';
import { ANY_LINE, lastWords, lineOf } from './words.ts';

/** The shortest that a Gather waits: part of the time between two announcements, in silence. */
const KEY_SECONDS = 1;
/** Twilio keeps a caller after so many of our failures to say what she hears. */
const MOST_FAILURES = 3;

/** Callers who wait: what they hear, how they leave, and how an agent gets them. Answers TwiML, whatever happens. */
export function queueRoutes(context: Context): Hono {
  const app = new Hono();
  const webhook = webhooks(app, context);
  const { config } = context;

  webhook({
    path: WEBHOOKS.queueWait,
    schema: queueWaitFormSchema,
    // A minute of ours that has failed her is no reason to send her away: some music, and she is asked for again.
    otherwise: () => twiml(play(musicUrl(config, null, 0, 10))),
    async handle({ CallSid, Digits, To }, query) {
      const asked = stepIn(query);
      if (!asked) return { document: twiml(leave()) };
      const lap = Number(query.get('lap') ?? 0) || 0;
      const decision = await waitOn(context, { ...asked, leg: CallSid, keys: Digits });
      if (decision.do === 'leave') return { document: twiml(leave()) };
      lookAfter(asked.callId, lap === 0, lineOf(To), decision.callers);
      return { document: waitDocument(context, asked, lap, decision) };
    },
  });

  webhook({
    path: WEBHOOKS.queueDone,
    schema: queueDoneFormSchema,
    otherwise: (form) =>
      form?.QueueResult === 'hangup' || form?.QueueResult === 'redirected'
        ? twiml(hangup())
        : lastWords('apology', lineOf(form?.To)),
    async handle({ CallSid, QueueResult, To }, query) {
      const asked = stepIn(query);
      if (!asked) return { document: twiml(hangup()) };
      const out = { ...asked, leg: CallSid };
      switch (QueueResult) {
        case 'leave':
          return answerWith(context, await leaveQueue(context, out));
        case 'queue-full':
          return answerWith(context, await leftQueue(context, out, 'full'));
        case 'redirected':
          // Not listened to by Twilio, which goes on with where we sent her; should it be, it is the same.
          if (!(await isOffered(context, asked.callId))) return { document: twiml(hangup()) };
          return answerWith(context, await offered(context, out));
        case 'error':
        case 'system-error': {
          const failures = Number(query.get('failures') ?? 0) || 0;
          if (failures >= MOST_FAILURES) return answerWith(context, await leftQueue(context, out, 'failed'));
          context.log.warn('queue failed', { callId: asked.callId, result: QueueResult, failures });
          const action = `${queueDoneUrl(config, asked.callId, asked.step)}&failures=${failures + 1}`;
          const waitUrl = queueWaitUrl(config, asked.callId, asked.step);
          return { document: twiml(enqueue(queueOf(lineOf(To)), { action, waitUrl })) };
        }
        default:
          return { document: twiml(hangup()) };
      }
    },
  });

  webhook({
    path: WEBHOOKS.offered,
    schema: voiceFormSchema,
    otherwise: (form) => lastWords('apology', lineOf(form?.To)),
    async handle({ CallSid }, query) {
      const asked = stepIn(query);
      const agentId = v.safeParse(agentIdSchema, query.get('a'));
      if (!asked || !agentId.success) return { document: twiml(hangup()) };
      return answerWith(context, await offered(context, { ...asked, leg: CallSid }, agentId.output));
    },
  });

  webhook({
    path: WEBHOOKS.callBack,
    schema: voiceFormSchema,
    otherwise: () => lastWords('cannot-place', ANY_LINE),
    async handle({ CallSid, To }, query) {
      const callId = v.safeParse(callIdSchema, query.get('c'));
      const agentId = softphoneOf(To.replace(/\?.*$/, ''));
      if (!callId.success || !agentId) return { document: lastWords('cannot-place', ANY_LINE) };
      const connected = await connectCallBack(context, { callId: callId.output, agentId, leg: CallSid });
      if (connected.do === 'refuse') return { document: lastWords('cannot-place', connected.line ?? ANY_LINE) };
      return { document: place(context, connected) };
    },
  });

  webhook({
    path: WEBHOOKS.callBackOver,
    schema: statusFormSchema,
    otherwise: () => null,
    async handle({ CallSid }, query) {
      const callId = v.safeParse(callIdSchema, query.get('c'));
      if (callId.success) await callBackOver(context, callId.output, CallSid);
      return { document: null };
    },
  });

  /** Asked for with every piece of music, too: should the process have died that would have looked after her, another one does now. */
  function lookAfter(callId: CallId, isNew: boolean, line: ReturnType<typeof lineOf>, callers: number): void {
    context.background.start('somebody waits', async () => {
      if (isNew) await beganToWait(context.db, callId);
      agentMayBeFree(context);
      if (isNew) await keepQueueSize(context, line, callers);
    });
  }

  return app;
}

/**
 * The announcement, then music: from the end of one announcement to the next it is as long as the admin has set (line 37). A key ends
 * both. Each piece of music is cut where the one before it ended, since nothing that plays can be cut short.
 */
function waitDocument(
  { config }: Context,
  { callId, step }: { callId: CallId; step: number },
  lap: number,
  { parts, music, musicSeconds, keys }: WaitDecision & { do: 'wait' },
): string {
  const listening = keys && musicSeconds > KEY_SECONDS ? KEY_SECONDS : 0;
  const seconds = musicSeconds - listening;
  const plays = [...heard(config, parts), play(musicUrl(config, music, lap * seconds, seconds))];
  const onward = waitOnUrl(config, callId, step, lap + 1);
  return keys ? twiml(gatherKey({ action: onward, timeout: KEY_SECONDS }, plays)) : twiml(plays, redirect(onward));
}
