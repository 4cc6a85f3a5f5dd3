import { randomInt } from 'node:crypto';
import { type MediaStreamTrack, RtpHeader, RtpPacket } from 'werift';
import { FRAME_SAMPLES } from '#test/twilio/party.ts';
import { encodeUlaw, ULAW_SILENCE } from './g711.ts';

const PCMU = 0;
const SILENT_PAYLOAD = Buffer.alloc(FRAME_SAMPLES, ULAW_SILENCE);

/** How the way to a browser is. */
export interface Path {
  /** Of the packets, how many are lost on it: 0 to 1, evenly. */
  loss: number;
}

/** Turns frames into PCMU packets of one stream. */
export class RtpSender {
  #track: MediaStreamTrack;
  #ssrc: number;
  #sequence = randomInt(0x10000);
  #firstTimestamp = randomInt(0x80000000);
  #path: Readonly<Path>;
  #owed = 0;
  packets = 0;

  constructor(track: MediaStreamTrack, ssrc: number, path: Readonly<Path>) {
    this.#path = path;
    this.#track = track;
    this.#ssrc = ssrc;
  }

  /** Sends the frame of a tick; null is silence. The timestamp follows the tick, so a skipped frame shows as a gap, not as a slower clock. */
  send(tick: number, frame: Int16Array | null): void {
    this.#sequence = (this.#sequence + 1) & 0xffff;
    const header = new RtpHeader({
      version: 2,
      payloadType: PCMU,
      sequenceNumber: this.#sequence,
      timestamp: (this.#firstTimestamp + tick * FRAME_SAMPLES) >>> 0,
      ssrc: this.#ssrc,
      marker: this.packets === 0,
    });
    this.packets++;
    this.#owed += this.#path.loss;
    if (this.#owed >= 1) this.#owed -= 1;
    else this.#track.writeRtp(new RtpPacket(header, frame ? Buffer.from(encodeUlaw(frame)) : SILENT_PAYLOAD));
  }
}
