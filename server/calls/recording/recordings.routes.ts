import { Hono } from 'hono';
import * as v from 'valibot';
import type { Context } from '#server/context.ts';
import { answer } from '#server/http/answer.ts';
import { problemResponse } from '#server/http/problem-response.ts';
import { recordingFile } from '#server/twilio/recording-file.ts';
import { askForMedia } from '#server/twilio/recording-media.ts';
import { agentApi } from '#shared/api/agent-api.ts';
import { callIdSchema } from '#shared/ids.ts';
import { problem } from '#shared/problem.ts';
import { failed } from '#shared/result.ts';
import { partSchema, RECORDINGS_PATH, readRecordingLink, recordingLink } from './recording-link.ts';
import { recordingLost } from './recording-lost.ts';

/** One range, as players ask for it; anything else is answered with the whole file. */
const RANGE = /^bytes=(\d{1,12}-\d{0,12}|-\d{1,12})$/;
const PASSED_ON = ['content-length', 'content-range', 'etag', 'last-modified'];

/** Plays recordings: Twilio's files, fetched with our key and passed on as they come. */
export function recordingRoutes(context: Context): Hono {
  const app = new Hono();

  answer(app, context, agentApi.recordingLink, 'agent', async ({ agent, params }) => {
    const id = v.safeParse(callIdSchema, params.id);
    return id.success ? recordingLink(context, agent, id.output) : failed(noCall);
  });

  answer(app, context, agentApi.recordingPartLink, 'agent', async ({ agent, params }) => {
    const id = v.safeParse(callIdSchema, params.id);
    const part = v.safeParse(partSchema, params.part);
    return id.success && part.success ? recordingLink(context, agent, id.output, part.output) : failed(noCall);
  });

  app.get(`${RECORDINGS_PATH}:token{[\\w.-]{1,1000}}`, async (asked) => {
    asked.header('Cache-Control', 'no-store');
    const playable = await readRecordingLink(context, asked.req.param('token'));
    if (!playable.ok) return problemResponse(asked, playable.problem);
    const file = recordingFile(playable.value.recording);
    const range = asked.req.header('Range');
    const media = await askForMedia(context, file, {
      range: range && RANGE.test(range) ? range : undefined,
      signal: asked.req.raw.signal,
    });
    if (!media.ok) {
      if (media.problem.code === 'recording-gone') {
        const { callId, recording } = playable.value;
        await recordingLost(context, callId, recording.sid);
      }
      return problemResponse(asked, media.problem);
    }
    const { body, headers, status } = media.value;
    for (const name of PASSED_ON) {
      const value = headers.get(name);
      if (value !== null) asked.header(name, value);
    }
    // Ours, not what a stranger's server might say: this comes from our own origin.
    asked.header('Content-Type', file.mime);
    asked.header('Accept-Ranges', 'bytes');
    asked.header('Cross-Origin-Resource-Policy', 'cross-origin');
    asked.header('Content-Disposition', 'inline');
    return body ? asked.body(body, status === 206 ? 206 : status === 416 ? 416 : 200) : asked.body(null, 416);
  });

  return app;
}

const noCall = problem('not-found', 'There is no such call.');
