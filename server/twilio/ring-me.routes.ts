import { Hono } from 'hono';
import * as v from 'valibot';
import type { Context } from '#server/context.ts';
import { problemResponse } from '#server/http/problem-response.ts';
import { problem } from '#shared/problem.ts';
import type { Result } from '#shared/result.ts';
import { readConnection, restByKey } from './connection.ts';
import { askForMedia } from './recording-media.ts';
import { spokenToAgent } from './ring-me-words.ts';
import { hangup, play, record, twiml } from './twiml.ts';
import { voicemailFormSchema } from './webhook.schema.ts';
import { webhooks } from './webhook.ts';
import { WEBHOOKS } from './webhook-urls.ts';

/** She says a few words; silence ends them earlier. */
const SECONDS_OF_VOICE = 8;
const SECONDS_OF_SILENCE = 2;
const LINK_MS = 5 * 60_000;
/** A recording that has only just ended may not be there yet: asked for so often, that far apart. */
const TRIES = 8;
const BETWEEN_TRIES_MS = 500;

const linkSchema = v.object({ link: v.literal('ring-me'), sid: v.string(), until: v.number() });
const statusSchema = v.object({ CallSid: v.string(), CallStatus: v.optional(v.string()) });

/**
 * A test call to one's own softphone: a sentence, a tone, and what she then says comes back to her. Nothing of it is kept: the recording is
 * deleted when the call is over, and the ledger never hears of it.
 */
export function ringMeRoutes(context: Context): Hono {
  const { clock, config, log, secrets } = context;
  const app = new Hono();
  const webhook = webhooks(app, context);
  const to = (path: string): string => config.publicUrl + path;

  webhook({
    path: WEBHOOKS.ringMe,
    schema: voicemailFormSchema,
    otherwise: () => twiml(hangup()),
    async handle(form) {
      const said = await spokenToAgent(context, form.To);
      const listen = record({
        action: to(WEBHOOKS.ringMeHeard),
        timeout: SECONDS_OF_SILENCE,
        maxLength: SECONDS_OF_VOICE,
        statusCallback: to(WEBHOOKS.ringMeStatus),
      });
      return { document: twiml(said('speak'), listen, said('not-heard'), hangup()) };
    },
  });

  webhook({
    path: WEBHOOKS.ringMeHeard,
    schema: voicemailFormSchema,
    otherwise: () => twiml(hangup()),
    async handle(form) {
      const said = await spokenToAgent(context, form.To);
      if (!form.RecordingSid) return { document: twiml(said('not-heard'), hangup()) };
      const meaning = { link: 'ring-me', sid: form.RecordingSid, until: clock.now().getTime() + LINK_MS };
      const voice = play(`${to(WEBHOOKS.ringMeVoice)}${secrets.seal(JSON.stringify(meaning))}`);
      return { document: twiml(said('you'), voice, said('done'), hangup()) };
    },
  });

  webhook({
    path: WEBHOOKS.ringMeStatus,
    schema: statusSchema,
    otherwise: () => null,
    async handle(form) {
      if (form.CallStatus === 'completed') context.background.start('forget voice', () => forget(form.CallSid));
      return { document: null };
    },
  });

  // Fetched by Twilio, from us: its own address would ask for a password in accounts that protect their media.
  app.get(`${WEBHOOKS.ringMeVoice}:token{[\\w.-]{1,1000}}`, async (asked) => {
    asked.header('Cache-Control', 'no-store');
    const link = readLink(context, asked.req.param('token'));
    if (!link) return problemResponse(asked, stale);
    const media = await patiently(context, () =>
      askForMedia(context, { recording: { sid: link.sid }, name: `${link.sid}.wav` }),
    );
    if (!media.ok) return problemResponse(asked, media.problem);
    asked.header('Content-Type', 'audio/wav');
    return media.value.body ? asked.body(media.value.body) : problemResponse(asked, stale);
  });

  return app;

  async function forget(callSid: string): Promise<void> {
    const connection = await readConnection(context);
    if (!connection) return;
    const rest = restByKey(context, connection);
    const recordings = await rest.recordingsOf(callSid);
    for (const { sid } of recordings.ok ? recordings.value : []) {
      const deleted = await rest.deleteRecording(sid);
      if (!deleted.ok) log.warn('voice of a test call not deleted', { recording: sid, reason: deleted.problem.code });
    }
  }
}

const stale = problem('not-found', 'This link is no longer good.');

function readLink({ clock, secrets }: Pick<Context, 'clock' | 'secrets'>, token: string) {
  try {
    const read = v.safeParse(linkSchema, JSON.parse(secrets.open(token)));
    return read.success && read.output.until > clock.now().getTime() ? read.output : undefined;
  } catch {
    // Changed, or made up.
    return undefined;
  }
}

async function patiently<T>(
  { clock, stopping }: Pick<Context, 'clock' | 'stopping'>,
  ask: () => Promise<Result<T>>,
): Promise<Result<T>> {
  let answer = await ask();
  for (let tries = 1; !answer.ok && answer.problem.retry && tries < TRIES; tries++) {
    await clock.sleep(BETWEEN_TRIES_MS, stopping);
    answer = await ask();
  }
  return answer;
}
