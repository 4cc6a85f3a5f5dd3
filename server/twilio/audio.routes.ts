import { createHash } from 'node:crypto';
import { type Context as Asked, Hono } from 'hono';
import * as v from 'valibot';
import { defaultMusic } from '#server/audio/default-music.ts';
import { LONGEST_PIECE_SECONDS, pieceOfMusic } from '#server/audio/music.ts';
import { TelephoneCache } from '#server/audio/telephone-cache.ts';
import { TELEPHONE_RATE, writeWav } from '#server/audio/wav.ts';
import type { Context } from '#server/context.ts';
import { audioIdSchema } from '#shared/call-flow/prompt.ts';

/** Behind this many bytes of a WAV file of ours its sound begins. */
const WAV_HEAD_BYTES = 44;
/** In place of a sound that is gone, or that the database does not tell: the caller's document goes on, and she hears the rest of it. */
const SILENCE = writeWav(Buffer.alloc(TELEPHONE_RATE), TELEPHONE_RATE);
/** What has an id of its own never changes. Twilio keeps what it has fetched. */
const FOR_EVER = 'public, max-age=31536000, immutable';

/**
 * What callers are played. Anybody who has the address may fetch it, unsigned, so that Twilio can keep it: ids can't be guessed, and
 * every caller hears it anyway.
 */
export function callerAudioRoutes(context: Context): Hono {
  const app = new Hono();
  const cache = new TelephoneCache(context);

  app.get('/audio/:file{a_[\\w-]{22}(?:\\.wav|\\.mp3)?}', async (asked) => {
    const sound = await soundOf(asked.req.param('file').replace(/\..*$/, ''));
    if (sound) return wav(asked, sound);
    context.log.warn('a sound that callers should hear is not there');
    return wav(asked, SILENCE, 'no-store');
  });

  app.get('/audio/music/:id{default|a_[\\w-]{22}}/:piece{\\d{1,9}-\\d{1,3}\\.wav}', async (asked) => {
    const [from = 0, seconds = 0] = asked.req.param('piece').replace('.wav', '').split('-').map(Number);
    if (seconds < 1 || seconds > LONGEST_PIECE_SECONDS) return asked.text('no such piece', 404);
    const id = asked.req.param('id');
    const chosen = (await soundOf(id))?.subarray(WAV_HEAD_BYTES);
    if (chosen) return wav(asked, pieceOfMusic(chosen, from, seconds));
    // Whoever waits hears ours rather than nothing; kept it is only where it was asked for.
    return wav(asked, pieceOfMusic(defaultMusic(), from, seconds), id === 'default' ? FOR_EVER : 'no-store');
  });

  async function soundOf(text: string): Promise<Buffer | undefined> {
    const id = v.safeParse(audioIdSchema, text);
    if (!id.success) return undefined;
    return cache.get(id.output).catch((error: unknown) => {
      context.log.error('sound could not be read', { error });
      return undefined;
    });
  }

  return app;
}

function wav(asked: Asked, sound: Buffer, kept = FOR_EVER): Response {
  const etag = `"${createHash('sha256').update(sound).digest('base64url').slice(0, 22)}"`;
  asked.header('ETag', etag);
  asked.header('Cache-Control', kept);
  asked.header('Cross-Origin-Resource-Policy', 'cross-origin');
  if (asked.req.header('If-None-Match') === etag) return asked.body(null, 304);
  asked.header('Content-Type', 'audio/wav');
  return asked.body(new Uint8Array(sound));
}
