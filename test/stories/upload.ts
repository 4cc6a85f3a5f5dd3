import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { AUDIO_PATH, type Audio, audioSchema, FILE_NAME_HEADER } from '#shared/api/audio-api.ts';
import { CONTRACT_HEADER, contractText } from '#shared/api/version.ts';
import { problemSchema } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import { TEST_EXTENSION_ID } from '#test/support/context.ts';
import type { World } from '#test/support/world.ts';

/** A sound file as the options page sends it, under the name that it has on the admin's computer. */
export async function upload(
  { admin, server }: Pick<World, 'admin' | 'server'>,
  name: string,
  content: Uint8Array<ArrayBuffer>,
): Promise<Result<Audio>> {
  const response = await fetch(`${server.origin}${AUDIO_PATH}`, {
    method: 'POST',
    headers: {
      Origin: `chrome-extension://${TEST_EXTENSION_ID}`,
      Authorization: `Bearer ${admin.token}`,
      [CONTRACT_HEADER]: contractText(),
      [FILE_NAME_HEADER]: encodeURIComponent(name),
    },
    body: content,
  });
  const body: unknown = await response.json();
  return response.ok ? ok(v.parse(audioSchema, body)) : failed(v.parse(problemSchema, body));
}

/** Two seconds of 700 Hz. */
export const toneFile = async (): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await readFile(new URL('../fixtures/audio/tone-700hz-44100-stereo.mp3', import.meta.url)));
