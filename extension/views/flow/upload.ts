import * as v from 'valibot';
import type { Wire } from '#extension/wire/contract.ts';
import { type Audio, audioSchema } from '#shared/api/audio-api.ts';
import { MOST_AUDIO_BYTES } from '#shared/call-flow/limits.ts';
import { problem } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';

/** What a file chooser offers. The server judges by content. */
export const ACCEPTED = '.mp3,.wav,audio/mpeg,audio/wav,audio/x-wav';

/** Sends a sound file to the server. What is too large or empty is not even read. */
export async function uploadSound(wire: Wire, file: File): Promise<Result<Audio>> {
  if (file.size === 0) return failed(problem('audio-empty', 'This file is empty.'));
  if (file.size > MOST_AUDIO_BYTES) return failed(problem('audio-too-large', 'This file is larger than 5 MB.'));
  const base64 = await base64Of(file);
  if (base64 === null) return failed(problem('bad-request', 'The file could not be read.'));
  const answer = await wire.ask('audio.upload', { name: file.name.slice(0, 200), base64 });
  if (!answer.ok) return answer;
  const sound = v.safeParse(audioSchema, answer.value.reply);
  return sound.success
    ? ok(sound.output)
    : failed(problem('internal', 'The server’s answer is not what it should be.'));
}

/** null: the file can't be read, for instance because it has gone since it was chosen. */
const base64Of = (file: File): Promise<string | null> =>
  new Promise((done) => {
    const reader = new FileReader();
    reader.onload = () => done(typeof reader.result === 'string' ? reader.result.replace(/^[^,]*,/, '') : null);
    reader.onerror = () => done(null);
    reader.readAsDataURL(file);
  });
