import { Socket } from 'node:dgram';
import dns from 'node:dns/promises';
import { afterEach, expect, it, vi } from 'vitest';
import { MediaStreamTrack, RTCPeerConnection, RTCRtpCodecParameters, RtpHeader, RtpPacket } from 'werift';
import { eventually, nothingHappens } from '#test/support/eventually.ts';
import { silence, tapped, tone } from './audio-source.ts';
import type { Path } from './rtp-sender.ts';
import { ToneMeter } from './tone-meter.ts';
import { WebRtcPeer } from './webrtc-peer.ts';

const peers: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(peers.splice(0).map((peer) => peer.close()));
});

function peer(path?: Path): WebRtcPeer {
  const made = new WebRtcPeer(path);
  peers.push(made);
  return made;
}

function earOf(listener: WebRtcPeer): ToneMeter {
  const meter = new ToneMeter(() => new Date());
  listener.listen((frame) => meter.push(frame), new AbortController().signal);
  return meter;
}

const hears = (meter: ToneMeter, hz: number) => () => meter.heard().some((heard) => Math.abs(heard.hz - hz) < 8);

async function connected(): Promise<{ ana: WebRtcPeer; ben: WebRtcPeer }> {
  const ana = peer();
  const ben = peer();
  await ana.acceptAnswer(await ben.answer(await ana.offer()));
  return { ana, ben };
}

it('lets each side hear the tone of the other', async () => {
  const { ana, ben } = await connected();
  const anaHears = earOf(ana);
  const benHears = earOf(ben);
  ana.hear(tone(440));
  ben.hear(tone(1000));
  await eventually('ben hears 440 Hz', hears(benHears, 440));
  await eventually('ana hears 1000 Hz', hears(anaHears, 1000));
  expect(ana.stats()).toMatchObject({ state: 'connected', codec: 'PCMU' });
});

it('loses as much on the way as it is told, and nothing more once the way is better', async () => {
  const path = { loss: 0 };
  const ana = peer(path);
  const browser = await browserWith(ana);
  const lostOf = async (sent: number) => {
    const [before, arrived] = [ana.stats().packetsOut, browser.packetsIn()];
    await eventually('as many are sent', () => ana.stats().packetsOut >= before + sent);
    return ana.stats().packetsOut - before - (browser.packetsIn() - arrived);
  };
  await eventually('sound', () => browser.packetsIn() > 5);
  path.loss = 0.5;
  expect(await lostOf(40)).toBeGreaterThan(10);
  path.loss = 0;
  expect(await lostOf(40)).toBeLessThan(5);
});

it('says once that what is played has ended, and sends silence afterwards', async () => {
  const { ana, ben } = await connected();
  const ended: string[] = [];
  ana.hear(tone(440, 300), () => ended.push('tone'));
  await eventually('the tone has ended', () => ended.length > 0);
  const before = ben.stats().packetsIn;
  await eventually('packets still come', () => ben.stats().packetsIn > before + 5);
  expect(ended).toEqual(['tone']);
});

it('offers exactly one candidate and asks no STUN server', async () => {
  const asked = vi.spyOn(dns, 'lookup');
  const sent = vi.spyOn(Socket.prototype, 'send');
  const offer = await peer().offer();
  expect(asked).not.toHaveBeenCalled();
  expect(sent).not.toHaveBeenCalled();
  vi.restoreAllMocks();
  expect(offer.match(/^a=candidate:/gm)).toHaveLength(1);
  expect(offer).toMatch(/^a=candidate:.* 127\.0\.0\.1 \d+ typ host/m);
  expect(offer).toContain('telephone-event/8000');
});

it('refuses what is no session description', async () => {
  for (const bad of ['', 'hello', 'v=0\r\nm=video 9 X 0\r\n', 'v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 0\r\n']) {
    await expect(peer().answer(bad)).rejects.toThrow('not a session description');
    await expect(peer().acceptAnswer(bad)).rejects.toThrow('not a session description');
  }
});

