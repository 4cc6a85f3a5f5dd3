import { Hono } from 'hono';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { route } from '#shared/api/route.ts';
import { serverClient } from './server-client.ts';

const greet = route({
  method: 'POST',
  path: '/api/greet/:name',
  input: v.object({ words: v.string() }),
  reply: v.object({ said: v.string() }),
});

function clientOf(app: Hono) {
  const viaApp: typeof fetch = async (input, init) =>
    app.request(String(input).replace('https://server.example', ''), init);
  return serverClient({ origin: 'https://server.example', token: 'secret', fetch: viaApp });
}

describe('a call to the server', () => {
  it('carries the session, the contract’s version and the input, and brings the checked reply', async () => {
    const app = new Hono();
    app.post('/api/greet/:name', async (c) => {
      const { words } = await c.req.json();
      return c.json({
        said: [c.req.param('name'), words, c.req.header('authorization'), c.req.header('sidetone-contract')].join(' '),
      });
    });
    const reply = await clientOf(app).call(greet, { params: { name: 'a b' }, input: { words: 'hola' } });
    expect(reply).toEqual({ ok: true, value: { said: 'a b hola Bearer secret 1.4' } });
  });

  it('hands on the server’s Problem', async () => {
    const app = new Hono();
    const told = { code: 'signed-out', message: 'You are signed out.', retry: false };
    app.post('/api/greet/:name', (c) => c.json(told, 401));
    expect(await clientOf(app).call(greet, { params: { name: 'a' }, input: { words: '' } })).toEqual({
      ok: false,
      problem: told,
    });
  });

  it.each([
    ['a reply that breaks the contract', 200, '{"said":5}', 'not-a-sidetone-server'],
    ['a page instead of an answer', 404, '<html>', 'not-a-sidetone-server'],
    ['a proxy’s error page', 502, '<html>', 'server-away'],
  ] as const)('makes a Problem of %s', async (_, status, body, code) => {
    const app = new Hono();
    app.post('/api/greet/:name', () => new Response(body, { status }));
    expect(await clientOf(app).call(greet, { params: { name: 'a' }, input: { words: '' } })).toMatchObject({
      problem: { code },
    });
  });

  it('says that the server is away when nothing answers', async () => {
    const dead: typeof fetch = () => Promise.reject(new TypeError('fetch failed'));
    const client = serverClient({ origin: 'https://server.example', token: null, fetch: dead });
    expect(await client.call(greet, { params: { name: 'a' }, input: { words: '' } })).toMatchObject({
      problem: { code: 'server-away', retry: true },
    });
  });
});
