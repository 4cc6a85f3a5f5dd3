import { type Context as Asked, Hono } from 'hono';
import * as v from 'valibot';
import type { SignedInAgent } from '#server/agents/sessions.ts';
import { makeLink, openLink } from '#server/agents/short-link.ts';
import type { Context } from '#server/context.ts';
import { admit, answer } from '#server/http/answer.ts';
import { problemResponse } from '#server/http/problem-response.ts';
import { factsOf } from '#server/http/request-facts.ts';
import { AUDIO_PATH, type Audio, audioApi, DEFAULT_MUSIC, FILE_NAME_HEADER } from '#shared/api/audio-api.ts';
import { LONGEST_URL, MOST_AUDIO_BYTES } from '#shared/call-flow/limits.ts';
import { audioIdSchema } from '#shared/call-flow/prompt.ts';
import { cleanText } from '#shared/clean-text.ts';
import { problem } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import { hasAudio, keepAudio, listAudio } from './audio.store.ts';
import { defaultMusic } from './default-music.ts';
import { fetchAudio } from './fetch-audio.ts';
import { type Internet, theInternet } from './internet.ts';
import { judgeSound, tooLarge } from './judge-sound.ts';
import { TelephoneCache } from './telephone-cache.ts';
import { TELEPHONE_RATE, writeWav } from './wav.ts';

const LINKS_PATH = '/audio/link/';
const playableSchema = v.union([v.literal(DEFAULT_MUSIC), audioIdSchema]);

/** The team's sound files: brought by admins, from their computer or the internet, and played back to them as callers hear them. */
export function audioRoutes(context: Context, internet: Internet = theInternet): Hono {
  const app = new Hono();
  const cache = new TelephoneCache(context);

  answer(app, context, audioApi.audioFiles, 'admin', async () => ok({ files: await listAudio(context.db) }));

  answer(app, context, audioApi.fetchAudio, 'admin', async ({ agent, input }) => {
    const asked = cleanText(input.url, LONGEST_URL);
    const fetched = await fetchAudio(internet, asked);
    if (!fetched.ok) return fetched;
    const { content, url } = fetched.value;
    return keep(context, agent, { content, name: nameIn(url), url: asked });
  });

  answer(app, context, audioApi.audioLink, 'admin', async ({ agent, params }) => {
    const id = v.safeParse(playableSchema, params.id);
    if (!id.success) return failed(noFile);
    if (id.output !== DEFAULT_MUSIC && !(await hasAudio(context.db, id.output))) return failed(noFile);
    const token = makeLink(context, agent, { link: 'audio', id: id.output });
    return ok({ url: `${context.config.publicUrl}${LINKS_PATH}${token}` });
  });

  // No JSON: the body is the file.
  app.post(AUDIO_PATH, async (asked) => {
    asked.header('Cache-Control', 'no-store');
    try {
      const kept = await upload(asked);
      return kept.ok ? asked.json(kept.value) : problemResponse(asked, kept.problem);
    } catch (error) {
      const facts = factsOf(asked, context.log);
      facts.log.error('upload failed', { error });
      const message = `Sidetone has made a mistake. Its log tells more under request ${facts.id}.`;
      return problemResponse(asked, problem('internal', message, { params: { request: facts.id }, retry: true }));
    }
  });

  app.get(`${LINKS_PATH}:token{[\\w.-]{1,1000}}`, async (asked) => {
    asked.header('Cache-Control', 'no-store');
    const linked = await openLink(context, 'audio', asked.req.param('token'));
    const id = v.safeParse(playableSchema, linked?.id);
    const sound = id.success ? await soundOf(id.output) : undefined;
    if (!sound) return problemResponse(asked, stale);
    asked.header('Content-Type', 'audio/wav');
    asked.header('Cross-Origin-Resource-Policy', 'cross-origin');
    return asked.body(new Uint8Array(sound));
  });

  /** As callers hear it; of our music what they hear before it begins again. */
  const soundOf = async (id: v.InferOutput<typeof playableSchema>): Promise<Buffer | undefined> =>
    id === DEFAULT_MUSIC ? writeWav(defaultMusic(), TELEPHONE_RATE) : cache.get(id);

  async function upload(asked: Asked): Promise<Result<Audio>> {
    const agent = await admit(asked, context, 'admin');
    if (!agent.ok) return agent;
    const content = await readBytes(asked.req.raw);
    return content.ok
      ? keep(context, agent.value, { content: content.value, name: nameOf(asked), url: null })
      : content;
  }

  return app;
}

async function keep(
  context: Context,
  agent: SignedInAgent,
  file: { content: Buffer; name: string; url: string | null },
): Promise<Result<Audio>> {
  const sound = await judgeSound(context.log, file.content);
  return sound.ok ? ok(await keepAudio(context, { ...file, sound: sound.value, by: agent.id })) : sound;
}

/** At most 5 MB, without ever holding more, whatever Content-Length says. */
async function readBytes(request: Request): Promise<Result<Buffer>> {
  if (Number(request.headers.get('content-length') ?? 0) > MOST_AUDIO_BYTES) return failed(tooLarge);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > MOST_AUDIO_BYTES) return failed(tooLarge);
    chunks.push(chunk);
  }
  return ok(Buffer.concat(chunks));
}

/** The file's own name, without the folders that some browsers tell with it. */
function nameOf(asked: Asked): string {
  const text = asked.req.header(FILE_NAME_HEADER) ?? '';
  return withoutFolders(decoded(text));
}

const nameIn = (url: string): string => withoutFolders(decoded(new URL(url).pathname));
const withoutFolders = (path: string): string => path.split(/[\\/]/).at(-1) ?? '';

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not encoded as it should be: shown as it came.
    return text;
  }
}

const noFile = problem('audio-unknown', 'This sound file is no longer there. Upload it again.');
const stale = problem('not-found', 'This link is no longer good. Play the file again.');
