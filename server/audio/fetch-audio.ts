import { type IncomingMessage, request } from 'node:http';
import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import { MOST_AUDIO_BYTES } from '#shared/call-flow/limits.ts';
import { problem } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import { isPublicAddress } from './address-guard.ts';
import type { Internet } from './internet.ts';
import { tooLarge } from './judge-sound.ts';

const MOST_REDIRECTS = 5;
/** Of one name, tried one after the other. */
const MOST_ADDRESSES = 3;
/** For all of it: an admin waits for it. */
export const FETCH_LIMIT_MS = 20_000;
const REDIRECTS = [301, 302, 303, 307, 308];

/** Bytes from the internet. `url`: where they came from in the end. */
export interface Fetched {
  content: Buffer;
  url: string;
}

/**
 * Fetches a file of at most 5 MB from a public https address. The address that was judged is the one that is connected to, at each
 * redirect anew: a name that is given another address meanwhile leads nowhere else. Problems: audio-url-not-https, audio-url-private,
 * audio-url-away, audio-too-large.
 */
export async function fetchAudio(internet: Internet, url: string, limitMs = FETCH_LIMIT_MS): Promise<Result<Fetched>> {
  // Real time, whatever the Clock: it is about sockets.
  const signal = AbortSignal.timeout(limitMs);
  let at = url;
  try {
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      const target = await judge(internet, at, signal);
      if (!target.ok) return target;
      const got = await get(internet, target.value, signal);
      if (!got.ok) return got;
      if ('content' in got.value) return ok({ content: got.value.content, url: target.value.url.href });
      at = got.value.location;
    }
    return failed(away('too-many-redirects', 'This address leads from one to the next without end.'));
  } catch {
    return failed(
      signal.aborted
        ? away('slow', 'The server of this address takes too long to send the file.')
        : away('unreachable', 'The server of this address can’t be reached, or is not who it should be.'),
    );
  }
}

interface Target {
  url: URL;
  /** All of them judged; the first that answers is taken. */
  addresses: string[];
}

/** Where an address leads. One private address among several is one too many: who is connected to would be luck. */
async function judge(internet: Internet, text: string, signal: AbortSignal): Promise<Result<Target>> {
  // The parser reads octal, hexadecimal and one-number spellings of addresses as browsers do.
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'https:') return failed(notHttps);
  if (url.port !== '') return failed(away('port', 'Only addresses without a port of their own are fetched.'));
  if (url.username || url.password)
    return failed(away('sign-in', 'This address holds a password. Use one that needs none.'));
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const addresses = isIP(host) ? [host] : await addressesOf(internet, host.replace(/\.$/, ''), signal);
  if (addresses.length === 0)
    return failed(away('unknown-host', 'There is no server of this name. Check the address.'));
  return addresses.every(isPublicAddress) ? ok({ url, addresses }) : failed(isPrivate);
}

/** None: there is no such name. Rejects when the servers that should know it take too long. */
function addressesOf(internet: Internet, host: string, signal: AbortSignal): Promise<string[]> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    internet.resolve(host).then(resolve, () => resolve([]));
  });
}

/** One request, and its answer: the file, or where else it is. */
async function get(
  internet: Internet,
  { url, addresses }: Target,
  signal: AbortSignal,
): Promise<Result<{ content: Buffer } | { location: string }>> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const socket = await connectToAny(internet, addresses, host, signal);
  try {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const headers = { Host: url.host, Accept: 'audio/*', 'Accept-Encoding': 'identity', 'User-Agent': 'Sidetone' };
      const asked = request({ createConnection: () => socket, path: url.pathname + url.search, headers, signal });
      asked.once('response', resolve);
      asked.once('error', reject);
      asked.end();
    });
    const status = answer.statusCode ?? 0;
    const { location } = answer.headers;
    if (REDIRECTS.includes(status) && location && URL.canParse(location, url.href))
      return ok({ location: new URL(location, url.href).href });
    if (status !== 200)
      return failed(away('status', `The server of this address answers ${status} instead of the file.`, { status }));
    return await readBody(answer);
  } finally {
    socket.destroy();
  }
}

/** A name may have addresses that can't be reached from here: those of IPv6, most often. */
async function connectToAny(
  internet: Internet,
  addresses: readonly string[],
  host: string,
  signal: AbortSignal,
): Promise<Duplex> {
  const inTurn = addresses.toSorted((a, b) => isIP(a) - isIP(b)).slice(0, MOST_ADDRESSES);
  let why: unknown;
  for (const address of inTurn) {
    try {
      return await internet.connect(address, host, signal);
    } catch (error) {
      signal.throwIfAborted();
      why = error;
    }
  }
  throw why;
}

async function readBody(answer: IncomingMessage): Promise<Result<{ content: Buffer }>> {
  if (Number(answer.headers['content-length'] ?? 0) > MOST_AUDIO_BYTES) return failed(tooLarge);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer) {
    size += chunk.length;
    if (size > MOST_AUDIO_BYTES) return failed(tooLarge);
    chunks.push(chunk);
  }
  return ok({ content: Buffer.concat(chunks) });
}

const away = (why: string, message: string, more: { status?: number } = {}) =>
  problem('audio-url-away', message, { field: 'url', params: { why, ...more } });

const notHttps = problem('audio-url-not-https', 'The address has to begin with https://. Enter the secure address.', {
  field: 'url',
});
const isPrivate = problem(
  'audio-url-private',
  'This address leads into a private network. Use one that anybody on the internet can open, or upload the file.',
  { field: 'url' },
);
