import { describe, expect, it } from 'vitest';
import { MOST_AUDIO_BYTES } from '#shared/call-flow/limits.ts';
import { isPublicAddress } from './address-guard.ts';
import { fetchAudio } from './fetch-audio.ts';
import { inventedInternets, OTHER, PUBLIC } from './internet.fixture.ts';
import type { Internet } from './internet.ts';

const internetOf = inventedInternets();

const codeOf = (result: Awaited<ReturnType<typeof fetchAudio>>) => (result.ok ? 'ok' : result.problem.code);

describe('fetching a sound file from the internet', () => {
  it('[req 27] gets it from the very address that was judged, asking it for the right host', async () => {
    const { internet, connected } = await internetOf({ 'music.example': [PUBLIC] }, (asked, answer) => {
      answer.end(`${asked.headers.host} ${asked.url}`);
    });
    const got = await fetchAudio(internet, 'https://music.example/a%20b.mp3?v=1');
    expect(got).toMatchObject({ ok: true, value: { url: 'https://music.example/a%20b.mp3?v=1' } });
    expect(got.ok && got.value.content.toString()).toBe('music.example /a%20b.mp3?v=1');
    expect(connected).toEqual([`${PUBLIC} music.example`]);
  });

  it.each([
    'https://127.0.0.1/a.mp3',
    'https://0177.0.0.1/a.mp3',
    'https://0x7f.1/a.mp3',
    'https://2130706433/a.mp3',
    'https://127.1/a.mp3',
    'https://0/a.mp3',
    'https://10.1.2.3/a.mp3',
    'https://172.31.255.255/a.mp3',
    'https://192.168.1.1/a.mp3',
    'https://169.254.169.254/latest/meta-data',
    'https://100.100.100.200/a.mp3',
    'https://168.63.129.16/a.mp3',
    'https://224.0.0.1/a.mp3',
    'https://255.255.255.255/a.mp3',
    'https://[::1]/a.mp3',
    'https://[::]/a.mp3',
    'https://[::ffff:127.0.0.1]/a.mp3',
    'https://[::ffff:7f00:1]/a.mp3',
    'https://[fe80::1]/a.mp3',
    'https://[fd00:ec2::254]/a.mp3',
    'https://[2002:7f00:1::]/a.mp3',
    'https://[64:ff9b::7f00:1]/a.mp3',
    'https://[2001:0:7f00:1::]/a.mp3',
    'https://[ff02::1]/a.mp3',
    'https://inside.example/a.mp3',
    'https://inside.example./a.mp3',
    'https://INSIDE.example/a.mp3',
    'https://half-inside.example/a.mp3',
  ])('leads nobody into a private network: %s', async (url) => {
    const names = { 'inside.example': ['10.0.0.7'], 'half-inside.example': [PUBLIC, '10.0.0.7'] };
    const whole: Internet['resolve'] = async (host) => Object.entries(names).find(([name]) => name === host)?.[1] ?? [];
    const { internet, connected } = await internetOf({}, (_, answer) => void answer.end('secret'));
    expect(codeOf(await fetchAudio({ ...internet, resolve: whole }, url))).toBe('audio-url-private');
    expect(connected).toEqual([]);
  });

  it('judges anew wherever it is sent, and follows no name that changes its mind', async () => {
    const { internet, connected } = await internetOf(
      { 'music.example': [PUBLIC], 'rebound.example': [[OTHER], ['127.0.0.1']], 'inside.example': ['192.168.0.2'] },
      (asked, answer) => {
        const [, to] = asked.url?.split('to=') ?? [];
        if (to) answer.writeHead(302, { location: decodeURIComponent(to) }).end();
        else answer.end('sound');
      },
    );
    const via = (to: string) => fetchAudio(internet, `https://music.example/?to=${encodeURIComponent(to)}`);
    expect(codeOf(await via('/there'))).toBe('ok');
    expect(codeOf(await via('https://inside.example/'))).toBe('audio-url-private');
    expect(codeOf(await via('https://[::1]/'))).toBe('audio-url-private');
    expect(codeOf(await via('http://music.example/'))).toBe('audio-url-not-https');
    expect(codeOf(await via('file:///etc/passwd'))).toBe('audio-url-not-https');
    // Once public, then not: the first answer is what is connected to, and the second is judged like any other.
    expect(codeOf(await via('https://rebound.example/'))).toBe('ok');
    expect(codeOf(await via('https://rebound.example/'))).toBe('audio-url-private');
    expect(connected.every((one) => one.startsWith(PUBLIC) || one.startsWith(OTHER))).toBe(true);
  });

  it.each([
    ['http://music.example/a.mp3', 'audio-url-not-https', undefined],
    ['ftp://music.example/a.mp3', 'audio-url-not-https', undefined],
    ['music.example/a.mp3', 'audio-url-not-https', undefined],
    ['', 'audio-url-not-https', undefined],
    ['https://music.example:8443/a.mp3', 'audio-url-away', 'port'],
    ['https://user:secret@music.example/a.mp3', 'audio-url-away', 'sign-in'],
    ['https://nowhere.example/a.mp3', 'audio-url-away', 'unknown-host'],
    ['https://music.example/missing', 'audio-url-away', 'status'],
    ['https://music.example/loop', 'audio-url-away', 'too-many-redirects'],
    ['https://music.example/broken', 'audio-url-away', 'unreachable'],
    ['https://music.example/large', 'audio-too-large', undefined],
    ['https://music.example/endless', 'audio-too-large', undefined],
  ])('says why it can’t be had: %s', async (url, code, why) => {
    const { internet } = await internetOf({ 'music.example': [PUBLIC] }, (asked, answer) => {
      if (asked.url === '/loop') answer.writeHead(301, { location: '/loop' }).end();
      else if (asked.url === '/broken') asked.socket.destroy();
      else if (asked.url === '/large') answer.writeHead(200, { 'content-length': MOST_AUDIO_BYTES + 1 }).end();
      else if (asked.url === '/endless') {
        const piece = Buffer.alloc(256 * 1024);
        const send = () => {
          while (!answer.destroyed && answer.write(piece));
        };
        answer.on('drain', send);
        send();
      } else answer.writeHead(404).end();
    });
    const got = await fetchAudio(internet, url);
    expect(codeOf(got)).toBe(code);
    if (why) expect(got).toMatchObject({ problem: { params: { why } } });
  });

  it('goes on to the next address of a name when one can’t be reached', async () => {
    const { internet } = await internetOf({ 'music.example': [['2606:4700::1', OTHER, PUBLIC]] }, (_, answer) => {
      answer.end('sound');
    });
    const tried: string[] = [];
    const partly: Internet = {
      ...internet,
      async connect(address, host, signal) {
        tried.push(address);
        if (address !== PUBLIC) throw new Error('EHOSTUNREACH');
        return internet.connect(address, host, signal);
      },
    };
    expect(codeOf(await fetchAudio(partly, 'https://music.example/a.mp3'))).toBe('ok');
    expect(tried).toEqual([OTHER, PUBLIC]);
  });

  it('waits for nobody who sends nothing', async () => {
    const { internet } = await internetOf({ 'music.example': [PUBLIC] }, () => undefined);
    const got = await fetchAudio(internet, 'https://music.example/a.mp3', 50);
    expect(got).toMatchObject({ problem: { code: 'audio-url-away', params: { why: 'slow' } } });
  });

  it('waits for nobody who does not say where a name leads', async () => {
    const { internet } = await internetOf({}, () => undefined);
    const silent: Internet = { ...internet, resolve: () => new Promise(() => undefined) };
    const got = await fetchAudio(silent, 'https://music.example/a.mp3', 50);
    expect(got).toMatchObject({ problem: { code: 'audio-url-away', params: { why: 'slow' } } });
  });
});

it('knows the open internet from what only looks like it', () => {
  for (const address of [
    '8.8.8.8',
    '1.1.1.1',
    '172.15.0.1',
    '172.32.0.1',
    '100.63.0.1',
    '2606:4700::1111',
    '2a00:1450::5',
  ])
    expect([address, isPublicAddress(address)]).toEqual([address, true]);
  for (const address of [
    '',
    'localhost',
    '192.0.2.1',
    '198.18.0.1',
    '2001:db8::1',
    'fc00::1',
    '2606:4700::1%eth0',
    '::',
  ])
    expect([address, isPublicAddress(address)]).toEqual([address, false]);
});
