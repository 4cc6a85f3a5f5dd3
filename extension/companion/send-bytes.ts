import type * as v from 'valibot';
import { CONTRACT_HEADER, contractText } from '#shared/api/version.ts';
import { failed, type Result } from '#shared/result.ts';
import { readReply, type ServerClientParts, serverAway } from './server-client.ts';

/** 5 MB over a slow line. */
const LIMIT_MS = 110_000;

/** Posts bytes, not JSON, to one path of the server. `headers`: what says more about them. Never throws: every failure is a Problem. */
export async function sendBytes<Reply>(
  { origin, token, fetch: send = globalThis.fetch.bind(globalThis) }: ServerClientParts,
  path: `/${string}`,
  bytes: Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>>,
  reply: v.GenericSchema<unknown, Reply>,
): Promise<Result<Reply>> {
  try {
    const response = await send(`${origin}${path}`, {
      method: 'POST',
      headers: {
        [CONTRACT_HEADER]: contractText(),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        'content-type': 'application/octet-stream',
        ...headers,
      },
      body: bytes,
      credentials: 'omit',
      redirect: 'error',
      signal: AbortSignal.timeout(LIMIT_MS),
    });
    return await readReply(response, reply);
  } catch {
    return failed(serverAway());
  }
}
