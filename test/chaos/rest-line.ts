import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Life } from './life.ts';
import { portOf } from './port-of.ts';

/** How a request to Twilio goes wrong: before it has any effect, or after. `cut`: no answer at all. */
export type RestFault = 'busy' | 'fails-before' | 'cut-before' | 'fails-after' | 'cut-after';

/** A request that would change something. */
export interface RestAsked {
  method: string;
  path: string;
  form: URLSearchParams;
}

/** One server's line to Twilio's REST API. */
export interface RestLine {
  url: string;
  /** Requests that wait for their answer. */
  underWay(): number;
  stop(): void;
}

const REFUSALS = {
  busy: [429, { code: 20429, message: 'Too Many Requests', status: 429 }],
  fails: [500, { code: 20500, message: 'An internal server error has occurred', status: 500 }],
} as const;

/** @param faultFor asked before each request that would change something; undefined: all goes well. */
export async function openRestLine(
  twilioUrl: string,
  life: Life,
  faultFor: (asked: RestAsked) => RestFault | undefined,
): Promise<RestLine> {
  let underWay = 0;
  const line = createServer((asked, answer) => {
    underWay += 1;
    relay(twilioUrl, life, faultFor, asked, answer)
      .catch(() => asked.socket.resetAndDestroy())
      .finally(() => {
        underWay -= 1;
      });
  });
  line.listen(0, '127.0.0.1');
  await once(line, 'listening');
  const stop = () => {
    line.close();
    line.closeAllConnections();
  };
  life.signal.addEventListener('abort', stop, { once: true });
  return { url: `http://127.0.0.1:${portOf(line.address())}`, underWay: () => underWay, stop };
}

async function relay(
  twilioUrl: string,
  life: Life,
  faultFor: (asked: RestAsked) => RestFault | undefined,
  asked: IncomingMessage,
  answer: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of asked) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  life.pass();
  const [method, path] = [asked.method ?? 'GET', asked.url ?? ''];
  const fault = method === 'GET' ? undefined : faultFor({ method, path, form: new URLSearchParams(body.toString()) });
  if (fault === 'busy') return refuse(answer, REFUSALS.busy);
  if (fault === 'fails-before') return refuse(answer, REFUSALS.fails);
  if (fault === 'cut-before') return void asked.socket.resetAndDestroy();
  const { authorization, 'content-type': type, range } = asked.headers;
  const reply = await fetch(`${twilioUrl}${path}`, {
    method,
    headers: {
      ...(authorization ? { authorization } : {}),
      ...(type ? { 'content-type': type } : {}),
      ...(range ? { range } : {}),
    },
    ...(body.length > 0 ? { body } : {}),
  });
  const said = Buffer.from(await reply.arrayBuffer());
  // Dies when it has taken effect, and before the answer has come.
  life.pass();
  if (fault === 'fails-after') return refuse(answer, REFUSALS.fails);
  if (fault === 'cut-after') return void asked.socket.resetAndDestroy();
  const kept = ['content-type', 'content-range', 'accept-ranges'].flatMap((name) => {
    const value = reply.headers.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  answer.writeHead(reply.status, { ...Object.fromEntries(kept), 'content-length': said.length }).end(said);
}

function refuse(answer: ServerResponse, [status, body]: (typeof REFUSALS)[keyof typeof REFUSALS]): void {
  answer.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
