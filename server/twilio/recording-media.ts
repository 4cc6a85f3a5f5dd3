import type { Config } from '#server/config.ts';
import type { Context } from '#server/context.ts';
import { type Problem, problem } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import { notConnected, readConnection, restByKey, type TwilioConnection } from './connection.ts';
import { EDGE_OF_REGION } from './rest-client.ts';

/** Until the first byte; the file itself takes as long as it takes. */
const ANSWER_LIMIT_MS = 10_000;
/** Twilio's WAV: 8 kHz, 16 bit. */
const BYTES_PER_SECOND = 16_000;
/** Zoho takes files of 100 MB at most (crm.md A2): what would come near it is fetched as MP3. */
const LARGEST_WAV_BYTES = 90_000_000;

export interface RecordingFile {
  sid: string;
  /** `RE….wav`, or `.mp3` where that would be too large. The same at each try. */
  name: string;
  mime: 'audio/wav' | 'audio/mpeg';
}

/** Under which name and in which form a recording is kept. */
export function recordingFile({
  sid,
  channels,
  seconds,
}: {
  sid: string;
  channels: number;
  seconds: number;
}): RecordingFile {
  const large = seconds * channels * BYTES_PER_SECOND > LARGEST_WAV_BYTES;
  return large ? { sid, name: `${sid}.mp3`, mime: 'audio/mpeg' } : { sid, name: `${sid}.wav`, mime: 'audio/wav' };
}

type Needs = Pick<Context, 'config' | 'db' | 'log' | 'secrets' | 'stopping'>;

/**
 * Asks Twilio for a recording with the API key; the answer is 200, 206 or 416, its body not read yet. Problems: twilio-not-connected,
 * twilio-away, recording-gone.
 */
export async function askForMedia(
  context: Needs,
  { sid, name }: Pick<RecordingFile, 'sid' | 'name'>,
  asked: { range?: string | undefined; signal?: AbortSignal } = {},
): Promise<Result<Response>> {
  const connection = await readConnection(context);
  if (!connection) return failed(notConnected);
  const late = new AbortController();
  const limit = setTimeout(() => late.abort(new Error('Twilio does not answer')), ANSWER_LIMIT_MS);
  try {
    const response = await fetch(mediaUrl(context.config, connection, name), {
      headers: {
        authorization: `Basic ${Buffer.from(`${connection.apiKeySid}:${connection.apiKeySecret}`).toString('base64')}`,
        ...(asked.range && { range: asked.range }),
      },
      signal: AbortSignal.any([late.signal, context.stopping, ...(asked.signal ? [asked.signal] : [])]),
    });
    if (response.status === 200 || response.status === 206 || response.status === 416) return ok(response);
    await response.body?.cancel();
    context.log.warn('recording not served', { recording: sid, status: response.status });
    return failed(response.status === 404 ? await whyMissing(context, connection, sid) : away);
  } catch (error) {
    context.log.warn('recording could not be fetched', { recording: sid, error });
    return failed(away);
  } finally {
    clearTimeout(limit);
  }
}

/** A recording that was only just completed may be missing for a moment; one that Twilio does not know is gone. */
async function whyMissing(context: Needs, connection: TwilioConnection, sid: string): Promise<Problem> {
  const known = await restByKey(context, connection).recording(sid);
  return known.ok && (known.value === null || known.value.state === 'gone') ? recordingGone : away;
}

/** The whole file, checked while it passes: what is cut off or is no sound fails, instead of being kept. */
export async function openRecordingFile(
  context: Needs,
  file: RecordingFile,
): Promise<Result<ReadableStream<Uint8Array>>> {
  const asked = await askForMedia(context, file);
  if (!asked.ok) return asked;
  const { body, headers, status } = asked.value;
  if (status !== 200 || !body) return failed(away);
  const length = headers.get('content-length');
  return ok(body.pipeThrough(checked(file, length === null ? null : Number(length))));
}

function checked({ mime }: RecordingFile, length: number | null): TransformStream<Uint8Array, Uint8Array> {
  let passed = 0;
  return new TransformStream({
    transform(chunk, controller) {
      if (passed === 0 && mime === 'audio/wav' && Buffer.from(chunk.subarray(0, 4)).toString('latin1') !== 'RIFF')
        throw new Error('Twilio sent something that is no WAV file');
      passed += chunk.byteLength;
      controller.enqueue(chunk);
    },
    flush() {
      if (passed === 0 || (length !== null && passed !== length)) throw new Error('the recording was cut off');
    },
  });
}

function mediaUrl(config: Pick<Config, 'twilio'>, { accountSid, region }: TwilioConnection, name: string): string {
  const edge = EDGE_OF_REGION[region];
  const base = config.twilio.baseUrl ?? `https://api.${edge ? `${edge}.${region}.` : ''}twilio.com`;
  return `${base}/2010-04-01/Accounts/${accountSid}/Recordings/${encodeURIComponent(name)}`;
}

const away = problem('twilio-away', 'Twilio does not give the recording at the moment. It is tried again.', {
  retry: true,
});
export const recordingGone = problem('recording-gone', 'Twilio no longer has this recording. It was deleted there.');
