import { Hono } from 'hono';
import * as v from 'valibot';
import { holdCall } from '#server/calls/call.store.ts';
import { legAsks } from '#server/calls/control/control-lead.ts';
import { callChanged } from '#server/calls/control/control-rounds.ts';
import { holdMusic } from '#server/calls/hold-music.ts';
import type { Context } from '#server/context.ts';
import { type AudioId, audioIdSchema } from '#shared/call-flow/prompt.ts';
import { callIdSchema } from '#shared/ids.ts';
import { ledDocument } from './led-document.ts';
import { timeOf } from './report-time.ts';
import { roomOf } from './room-document.ts';
import { roomFormSchema } from './room-form.schema.ts';
import { hangup, play, twiml } from './twiml.ts';
import { stepIn } from './voice.routes.ts';
import { voiceFormSchema } from './webhook.schema.ts';
import { webhooks } from './webhook.ts';
import { musicUrl, WEBHOOKS } from './webhook-urls.ts';
import { lastWords, lineOf } from './words.ts';

/** As long as one piece of music may be; then it begins again. */
const MUSIC_SECONDS = 60;

/** As the URL says, which we have made ourselves; those of before did not. */
async function musicIn(context: Context, query: URLSearchParams): Promise<AudioId | null> {
  const named = query.get('music');
  const music = v.safeParse(audioIdSchema, named);
  if (music.success) return music.output;
  const callId = v.safeParse(callIdSchema, query.get('c'));
  return named === null && callId.success ? holdMusic(context, callId.output) : null;
}

/** A call in its room: its legs ask what comes next, and the room tells who is in it. */
export function roomRoutes(context: Context): Hono {
  const app = new Hono();
  const webhook = webhooks(app, context);
  const { config } = context;

  webhook({
    path: WEBHOOKS.roomLeft,
    schema: voiceFormSchema,
    // Whoever has been talking needs no apology.
    otherwise: () => twiml(hangup()),
    async handle({ CallSid }, query) {
      const asked = stepIn(query);
      if (!asked) return { document: twiml(hangup()) };
      const asks = { leg: CallSid, step: asked.step + 1, after: 'room', status: null } as const;
      return { document: ledDocument(config, await legAsks(context, asked.callId, asks)) };
    },
  });

  webhook({
    path: WEBHOOKS.transfer,
    schema: voiceFormSchema,
    otherwise: (form) => lastWords('apology', lineOf(form?.To)),
    async handle({ CallSid }, query) {
      const asked = stepIn(query);
      if (!asked) return { document: twiml(hangup()) };
      const asks = { leg: CallSid, step: asked.step, after: 'redirect', status: null } as const;
      return { document: ledDocument(config, await legAsks(context, asked.callId, asks)) };
    },
  });

  webhook({
    path: WEBHOOKS.hold,
    schema: voiceFormSchema,
    otherwise: () => twiml(play(musicUrl(config, null, 0, MUSIC_SECONDS), 0)),
    async handle(_form, query) {
      const music = await musicIn(context, query);
      return { document: twiml(play(musicUrl(config, music, 0, MUSIC_SECONDS), 0)) };
    },
  });

  webhook({
    path: WEBHOOKS.room,
    schema: roomFormSchema,
    otherwise: () => null,
    async handle(form, query) {
      const callId = v.safeParse(callIdSchema, query.get('c'));
      const at = timeOf(context, form.Timestamp);
      const { CallSid, Coaching, ConferenceSid, FriendlyName, Hold, Muted, SequenceNumber, StatusCallbackEvent } = form;
      if (!callId.success || !at || !StatusCallbackEvent) return { document: null };
      if (FriendlyName !== roomOf(callId.output)) return { document: null };
      await holdCall(context, { id: callId.output }, (call) =>
        call.append({
          kind: 'room',
          room: ConferenceSid,
          sequence: SequenceNumber,
          what: StatusCallbackEvent,
          leg: CallSid ?? null,
          held: Hold,
          muted: Muted,
          coaching: Coaching,
          at,
        }),
      );
      callChanged(context, callId.output);
      return { document: null };
    },
  });

  return app;
}
