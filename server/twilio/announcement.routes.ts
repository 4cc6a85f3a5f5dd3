import { Hono } from 'hono';
import * as v from 'valibot';
import { announcementOf } from '#server/calls/recording/announcement.ts';
import { announcing, recordingDeclined } from '#server/calls/recording/announcing.ts';
import type { Context } from '#server/context.ts';
import { type Announcement, announcementText, declineText } from '#shared/call-flow/announcement.ts';
import { languageOfLine } from '#shared/call-flow/line-language.ts';
import { type CallId, callIdSchema, type E164 } from '#shared/ids.ts';
import { gatherKey, hangup, startRecording, twiml } from './twiml.ts';
import { announcementFormSchema } from './webhook.schema.ts';
import { webhooks } from './webhook.ts';
import { announcedUrl, recordingStatusUrl, WEBHOOKS } from './webhook-urls.ts';
import { lineOf, spoken } from './words.ts';

/** Seconds to decline in, once it is said how. */
const DECLINE_SECONDS = 3;

/** Tells people that they are recorded: whoever answers a call of ours, before she is put through; and a whole room. */
export function announcementRoutes(context: Context): Hono {
  const app = new Hono();
  webhooks(
    app,
    context,
  )({
    path: WEBHOOKS.announcement,
    schema: announcementFormSchema,
    // Unannounced nobody is recorded: without the words there is no conversation.
    otherwise: () => twiml(hangup()),
    async handle({ CallSid, Digits }, query) {
      const line = lineOf(query.get('line'));
      const callId = v.safeParse(callIdSchema, query.get('c'));
      if (!callId.success) return { document: twiml(said(await announcementOf(context.db), line)) };
      const keys = query.get('asked') === null ? null : Digits;
      return { document: await toAnswerer(context, { callId: callId.output, leg: CallSid, line, keys }) };
    },
  });
  return app;
}

/** `keys`: what she has pressed; null: she has heard nothing yet. */
interface Answerer {
  callId: CallId;
  leg: string;
  line: E164;
  keys: string | null;
}

/** She is put through at the end of each of these documents, and recorded from there on unless she declines. */
async function toAnswerer(context: Context, { callId, keys, leg, line }: Answerer): Promise<string> {
  const { config, db } = context;
  const announcement = await announcementOf(db);
  const recorded = startRecording(recordingStatusUrl(config, callId));
  const decline = declineText(announcement, languageOfLine(line));
  if (keys === null) {
    const known = await announcing(context, callId, leg);
    if (known === 'gone') return twiml(hangup());
    if (known === 'declined') return twiml();
    if (decline === null) return twiml(said(announcement, line), recorded);
    const action = announcedUrl(config, callId, line, true);
    const words = [...said(announcement, line), ...spoken(decline, line)];
    return twiml(gatherKey({ action, timeout: DECLINE_SECONDS }, words));
  }
  if (keys !== '' && keys === announcement.declineKey) {
    await recordingDeclined(context, callId);
    return twiml();
  }
  // Another key has cut it short.
  return twiml(keys === '' ? [] : said(announcement, line), recorded);
}

const said = (announcement: Announcement, line: E164) =>
  spoken(announcementText(announcement, languageOfLine(line)), line);
