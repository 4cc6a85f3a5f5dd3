import { MediaStreamTrack, RTCPeerConnection, RTCRtpCodecParameters } from 'werift';
import { type AudioPort, type AudioSource, FRAME_MS } from '#test/twilio/party.ts';
import { FrameListeners } from './frame-listeners.ts';
import { Hearing } from './hearing.ts';
import { type Pacer, realTimePacer } from './pacer.ts';
import { RtpReceiver } from './rtp-receiver.ts';
import { type Path, RtpSender } from './rtp-sender.ts';
import {
  fingerprint,
  iceLiteInSession,
  looksLikeAudioSession,
  onlyCandidatesOf,
  telephoneEventTypes,
} from './webrtc-sdp.ts';

/**
 * Trap 3 of 4: one single candidate. With two, werift may stay on the pair that Chrome gives up, and its DTLS greeting is never answered.
 * Chrome reaches it from whatever address it is bound to and shows up as a peer-reflexive candidate.
 */
const ADDRESS = '127.0.0.1';
const GATHER_LIMIT_MS = 3000;
/** How long a prompt waits for the path to come up before it goes on unheard, as it would at Twilio. */
const MEDIA_LIMIT_FRAMES = 2000 / FRAME_MS;

export interface MediaStats {
  state: string;
  packetsIn: number;
  packetsOut: number;
  codec: 'PCMU' | 'other' | 'none';
}

/** The gateway's end of one WebRTC call: PCMU both ways, digits by RFC 4733. Made for werift 0.24.4, whose four traps are marked. */
export class WebRtcPeer implements AudioPort {
  #connection: RTCPeerConnection;
  #sender: RtpSender;
  #receiver: RtpReceiver;
  #listeners = new FrameListeners();
  #digitListeners: ((digit: string) => void)[] = [];
  #hearing = new Hearing();
  #waited = 0;
  #wasConnected = false;
  #closed = new AbortController();

