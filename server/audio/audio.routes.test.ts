import { readFile } from 'node:fs/promises';
import type { Hono } from 'hono';
import { Hono as App } from 'hono';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { beginSession } from '#server/agents/sessions.ts';
import { buildApp } from '#server/app.ts';
import { CONTRACT_HEADER, contractText } from '#shared/api/version.ts';
import { newFlow } from '#shared/call-flow/new-flow.ts';
import { textPrompt } from '#shared/call-flow/prompt.ts';
import type { AgentId } from '#shared/ids.ts';
import { type TestContext, testContext } from '#test/support/context.ts';
import { freshContext, LINE, seedAgent } from '#test/support/telephony.ts';
import { audioRoutes } from './audio.routes.ts';
import { sweepAudio } from './audio.store.ts';
import { inventedInternets, PUBLIC } from './internet.fixture.ts';
import { wavFile } from './wav.fixture.ts';

const invented = inventedInternets();
let base: TestContext;
let context: TestContext;
let app: Hono;
let ana: AgentId;
let token: string;

beforeAll(async () => {
  base = await testContext();
});
afterAll(() => base.close());
beforeEach(async () => {
  context = await freshContext(base);
  app = buildApp(context, new App());
  ana = await seedAgent(context, 'Ana', { role: 'admin' });
  token = await beginSession(context, context.db, ana);
});

const headers = (over: Record<string, string> = {}) => ({
  Authorization: `Bearer ${token}`,
  [CONTRACT_HEADER]: contractText(),
  ...over,
});
const upload = async (file: Buffer, name?: string) => {
  const body = new Uint8Array(file);
  const named: Record<string, string> = name === undefined ? {} : { 'sidetone-file-name': name };
  const response = await app.request('/api/admin/audio', { method: 'POST', headers: headers(named), body });
  return { status: response.status, body: await response.json() };
};
const sound = (path: string, over: Record<string, string> = {}) => app.request(path, { headers: over });

