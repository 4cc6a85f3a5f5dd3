import { connect, type Socket } from 'node:net';

export interface Load {
  perSecond: number;
  /** Of each request, ms. */
  tookMs: number[];
  /** The answers, in the order of their requests. */
  bodies: string[];
}

/**
 * Sends every request over `connections` kept-alive connections, each the next one when it has its answer. Cheaper than any HTTP client:
 * what is measured is the server. Fails on an answer other than 200 and 204.
 */
export async function load(port: number, requests: readonly Buffer[], connections: number): Promise<Load> {
  const queue = requests.entries();
  const tookMs: number[] = [];
  const bodies: string[] = [];
  const start = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const socket = await opened(port);
      for (const [index, request] of queue) {
        const sent = performance.now();
        socket.write(request);
        bodies[index] = await answerOf(socket);
        tookMs.push(performance.now() - sent);
      }
      socket.destroy();
    }),
  );
  return { perSecond: (1000 * requests.length) / (performance.now() - start), tookMs, bodies };
}

function opened(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(socket));
    socket.once('error', reject);
  });
}

/** Reads one answer, whether its end is told by its length or by an empty chunk. */
function answerOf(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const end = (finish: () => void) => {
      socket.off('data', read);
      socket.off('close', closed);
      finish();
    };
    const closed = () => end(() => reject(new Error(`the server closed the connection after: ${text}`)));
    const read = (chunk: Buffer) => {
      text += chunk.toString('latin1');
      const body = wholeBody(text);
      if (body === undefined) return;
      if (/^HTTP\/1\.1 20[04] /.test(text)) end(() => resolve(body));
      else end(() => reject(new Error(`an answer other than 200 and 204: ${text}`)));
    };
    socket.on('data', read);
    socket.once('close', closed);
  });
}

function wholeBody(text: string): string | undefined {
  const headEnd = text.indexOf('\r\n\r\n');
  if (headEnd < 0) return undefined;
  if (text.startsWith('HTTP/1.1 204 ')) return '';
  const body = text.slice(headEnd + 4);
  const length = /^content-length: *(\d+)/im.exec(text.slice(0, headEnd))?.[1];
  if (length !== undefined) return body.length >= Number(length) ? body : undefined;
  return body.endsWith('0\r\n\r\n') ? body : undefined;
}
