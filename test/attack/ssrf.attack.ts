import { createServer } from 'node:http';
import { connect } from 'node:net';
import { fetchAudio } from '#server/audio/fetch-audio.ts';
import type { Internet } from '#server/audio/internet.ts';
import { portOf } from '#test/chaos/port-of.ts';
import type { Luck } from '#test/fuzz/luck.ts';
import type { Attack } from './attack.ts';
import { privateAddress, privateHost } from './private-address.ts';
import { inRounds } from './rounds.ts';

const PUBLIC = '93.184.216.34';
const SCHEMES = ['http', 'file', 'ftp', 'gopher', 'data', 'ws'] as const;

/**
 * An administrator's audio address leads nowhere but to public addresses: however a private one is written, whatever name stands for it,
 * wherever a public server sends on to, and whenever a name changes its mind.
 */
export const ssrf: Attack = {
  name: 'SSRF targets',
  count: 200,
  async run(count, seed) {
    const server = createServer((asked, answer) => {
      const to = new URL(asked.url ?? '', 'http://x').searchParams.get('to');
      // As bytes: a header holds no other letters.
      if (to) answer.writeHead(302, { location: Buffer.from(to).toString('latin1') }).end();
      else answer.end('sound');
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    try {
      const port = portOf(server.address());
      return await inRounds(count, seed, 1, async (luck) => lead(luck, port));
    } finally {
      server.closeAllConnections();
      server.close();
    }
  },
};

async function lead(luck: Luck, port: number): Promise<string[]> {
  const inside = privateAddress(luck);
  const connected: string[] = [];
  const asked = new Map<string, number>();
  const internet: Internet = {
    async resolve(host) {
      const times = (asked.get(host) ?? 0) + 1;
      asked.set(host, times);
      if (host === 'music.example') return [PUBLIC];
      if (host === 'half.example') return luck.shuffled([PUBLIC, inside]);
      if (host === 'rebound.example') return times === 1 ? [PUBLIC] : [inside];
      return [inside];
    },
    async connect(address) {
      connected.push(address);
      if (address !== PUBLIC) throw new Error('nobody answers');
      return connect(port, '127.0.0.1');
    },
  };
  const target = luck.pick([
    `https://${privateHost(luck)}/a.mp3`,
    `https://${privateHost(luck)}/a.mp3`,
    'https://inside.example/a.mp3',
    'https://half.example/a.mp3',
    `${luck.pick(SCHEMES)}://${privateHost(luck)}/a.mp3`,
  ]);
  const via = (host: string, to: string) => `https://${host}/?to=${encodeURIComponent(to)}`;
  const url = luck.pick([
    target,
    target,
    via('music.example', target),
    via('music.example', via('music.example', target)),
    via('rebound.example', 'https://rebound.example/a.mp3'),
  ]);
  const got = await fetchAudio(internet, url).catch((error: unknown) => ({ ok: false as const, error }));
  const led = connected.filter((address) => address !== PUBLIC);
  if (led.length > 0) return [`${url} (${inside}) led to ${led.join()}`];
  return got.ok ? [`${url} (${inside}) was fetched`] : [];
}
