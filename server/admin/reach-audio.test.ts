import { describe, expect, it } from 'vitest';
import { newFlow } from '#shared/call-flow/new-flow.ts';
import { textPrompt } from '#shared/call-flow/prompt.ts';
import { TurnableClock } from '#test/support/clock.ts';
import { audioReach } from './reach-audio.ts';

const flow = (url: string, over: object = {}) => ({
  ...newFlow('es-ES', 'UTC'),
  welcome: { 'es-ES': { ...textPrompt('', 'es-ES'), kind: 'url' as const, url, ...over } },
});

describe('addresses of sound files', () => {
  const clock = new TurnableClock();
  const resolved: string[] = [];
  const reach = audioReach(
    { clock },
    {
      resolve: async (name: string) => {
        resolved.push(name);
        return name === 'private.example' ? ['10.0.0.1'] : [];
      },
      connect: () => {
        throw new Error('nobody is connected to');
      },
    },
  );

  it('are told that can’t be had, and why', async () => {
    expect([...(await reach(flow('https://gone.example/a.mp3')))]).toEqual([
      ['https://gone.example/a.mp3', 'unknown-host'],
    ]);
    expect([...(await reach(flow('https://private.example/a.mp3')))]).toEqual([
      ['https://private.example/a.mp3', 'audio-url-private'],
    ]);
  });

  it('are tried once a minute at most', async () => {
    resolved.length = 0;
    await clock.turn(60_000);
    for (let i = 0; i < 3; i++) expect((await reach(flow('https://gone.example/a.mp3'))).size).toBe(1);
    expect(resolved).toEqual(['gone.example']);
    await clock.turn(60_000);
    await reach(flow('https://gone.example/a.mp3'));
    expect(resolved).toHaveLength(2);
  });

  it('are not tried where nobody hears them', async () => {
    resolved.length = 0;
    await reach(flow('https://other.example/a.mp3', { kind: 'text' }));
    await reach(flow(''));
    expect(resolved).toEqual([]);
  });
});
