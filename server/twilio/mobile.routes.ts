import { Hono } from 'hono';
import * as v from 'valibot';
import { acceptOnMobile, isRungOnMobile } from '#server/calls/mobile-leg.ts';
import type { Context } from '#server/context.ts';
import { agentIdSchema, callIdSchema } from '#shared/ids.ts';
import { gatherKey, hangup, twiml } from './twiml.ts';
import { keysFormSchema } from './webhook.schema.ts';
import { webhooks } from './webhook.ts';
import { mobileUrl, WEBHOOKS } from './webhook-urls.ts';
import { spokenWords } from './words.ts';

const ACCEPT_KEY = '1';
/** A voicemail's greeting presses nothing. */
const PATIENCE_SECONDS = 8;

/**
 * Somebody has picked up an agent's mobile: she, or its voicemail. Only who presses 1 is put through; else this leg is over, and the
 * caller goes on as if nobody had answered.
 */
export function mobileRoutes(context: Context): Hono {
  const app = new Hono();
  webhooks(
    app,
    context,
  )({
    path: WEBHOOKS.mobile,
    schema: keysFormSchema,
    otherwise: () => twiml(hangup()),
    async handle({ CallSid, Digits }, query) {
      const callId = v.safeParse(callIdSchema, query.get('c'));
      const agentId = v.safeParse(agentIdSchema, query.get('a'));
      if (!callId.success || !agentId.success) return { document: twiml(hangup()) };
      const rung = { callId: callId.output, agentId: agentId.output, leg: CallSid };
      if (query.get('asked') === null) {
        const line = await isRungOnMobile(context, rung);
        if (!line) return { document: twiml(hangup()) };
        const action = mobileUrl(context.config, rung.callId, rung.agentId, true);
        const words = spokenWords('mobile', line.number, { Line: line.name });
        return { document: twiml(gatherKey({ action, timeout: PATIENCE_SECONDS }, words), hangup()) };
      }
      const accepted = Digits === ACCEPT_KEY && (await acceptOnMobile(context, rung));
      // An empty document puts her through.
      return { document: accepted ? twiml() : twiml(hangup()) };
    },
  });
  return app;
}
