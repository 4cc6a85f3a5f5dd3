const RATE = 8_000;
const HEADER_BYTES = 44;

/** A WAV of two channels, a tone on each: 8 kHz, PCM of 16 bits, as a phone's recording. */
export function twoTones(seconds: number, [left, right]: readonly [number, number]): Uint8Array<ArrayBuffer> {
  const frames = RATE * seconds;
  const bytes = new Uint8Array(HEADER_BYTES + frames * 4);
  const view = new DataView(bytes.buffer);
  const word = (at: number, text: string) => bytes.set(new TextEncoder().encode(text), at);
  word(0, 'RIFF');
  view.setUint32(4, bytes.length - 8, true);
  word(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 2, true);
  view.setUint32(24, RATE, true);
  view.setUint32(28, RATE * 4, true);
  view.setUint16(32, 4, true);
  view.setUint16(34, 16, true);
  word(36, 'data');
  view.setUint32(40, frames * 4, true);
  for (let frame = 0; frame < frames; frame += 1) {
    for (const [channel, hertz] of [left, right].entries()) {
      const sample = Math.sin((2 * Math.PI * hertz * frame) / RATE) * 0x2fff;
      view.setInt16(HEADER_BYTES + frame * 4 + channel * 2, sample, true);
    }
  }
  return bytes;
}
