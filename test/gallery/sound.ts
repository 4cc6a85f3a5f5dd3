const RATE = 8000;

/** A quiet tone as an address that plays: WAV, 16 bit, one channel. */
export function tone(seconds: number): string {
  const samples = RATE * seconds;
  const view = new DataView(new ArrayBuffer(44 + samples * 2));
  const write = (at: number, text: string) => {
    for (let n = 0; n < text.length; n++) view.setUint8(at + n, text.charCodeAt(n));
  };
  write(0, 'RIFF');
  view.setUint32(4, 36 + samples * 2, true);
  write(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, RATE, true);
  view.setUint32(28, RATE * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  write(36, 'data');
  view.setUint32(40, samples * 2, true);
  for (let n = 0; n < samples; n++) {
    view.setInt16(44 + n * 2, Math.sin((n / RATE) * 2 * Math.PI * 440) * 3000, true);
  }
  let bytes = '';
  for (const byte of new Uint8Array(view.buffer)) bytes += String.fromCharCode(byte);
  return `data:audio/wav;base64,${btoa(bytes)}`;
}
