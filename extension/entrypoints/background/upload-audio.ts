import { sendBytes } from '#extension/companion/send-bytes.ts';
import { readSession } from '#extension/settings/stored.ts';
import type { CommandInput, CommandOutput } from '#extension/wire/contract.ts';
import { AUDIO_PATH, audioSchema, FILE_NAME_HEADER } from '#shared/api/audio-api.ts';
import { MOST_AUDIO_BYTES } from '#shared/call-flow/limits.ts';
import { problem } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';

/** Sends a sound file to the server in the name of who is signed in. What is too large or empty does not travel. */
export async function uploadAudio({
  name,
  base64,
}: CommandInput<'audio.upload'>): Promise<Result<CommandOutput<'audio.upload'>>> {
  const bytes = bytesOf(base64);
  if (bytes === undefined) return failed(problem('bad-request', 'The file could not be read. Choose it again.'));
  if (bytes.length === 0) return failed(problem('audio-empty', 'This file is empty.'));
  if (bytes.length > MOST_AUDIO_BYTES) return failed(problem('audio-too-large', 'This file is larger than 5 MB.'));
  const session = await readSession();
  if (!session) return failed(problem('signed-out', 'You are signed out. Sign in again.'));
  const about = { [FILE_NAME_HEADER]: encodeURIComponent(name) };
  const reply = await sendBytes(session, AUDIO_PATH, bytes, about, audioSchema);
  return reply.ok ? ok({ reply: reply.value }) : reply;
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
