import type { Config } from '#server/config.ts';
import type { Context } from '#server/context.ts';
import { type Problem, problem } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import { notConnected, readConnection, restByKey, type TwilioConnection } from './connection.ts';
import { wholeSound } from './recording-check.ts';
import type { RecordingFile, StoredRecording } from './recording-file.ts';
import { EDGE_OF_REGION } from './rest-client.ts';

/** Until the first byte; the file itself takes as long as it takes. */
const ANSWER_LIMIT_MS = 10_000;

type Needs = Pick<Context, 'clock' | 'config' | 'db' | 'log' | 'secrets' | 'stopping'>;

/**
 * Asks Twilio for a recording with the API key; the answer is 200, 206 or 416, its body not read yet. Problems: twilio-not-connected,
 * twilio-away, recording-gone (it was deleted at Twilio), not-found (another Twilio account is connected now).
 */
export async function askForMedia(
  context: Needs,
  file: { name: string; recording: Pick<StoredRecording, 'sid' | 'parentSid'> },
  asked: { range?: string | undefined; signal?: AbortSignal } = {},
): Promise<Result<Response>> {
  const { sid } = file.recording;
  const connection = await readConnection(context);
  if (!connection) return failed(notConnected);
  const late = new AbortController();
  const limit = setTimeout(() => late.abort(new Error('Twilio does not answer')), ANSWER_LIMIT_MS);
  try {
    const response = await fetch(mediaUrl(context.config, connection, file.name), {
      headers: {
        authorization: `Basic ${Buffer.from(`${connection.apiKeySid}:${connection.apiKeySecret}`).toString('base64')}`,
        // Compressed on its way it would have another length than the one that is announced.
        'accept-encoding': 'identity',
        ...(asked.range && { range: asked.range }),
      },
      signal: AbortSignal.any([late.signal, context.stopping, ...(asked.signal ? [asked.signal] : [])]),
    });
    if (response.status === 200 || response.status === 206 || response.status === 416) return ok(response);
    await response.body?.cancel();
    context.log.warn('recording not served', { recording: sid, status: response.status });
    return failed(response.status === 404 ? await whyMissing(context, connection, file.recording) : away);
  } catch (error) {
    context.log.warn('recording could not be fetched', { recording: sid, error });
    return failed(away);
  } finally {
    clearTimeout(limit);
  }
}

/** Whether a recording can be had now, without fetching it. Problems as `askForMedia`. */
export async function recordingThere(
  context: Needs,
  file: Pick<RecordingFile, 'name' | 'recording'>,
  signal: AbortSignal,
): Promise<Result<true>> {
  const asked = await askForMedia(context, file, { range: 'bytes=0-0', signal });
  if (!asked.ok) return asked;
  await asked.value.body?.cancel();
  return ok(true);
}

/** The whole file, checked while it passes: what is cut off or is no sound fails, instead of being kept. Problems as `askForMedia`. */
export async function openRecordingFile(
  context: Needs,
  file: RecordingFile,
): Promise<Result<{ content: ReadableStream<Uint8Array>; bytes: number | null }>> {
  const asked = await askForMedia(context, file);
  if (!asked.ok) return asked;
  const { body, headers, status } = asked.value;
  if (status !== 200 || !body) return failed(away);
  const bytes = lengthOf(headers);
  return ok({ content: body.pipeThrough(wholeSound(file.mime, bytes)), bytes });
}

/** What a body is to have; null: it is not said, or of something else than what arrives here. */
function lengthOf(headers: Headers): number | null {
  const length = headers.get('content-length');
  const encoding = headers.get('content-encoding') ?? 'identity';
  return length !== null && /^\d{1,15}$/.test(length) && encoding === 'identity' ? Number(length) : null;
}

/**
 * A file that is missing may not be ready yet, or no longer there: the recording itself says. Twilio knows deleted ones as such for 40
 * days, then no more; a call that it does not know either was another account's.
 */
async function whyMissing(
  context: Needs,
  connection: TwilioConnection,
  { sid, parentSid }: Pick<StoredRecording, 'sid' | 'parentSid'>,
): Promise<Problem> {
  const rest = restByKey(context, connection);
  const known = await rest.recording(sid);
  if (!known.ok) return away;
  if (known.value !== null) return known.value.state === 'gone' ? recordingGone : away;
  if (!parentSid) return recordingGone;
  const call = await rest.call(parentSid);
  if (!call.ok) return away;
  return call.value === null ? otherAccount : recordingGone;
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
const otherAccount = problem('not-found', 'The Twilio account that is connected now does not have this recording.', {
  params: { what: 'recording' },
});
