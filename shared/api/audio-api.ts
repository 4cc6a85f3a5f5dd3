import * as v from 'valibot';
import { route } from '#shared/api/route.ts';
import { LONGEST_URL } from '#shared/call-flow/limits.ts';
import { audioIdSchema } from '#shared/call-flow/prompt.ts';

/** A sound file of the team's own, as it is kept: what callers hear is made from it once. */
export const audioSchema = v.object({
  id: audioIdSchema,
  name: v.string(),
  seconds: v.number(),
  bytes: v.pipe(v.number(), v.safeInteger()),
  /** Where it was fetched from; null: uploaded. */
  url: v.nullable(v.string()),
});
export type Audio = v.InferOutput<typeof audioSchema>;

/** Uploads go as the request's body: WAV or MP3, judged by content; `Sidetone-File-Name` (URI-encoded) names it. */
export const FILE_NAME_HEADER = 'sidetone-file-name';
export const AUDIO_PATH = '/api/admin/audio';

/** In the place of a file's id: our own music for callers who wait. */
export const DEFAULT_MUSIC = 'default';

/** Since 1.3; asked by admins. `POST AUDIO_PATH` (no JSON: bytes) answers `Audio`; problems: audio-not-sound, audio-too-large, audio-empty. */
export const audioApi = {
  audioFiles: route({
    method: 'GET',
    path: AUDIO_PATH,
    input: null,
    reply: v.object({ files: v.array(audioSchema) }),
  }),
  /**
   * Fetches a sound file from the internet once and keeps it. Problems: audio-url-not-https, audio-url-private, audio-url-away,
   * audio-not-sound, audio-too-large.
   */
  fetchAudio: route({
    method: 'POST',
    path: '/api/admin/audio/fetch',
    input: v.object({ url: v.pipe(v.string(), v.maxLength(LONGEST_URL)) }),
    reply: audioSchema,
  }),
  /** An address at this server that plays it in the page for five minutes. `id`: a file's, or `DEFAULT_MUSIC`. */
  audioLink: route({
    method: 'POST',
    path: '/api/admin/audio/:id/link',
    input: null,
    reply: v.object({ url: v.string() }),
  }),
} as const;