  constructor(path: Readonly<Path> = { loss: 0 }, pacer: Pacer = realTimePacer) {
    this.#connection = new RTCPeerConnection({
      codecs: { audio: codecs() },
      iceServers: [],
      iceUseIpv6: false,
      iceAdditionalHostAddresses: [ADDRESS],
      bundlePolicy: 'max-bundle',
    });
    const track = new MediaStreamTrack({ kind: 'audio' });
    const transceiver = this.#connection.addTransceiver(track, { direction: 'sendrecv' });
    this.#sender = new RtpSender(track, transceiver.sender.ssrc, path);
    this.#receiver = new RtpReceiver(
      (payload) => this.#listeners.any && this.#listeners.tell(payload()),
      (digit) => {
        for (const listener of this.#digitListeners) listener(digit);
      },
    );
    this.#connection.onTrack.subscribe((remote) => {
      remote.onReceiveRtp.subscribe((packet) => this.#receiver.receive(packet));
    });
    this.#connection.connectionStateChange.subscribe((state) => {
      if (state === 'connected') this.#wasConnected = true;
    });
    pacer.subscribe((tick) => this.#beat(tick), this.#closed.signal);
  }

  listen(onFrame: (pcm: Int16Array) => void, signal: AbortSignal): void {
    this.#listeners.add(onFrame, AbortSignal.any([signal, this.#closed.signal]));
  }

  hear(source: AudioSource | null, onEnd?: () => void): void {
    this.#hearing.hear(source, onEnd);
  }

  /** Digits that arrive as telephone events. */
  onDigit(listener: (digit: string) => void): void {
    this.#digitListeners.push(listener);
  }

  /** Our offer, with all its candidates: the SDK never trickles. */
  async offer(): Promise<string> {
    return this.#describe(await this.#connection.createOffer());
  }

  /** Our answer to an offer: of a call, or of an ICE restart in one. Throws on what isn't an audio session. */
  async answer(offer: string): Promise<string> {
    demandAudioSession(offer);
    this.#receiver.addEventTypes(telephoneEventTypes(offer));
    await this.#connection.setRemoteDescription({ type: 'offer', sdp: offer });
    const answer = await this.#describe(await this.#connection.createAnswer());
    if (this.#wasConnected) this.#restartIce();
    return answer;
  }

  /** The answer to our offer. Throws on what isn't an audio session. */
  async acceptAnswer(answer: string): Promise<void> {
    demandAudioSession(answer);
    this.#receiver.addEventTypes(telephoneEventTypes(answer));
    await this.#connection.setRemoteDescription({ type: 'answer', sdp: answer });
  }

  /** Our own description as it stands: what a client sends when it reclaims its call. Empty before the first offer or answer. */
  description(): string {
    return this.#connection.localDescription?.sdp ?? '';
  }

  /** Whether `sdp` comes from the peer connection at the other end of this one (and not from another page that takes the call over). */
  isWith(sdp: string): boolean {
    const remote = this.#connection.remoteDescription?.sdp;
    return remote !== undefined && fingerprint(remote) !== undefined && fingerprint(remote) === fingerprint(sdp);
  }

  stats(): MediaStats {
    const { packets, payloadType } = this.#receiver;
    return {
      state: this.#connection.connectionState,
      packetsIn: packets,
      packetsOut: this.#sender.packets,
      codec: payloadType === undefined ? 'none' : payloadType === 0 ? 'PCMU' : 'other',
    };
  }

  async close(): Promise<void> {
    this.#closed.abort();
    await this.#connection.close();
  }

  async #describe(description: Parameters<RTCPeerConnection['setLocalDescription']>[0]): Promise<string> {
    // Trap 1 of 4: even with `iceServers: []` werift asks stun.l.google.com, which is traffic to outside and, where that is blocked, 5 s of waiting.
    for (const { connection } of this.#connection.iceTransports) connection.stunServer = undefined;
    await this.#connection.setLocalDescription(description);
    await this.#gathered();
    const sdp = this.#connection.localDescription?.sdp ?? '';
    this.#receiver.addEventTypes(telephoneEventTypes(sdp));
    // Trap 2 of 4: should ice-lite ever be switched on, it must stand in the session's part.
    return iceLiteInSession(onlyCandidatesOf(ADDRESS, sdp));
  }

  #gathered(): Promise<void> {
    if (this.#connection.iceGatheringState === 'complete') return Promise.resolve();
    return new Promise((resolve, reject) => {
      const limit = setTimeout(() => reject(new Error('no ICE candidates gathered in time')), GATHER_LIMIT_MS);
      this.#connection.iceGatheringStateChange.subscribe((state) => {
        if (state !== 'complete') return;
        clearTimeout(limit);
        resolve();
      });
    });
  }

  /**
   * Trap 4 of 4: after an ICE restart werift's connect() returns early because DTLS is up, so its checks never start again and the browser goes
   * deaf. A new peer is no way out: its DTLS never completes.
   */
  #restartIce(): void {
    for (const transport of this.#connection.iceTransports) {
      if (transport.connection.nominated) continue;
      // A restart that fails shows in the connection's state; the browser tries again.
      transport.start().catch(() => {});
    }
  }

  #beat(tick: number): void {
    if (!this.#wasConnected) {
      if (!this.#hearing.active || ++this.#waited <= MEDIA_LIMIT_FRAMES) return;
      this.#hearing.next();
      return;
    }
    this.#sender.send(tick, this.#hearing.next());
  }
}

function codecs(): RTCRtpCodecParameters[] {
  return [
    new RTCRtpCodecParameters({ mimeType: 'audio/PCMU', clockRate: 8000, channels: 1, payloadType: 0 }),
    new RTCRtpCodecParameters({
      mimeType: 'audio/telephone-event',
      clockRate: 8000,
      payloadType: 126,
      parameters: '0-16',
    }),
  ];
}

function demandAudioSession(sdp: string): void {
  if (!looksLikeAudioSession(sdp)) throw new Error('not a session description with audio, ICE and DTLS');
}
