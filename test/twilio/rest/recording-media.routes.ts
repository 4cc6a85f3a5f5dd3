import type { ServerResponse } from 'node:http';
import { type Context, Hono } from 'hono';
import { channelsOf, type Recording } from '#test/twilio/recording/recording.ts';
import { byteRange } from './byte-range.ts';
import type { RestEnv, RestParts } from './rest-api.ts';
import { notFound, RestError, unsupported } from './rest-error.ts';

const WAV = 'audio/x-wav';
const MP3 = 'audio/mpeg';

/**
 * The file of a recording: `/Recordings/{Sid}` and `/Recordings/{Sid}.wav`, for those who may use the API ("Enforce HTTP Auth on Media
 * URLs" is on). 404 until it is completed, and after it was deleted. `.mp3`: the file that the Control API was given for it.
 */
export function recordingMediaRoutes({ theSwitch: { recordings, clock } }: RestParts): Hono<RestEnv> {
  const routes = new Hono<RestEnv>();
  routes.get('/Recordings/:file{RE[0-9a-f]{32}(\\.wav|\\.mp3)?}', async (context) => {
    const [sid = '', extension] = context.req.param('file').split('.');
    const recording = recordings.get(sid);
    if (!recording) throw notFound(context.req.path);
    const fault = recordings.faults.draw(sid);
    if (fault?.what === 'slow') await clock.sleep(fault.delayMs, context.req.raw.signal);
    if (fault?.what === 'error') throw new RestError(500, 20500, 'Internal Server Error');
    if (recording.state.status !== 'completed' || fault?.what === 'missing') throw notFound(context.req.path);
    const isCut = fault?.what === 'cut';
    if (extension === 'mp3') {
      const mp3 = recordings.mp3s.get(sid);
      if (!mp3) throw unsupported('an MP3 of this recording, unless the Control API was given one');
      return send(context, { file: mp3, type: MP3 }, isCut);
    }
    const wav = recording.state.tape.wav(requestedChannels(context, recording));
    return send(context, { file: wav, type: WAV }, isCut);
  });
  return routes;
}

/** `RequestedChannels`: a two-channel recording can be had in one; the reverse is Twilio's error 16113. */
function requestedChannels(context: Context<RestEnv>, recording: Recording) {
  const asked = context.req.query('RequestedChannels');
  if (asked === undefined || asked === String(recording.channels)) return channelsOf(recording);
  if (asked === '1') return 'mixed';
  if (asked !== '2') throw new RestError(400, 20001, `Invalid RequestedChannels: ${asked}`);
  throw new RestError(400, 16113, 'Voice Recording: Cannot download a dual-channel presentation of a mono recording');
}

function send(
  context: Context<RestEnv>,
  { file, type }: { file: Uint8Array<ArrayBuffer>; type: string },
  isCut: boolean,
): Response {
  const range = byteRange(context.req.header('range'), file.length);
  const headers = { 'content-type': type, 'accept-ranges': 'bytes' };
  if (range === 'beyond') {
    return context.body(null, 416, { ...headers, 'content-range': `bytes */${file.length}` });
  }
  const part = range ? file.subarray(range.first, range.last + 1) : file;
  const described = {
    ...headers,
    'content-length': String(part.length),
    ...(range ? { 'content-range': `bytes ${range.first}-${range.last}/${file.length}` } : {}),
  };
  return context.body(isCut ? half(part, context.env.outgoing) : part, range ? 206 : 200, described);
}

/** The first half, and then the connection breaks. */
function half(
  part: Uint8Array,
  outgoing: Pick<ServerResponse, 'destroy' | 'destroyed' | 'writableLength'>,
): ReadableStream<Uint8Array> {
  let isSent = false;
  return new ReadableStream({
    async pull(controller) {
      if (!isSent) {
        isSent = true;
        controller.enqueue(part.subarray(0, Math.ceil(part.length / 2)));
        return;
      }
      while (outgoing.writableLength > 0 && !outgoing.destroyed) await new Promise((resolve) => setTimeout(resolve, 5));
      outgoing.destroy();
      controller.close();
    },
  });
}
