import type { RtpPacket } from 'werift';
import { DTMF_DIGITS } from './dtmf.ts';
import { decodeUlaw } from './g711.ts';

const PCMU = 0;

/** Turns the other side's packets into frames and digits. */
export class RtpReceiver {
  #onAudio: (payload: () => Int16Array) => void;
  #onDigit: (digit: string) => void;
  #eventTypes = new Set<number>();
  #lastEvent: number | undefined;
  packets = 0;
  /** RTP payload type of the last sound packet. */
  payloadType: number | undefined;

  /** `onAudio` gets a function, so that what nobody listens to isn't decoded. */
  constructor(onAudio: (payload: () => Int16Array) => void, onDigit: (digit: string) => void) {
    this.#onAudio = onAudio;
    this.#onDigit = onDigit;
  }

  /** From now on packets of these types are telephone events, too. */
  addEventTypes(types: readonly number[]): void {
    for (const type of types) this.#eventTypes.add(type);
  }

  receive(packet: RtpPacket): void {
    this.packets++;
    const { payloadType, timestamp } = packet.header;
    if (this.#eventTypes.has(payloadType)) {
      this.#event(timestamp, packet.payload);
      return;
    }
    this.payloadType = payloadType;
    if (payloadType === PCMU) this.#onAudio(() => decodeUlaw(packet.payload));
  }

  /** RFC 4733: all packets of one keypress carry the timestamp of its beginning, and the last is sent three times. */
  #event(timestamp: number, payload: Buffer): void {
    if (timestamp === this.#lastEvent) return;
    this.#lastEvent = timestamp;
    const digit = DTMF_DIGITS[payload[0] ?? -1];
    if (digit) this.#onDigit(digit);
  }
}
