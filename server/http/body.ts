import { problem } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';

/** Few requests of the contract come near this; those that may name their own limit. */
export const LARGEST_BODY_BYTES = 64 * 1024;

/**
 * Reads a JSON body of at most `mostBytes` (default 64 KB) without ever holding more, whatever Content-Length says. Problems: too-large,
 * bad-request.
 */
export async function readJson(request: Request, mostBytes = LARGEST_BODY_BYTES): Promise<Result<unknown>> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    return failed(problem('bad-request', 'Send the body as application/json.'));
  }
  const text = await readText(request, mostBytes);
  if (!text.ok) return text;
  try {
    return ok(JSON.parse(text.value));
  } catch {
    return failed(problem('bad-request', 'The body is not JSON.'));
  }
}

async function readText(request: Request, mostBytes: number): Promise<Result<string>> {
  if (Number(request.headers.get('content-length') ?? 0) > mostBytes) return failed(tooLarge(mostBytes));
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > mostBytes) return failed(tooLarge(mostBytes));
    chunks.push(chunk);
  }
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)));
  } catch {
    return failed(problem('bad-request', 'The body is not UTF-8.'));
  }
}

const tooLarge = (mostBytes: number) =>
  problem('too-large', `The request is larger than ${Math.floor(mostBytes / 1024)} KB.`);