describe('an admin’s sound files', () => {
  it('[req 26] keeps what she uploads under its own name, and lists it', async () => {
    const name = encodeURIComponent('C:\\Ana\\Begrüßung \u202Egpj.mp3');
    const { body, status } = await upload(await readFile('test/fixtures/audio/tone-700hz-44100-stereo.mp3'), name);
    expect(status).toBe(200);
    expect(body).toMatchObject({ name: 'Begrüßung gpj.mp3', url: null });
    const list = await app.request('/api/admin/audio', { headers: headers() });
    expect(await list.json()).toEqual({ files: [body] });
  });

  it('[req 26] refuses a text that is called .mp3, what is empty, and what is too large', async () => {
    expect((await upload(Buffer.from('Welcome to Zillum. '.repeat(300)), 'welcome.mp3')).body).toMatchObject({
      code: 'audio-not-sound',
    });
    expect((await upload(Buffer.alloc(0), 'empty.wav')).body).toMatchObject({ code: 'audio-empty' });
    const large = await upload(Buffer.concat([wavFile({ code: 1, bits: 16 }), Buffer.alloc(5 * 1024 * 1024)]));
    expect(large.body).toMatchObject({ code: 'audio-too-large' });
    expect(await context.db.selectFrom('audio_files').select('id').execute()).toEqual([]);
  });

  it('takes nothing from anybody else', async () => {
    const post = (over: Record<string, string>) =>
      app.request('/api/admin/audio', { method: 'POST', headers: over, body: 'x' });
    expect((await post({ [CONTRACT_HEADER]: contractText() })).status).toBe(401);
    const ben = await seedAgent(context, 'Ben');
    const his = await beginSession(context, context.db, ben);
    expect((await post(headers({ Authorization: `Bearer ${his}` }))).status).toBe(403);
    expect((await post(headers({ Origin: 'https://evil.example' }))).status).toBe(403);
  });

  it('plays it to callers as the telephone does, again and again from what Twilio keeps', async () => {
    const { body } = await upload(wavFile({ code: 3, bits: 32, rate: 44_100, channels: 2 }), 'welcome.wav');
    for (const path of [`/audio/${body.id}`, `/audio/${body.id}.wav`, `/audio/${body.id}.mp3`]) {
      const played = await sound(path);
      expect(played.headers.get('Content-Type')).toBe('audio/wav');
      expect(played.headers.get('Cache-Control')).toContain('immutable');
      const bytes = Buffer.from(await played.arrayBuffer());
      expect([bytes.toString('latin1', 0, 4), bytes.readUInt32LE(24), bytes.readUInt16LE(22)]).toEqual([
        'RIFF',
        8000,
        1,
      ]);
      expect((await sound(path, { 'If-None-Match': played.headers.get('ETag') ?? '' })).status).toBe(304);
    }
    expect((await sound('/audio/a_short.wav')).status).toBe(404);
  });

  it('lets a caller hear the rest when a sound of hers is gone', async () => {
    const gone = await sound(`/audio/a_${'x'.repeat(22)}.wav`);
    expect([gone.status, gone.headers.get('Cache-Control')]).toEqual([200, 'no-store']);
    expect(new Set(Buffer.from(await gone.arrayBuffer()).subarray(44))).toEqual(new Set([0]));
  });

  it('[req 35] plays music in pieces, ours where there is no other', async () => {
    const { body } = await upload(wavFile({ code: 1, bits: 16, seconds: 3 }), 'music.wav');
    const piece = async (path: string) => {
      const response = await sound(path);
      return { status: response.status, bytes: (await response.arrayBuffer()).byteLength };
    };
    expect(await piece(`/audio/music/${body.id}/0-30.wav`)).toEqual({ status: 200, bytes: 44 + 30 * 16_000 });
    expect(await piece('/audio/music/default/270-5.wav')).toEqual({ status: 200, bytes: 44 + 5 * 16_000 });
    expect(await piece(`/audio/music/a_${'x'.repeat(22)}/0-29.wav`)).toEqual({ status: 200, bytes: 44 + 29 * 16_000 });
    for (const wrong of ['0-0', '0-61', '-5-5', 'a-b', '0-999'])
      expect((await piece(`/audio/music/default/${wrong}.wav`)).status).toBe(404);
  });

  it('plays it in her page for five minutes, while she is signed in', async () => {
    const { body } = await upload(wavFile({ code: 1, bits: 16 }), 'welcome.wav');
    const asked = await app.request(`/api/admin/audio/${body.id}/link`, { method: 'POST', headers: headers() });
    const { url } = await asked.json();
    const path = new URL(url).pathname;
    expect((await sound(path)).headers.get('Content-Type')).toBe('audio/wav');
    expect((await sound(`${path}x`)).status).toBe(404);
    await context.clock.turn(5 * 60_000);
    expect((await sound(path)).status).toBe(404);
    const unknown = `/api/admin/audio/a_${'x'.repeat(22)}/link`;
    const refused = await app.request(unknown, { method: 'POST', headers: headers() });
    expect(await refused.json()).toMatchObject({ code: 'audio-unknown' });
  });

  it('[req 35] plays her our own music for callers who wait, too', async () => {
    const asked = await app.request('/api/admin/audio/default/link', { method: 'POST', headers: headers() });
    const played = await sound(new URL((await asked.json()).url).pathname);
    expect(played.headers.get('Content-Type')).toBe('audio/wav');
    const bytes = Buffer.from(await played.arrayBuffer());
    expect(bytes.length).toBe(44 + 48 * 16_000);
    expect(new Set(bytes.subarray(44)).size).toBeGreaterThan(100);
  });

  it('fetches an address that was pasted with what no text may hold', async () => {
    const tone = await readFile('test/fixtures/audio/tone-700hz-44100-stereo.mp3');
    const { internet } = await invented({ 'files.example': [PUBLIC] }, (_, answer) => answer.end(tone));
    const fetched = await audioRoutes(context, internet).request('/api/admin/audio/fetch', {
      method: 'POST',
      headers: headers({ 'content-type': 'application/json' }),
      body: JSON.stringify({ url: ' https://files.example/tone.mp3\u0000\ud800' }),
    });
    expect(await fetched.json()).toMatchObject({ name: 'tone.mp3', url: 'https://files.example/tone.mp3' });
  });

  it('[req 27] says why an address can’t be fetched', async () => {
    const fetched = async (url: string) => {
      const body = JSON.stringify({ url });
      const json = headers({ 'Content-Type': 'application/json' });
      const response = await app.request('/api/admin/audio/fetch', { method: 'POST', headers: json, body });
      return (await response.json()).code;
    };
    expect(await fetched('http://music.example/a.mp3')).toBe('audio-url-not-https');
    expect(await fetched('https://127.0.0.1/a.mp3')).toBe('audio-url-private');
    expect(await fetched('https://localhost/a.mp3')).toBe('audio-url-private');
  });

  it('deletes after a week what no version of any flow names', async () => {
    const used = (await upload(wavFile({ code: 1, bits: 16 }), 'used.wav')).body.id;
    const unused = (await upload(wavFile({ code: 1, bits: 16 }), 'unused.wav')).body.id;
    const flow = newFlow('es-ES', 'Europe/Madrid', [ana]);
    const busy = { 'es-ES': { ...textPrompt('', 'es-ES'), kind: 'file', file: used } };
    await context.db
      .insertInto('call_flows')
      .values({
        ...{ number: LINE, version: 1, name: 'Madrid', flow: JSON.stringify({ ...flow, busy }), changed: '[]' },
        ...{ saved_at: context.clock.now(), saved_by: ana },
      })
      .execute();
    const left = async () => {
      await sweepAudio(context);
      return (await context.db.selectFrom('audio_files').select('id').execute()).map(({ id }) => id);
    };
    await context.clock.turn(6 * 24 * 3_600_000);
    expect((await left()).sort()).toEqual([used, unused].sort());
    await context.clock.turn(25 * 3_600_000);
    expect(await left()).toEqual([used]);
  });
});
