import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { silentLog } from '#server/log.ts';
import { systemClock } from '#shared/time.ts';
import { openZohoTransport, type ZohoRequest } from './zoho.transport.ts';
import { uploadOf } from './zoho.upload.ts';

/** What no Zoho that works would do. */

type Answer = Parameters<typeof createServer>[1];
let answer: NonNullable<Answer>;
let seen: { headers: Record<string, unknown>; body: string };
let server: Server;
let apiDomain: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.setEncoding('latin1');
    request.on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', () => {
      seen = { headers: request.headers, body };
      answer(request, response);
    });
    request.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  apiDomain = addressOf(server);
});
beforeEach(() => {
  seen = { headers: {}, body: '' };
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

function addressOf(listening: Server): string {
  const address = listening.address();
  if (typeof address !== 'object' || address === null) throw new Error('not listening');
  return `http://127.0.0.1:${address.port}`;
}

const send = (over: Partial<ZohoRequest<unknown>> = {}, stopping = new AbortController().signal, at = apiDomain) =>
  openZohoTransport({ clock: systemClock, log: silentLog, stopping })(
    { token: 't', apiDomain: at },
    {
      method: 'POST',
      path: '/Calls',
      limitMs: 10_000,
      body: '{}',
      read: (body) => {
        if (typeof body !== 'object' || body === null || !('fine' in body)) throw new TypeError('not fine');
        return { ok: true, value: body };
      },
      ...over,
    },
  );
const says = (status: number, text: string) => {
  answer = (_request, response) => {
    response.writeHead(status).end(text);
  };
};
const away = (ambiguous: boolean) => ({ ok: false, fault: { problem: { code: 'crm-away', retry: true }, ambiguous } });

describe('an answer that says nothing', () => {
  it.each([
    [200, '<html>busy</html>'],
    [200, '{"unheard":1}'],
    [201, ''],
    [502, '<html>Bad gateway</html>'],
  ])('leaves a write in doubt: %i %s', async (status, text) => {
    says(status, text);
    expect(await send()).toMatchObject(away(true));
    expect(await send({ method: 'GET', body: undefined })).toMatchObject(away(false));
  });

  it('is one that never comes, or breaks off', async () => {
    answer = () => undefined;
    expect(await send({ limitMs: 100 })).toMatchObject(away(true));
    answer = (_request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{"fine"');
      response.destroy();
    };
    expect(await send()).toMatchObject(away(true));
  });

  it('is one that comes byte by byte and has no end', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const trickle = setInterval(() => response.write(' '), 5);
      response.once('close', () => clearInterval(trickle));
    };
    expect(await send({ limitMs: 300 })).toMatchObject(away(true));
    expect(await send({ limitMs: 300, method: 'GET', body: undefined })).toMatchObject(away(false));
  });

  it('is no doubt where nobody was there to ask, or nothing was sent', async () => {
    const free = await new Promise<string>((resolve) => {
      const other = createServer().listen(0, '127.0.0.1', () => {
        const address = addressOf(other);
        other.close(() => resolve(address));
      });
    });
    const transport = openZohoTransport({ clock: systemClock, log: silentLog, stopping: new AbortController().signal });
    const read = () => ({ ok: true, value: null }) as const;
    const request = { method: 'POST', path: '/Calls', limitMs: 5_000, body: '{}', read } as const;
    expect(await transport({ token: 't', apiDomain: free }, request)).toMatchObject(away(false));
    expect(await send({}, AbortSignal.abort())).toMatchObject(away(false));
  });
});

describe('a file on its way', () => {
  const file = { name: 'a"b\r\n.wav', mime: 'audio/wav' };
  const source = (fail = false) =>
    new ReadableStream<Uint8Array>({
      start(out) {
        out.enqueue(new Uint8Array(20_000).fill(65));
        if (fail) out.error(new Error('cut'));
        else out.close();
      },
    });
  const sending = (bytes: number | null, content = source()) => {
    const { complete, ...upload } = uploadOf(file, { content, bytes });
    return send({ ...upload, sent: complete });
  };

  it('says how long it is where that is known, and goes in chunks where not', async () => {
    says(200, '{"fine":1}');
    expect(await sending(20_000)).toMatchObject({ ok: true });
    expect(Number(seen.headers['content-length'])).toBe(seen.body.length);
    expect(seen.headers['transfer-encoding']).toBeUndefined();
    expect(seen.body).toContain('filename="a%22b%0D%0A.wav"\r\ncontent-type: audio/wav\r\n\r\nAAAA');
    expect(await sending(null)).toMatchObject({ ok: true });
    expect(seen.headers['transfer-encoding']).toBe('chunked');
  });

  it('is in doubt only once all of it went out', async () => {
    says(500, '');
    expect(await sending(20_000)).toMatchObject(away(true));
    expect(await sending(20_000, source(true))).toMatchObject(away(false));
    expect(await sending(10_000)).toMatchObject(away(false));
    expect(await sending(30_000)).toMatchObject(away(false));
  });

  it('lets its source go when nothing can be sent', async () => {
    const { content, cancelled } = endless();
    const { complete, ...upload } = uploadOf(file, { content, bytes: null });
    expect(await send({ ...upload, sent: complete }, AbortSignal.abort())).toMatchObject(away(false));
    expect(cancelled()).toBe(true);
  });

  it('stops when it is refused on its way', async () => {
    const early = createServer((_request, response) => {
      response.writeHead(401).end('{"code":"INVALID_TOKEN","details":{},"message":"","status":"error"}');
    });
    await new Promise<void>((resolve) => early.listen(0, '127.0.0.1', resolve));
    const { content, cancelled } = endless();
    const { complete, ...upload } = uploadOf(file, { content, bytes: null });
    const refused = await send({ ...upload, sent: complete }, undefined, addressOf(early));
    expect(refused).toMatchObject({ ok: false, fault: { tokenRejected: true, ambiguous: false } });
    expect(cancelled()).toBe(true);
    early.closeAllConnections();
    early.close();
  });

  function endless() {
    let gone = false;
    const content = new ReadableStream<Uint8Array>({
      pull: (out) => out.enqueue(new Uint8Array(65_536)),
      cancel() {
        gone = true;
      },
    });
    return { content, cancelled: () => gone };
  }
});
