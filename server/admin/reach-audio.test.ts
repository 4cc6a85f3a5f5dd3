import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keepAudio } from '#server/audio/audio.store.ts';
import { inventedInternets, PUBLIC } from '#server/audio/internet.fixture.ts';
import { readSoundFile } from '#server/audio/sound-file.ts';
import { wavFile } from '#server/audio/wav.fixture.ts';
import { newFlow } from '#shared/call-flow/new-flow.ts';
import { textPrompt } from '#shared/call-flow/prompt.ts';
import { type TestContext, testContext } from '#test/support/context.ts';
import { freshContext, seedAgent } from '#test/support/telephony.ts';
import { audioReach } from './reach-audio.ts';

const internetOf = inventedInternets();
const SOUND = wavFile({ code: 1, bits: 16 });
const flow = (url: string, over: object = {}) => ({
  ...newFlow('es-ES', 'UTC'),
  welcome: { 'es-ES': { ...textPrompt('', 'es-ES'), kind: 'url' as const, url, ...over } },
});

let base: TestContext;
let context: TestContext;
beforeAll(async () => {
  base = await testContext();
});
afterAll(() => base.close());
beforeEach(async () => {
  context = await freshContext(base);
});

describe('addresses of sound files', () => {
  const nobody = async () => {
    const { internet, connected } = await internetOf({ 'private.example': ['10.0.0.1'] }, () => {});
    const resolved: string[] = [];
    const resolve = (name: string) => {
      resolved.push(name);
      return internet.resolve(name);
    };
    return { reach: audioReach(context, { ...internet, resolve }), resolved, connected };
  };

  it('are told that can’t be had, and why', async () => {
    const { reach, connected } = await nobody();
    for (const [url, why] of [
      ['https://gone.example/a.mp3', 'unknown-host'],
      ['https://private.example/a.mp3', 'audio-url-private'],
    ] as const)
      expect([...(await reach(flow(url))).unreachable]).toEqual([[url, why]]);
    expect(connected).toEqual([]);
  });

  it('are tried once a minute at most', async () => {
    const { reach, resolved } = await nobody();
    for (let i = 0; i < 3; i++) expect((await reach(flow('https://gone.example/a.mp3'))).unreachable.size).toBe(1);
    expect(resolved).toEqual(['gone.example']);
    await context.clock.turn(60_000);
    await reach(flow('https://gone.example/a.mp3'));
    expect(resolved).toHaveLength(2);
  });

  it('are not tried where nobody hears them', async () => {
    const { reach, resolved } = await nobody();
    await reach(flow('https://other.example/a.mp3', { kind: 'text' }));
    await reach(flow(''));
    expect(resolved).toEqual([]);
  });
});

describe('an address whose sound was fetched', () => {
  const url = 'https://files.example/hello.wav';
  const fetched = async () => {
    const by = await seedAgent(context, 'Ana', { role: 'admin' });
    const sound = await readSoundFile(SOUND);
    if (typeof sound === 'string') throw new Error(`a WAV file is ${sound}`);
    return (await keepAudio(context, { name: 'hello.wav', url, content: SOUND, sound, by })).id;
  };
  it('is looked at again: the same, another, or gone; at most every ten minutes', async () => {
    let answers = { status: 200, body: SOUND };
    const { internet, connected } = await internetOf({ 'files.example': [PUBLIC] }, (_asked, answer) => {
      answer.writeHead(answers.status).end(answers.body);
    });
    const reach = audioReach(context, internet);
    const urlFile = await fetched();
    const look = async () => {
      const { outdated, unreachable } = await reach(flow(url, { urlFile }));
      expect(unreachable.size).toBe(0);
      return outdated.get(urlFile);
    };
    expect(await look()).toBeUndefined();
    answers = { status: 200, body: wavFile({ code: 1, bits: 16, seconds: 2 }) };
    expect(await look()).toBeUndefined();
    expect(connected).toHaveLength(1);
    await context.clock.turn(10 * 60_000);
    expect(await look()).toBe('changed');
    answers = { status: 404, body: SOUND };
    await context.clock.turn(10 * 60_000);
    expect(await look()).toBe('status');
  });

  it('is looked at too where it is music for callers who wait, while there is a queue', async () => {
    const { internet } = await internetOf({}, () => {});
    const reach = audioReach(context, internet);
    const urlFile = await fetched();
    const { queue } = newFlow('es-ES', 'UTC');
    const waiting = (on: boolean) => ({
      ...newFlow('es-ES', 'UTC'),
      queue: { ...queue, on, music: { ...queue.music, kind: 'url' as const, url, urlFile } },
    });
    expect((await reach(waiting(false))).outdated.size).toBe(0);
    expect((await reach(waiting(true))).outdated.get(urlFile)).toBe('unknown-host');
  });
});