it('falls silent for good when it is closed', async () => {
  const { ana, ben } = await connected();
  await eventually('packets come', () => ben.stats().packetsIn > 0);
  await ana.close();
  await nothingHappens('packets out of a closed peer', () => ana.stats().packetsOut, 200);
});

/** A browser's end of the call, as far as these tests need one: packets by hand, and an ICE restart. */
async function browserWith(gateway: WebRtcPeer) {
  const connection = new RTCPeerConnection({
    codecs: {
      audio: [
        new RTCRtpCodecParameters({ mimeType: 'audio/PCMU', clockRate: 8000, channels: 1, payloadType: 0 }),
        new RTCRtpCodecParameters({ mimeType: 'audio/telephone-event', clockRate: 8000, payloadType: 101 }),
      ],
    },
    iceServers: [],
    iceUseIpv6: false,
    iceAdditionalHostAddresses: ['127.0.0.1'],
  });
  peers.push(connection);
  const track = new MediaStreamTrack({ kind: 'audio' });
  const { sender } = connection.addTransceiver(track, { direction: 'sendrecv' });
  let packetsIn = 0;
  connection.onTrack.subscribe((remote) => remote.onReceiveRtp.subscribe(() => packetsIn++));
  const offer = async (iceRestart: boolean) => {
    const description = await connection.createOffer({ iceRestart });
    for (const transport of connection.iceTransports) transport.connection.stunServer = undefined;
    await connection.setLocalDescription(description);
    const answer = await gateway.answer(connection.localDescription?.sdp ?? '');
    await connection.setRemoteDescription({ type: 'answer', sdp: answer });
    for (const transport of connection.iceTransports) if (iceRestart) transport.start().catch(() => {});
  };
  await offer(false);
  await eventually('the call is up', () => connection.connectionState === 'connected');
  let sequenceNumber = 0;
  const send = (payloadType: number, timestamp: number, payload: Buffer) => {
    // werift's sender writes its codec's payload type over the packet's.
    sender.codec = connection.getTransceivers()[0]?.codecs.find((codec) => codec.payloadType === payloadType);
    const header = new RtpHeader({
      version: 2,
      payloadType,
      sequenceNumber: sequenceNumber++,
      timestamp,
      ssrc: sender.ssrc,
    });
    track.writeRtp(new RtpPacket(header, payload));
  };
  return {
    send,
    packetsIn: () => packetsIn,
    restartIce: () => offer(true),
    sdp: () => connection.localDescription?.sdp ?? '',
  };
}

it('hears each keypress once, however many packets tell of it', async () => {
  const gateway = peer();
  const digits: string[] = [];
  gateway.onDigit((digit) => digits.push(digit));
  const browser = await browserWith(gateway);
  for (const [press, event] of [1, 1, 11, 10, 255].entries()) {
    for (let packet = 0; packet < 4; packet++)
      browser.send(101, 8000 * (press + 1), Buffer.from([event, 10, 0, 160 * packet]));
  }
  await eventually('four digits', () => digits.length >= 4);
  await nothingHappens('more digits', () => digits.length, 200);
  expect(digits.join('')).toBe('11#*');
});

it('goes on with the call through an ICE restart', async () => {
  const gateway = peer();
  const browser = await browserWith(gateway);
  await eventually('sound before', () => browser.packetsIn() > 10);
  await browser.restartIce();
  const at = browser.packetsIn();
  await eventually('sound after', () => browser.packetsIn() > at + 50);
});

it('knows the page it is connected to from another one', async () => {
  const gateway = peer();
  const browser = await browserWith(gateway);
  expect(gateway.isWith(browser.sdp())).toBe(true);
  const anotherPage = browser.sdp().replace(/(a=fingerprint:sha-256 )../i, '$100');
  expect(gateway.isWith(anotherPage)).toBe(false);
  expect(gateway.isWith('nonsense')).toBe(false);
});

it('keeps the beginning of a greeting until the path is up', async () => {
  const ana = peer();
  let pulled = 0;
  ana.hear(tapped(silence(), () => pulled++));
  await nothingHappens('a greeting nobody can hear yet', () => pulled, 300);
});
