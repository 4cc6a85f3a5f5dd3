/** A WAV file: 16-bit PCM; the samples of several channels interleaved. */
export function writeWav(samples: Int16Array, sampleRate: number, channels = 1): Uint8Array<ArrayBuffer> {
  const dataBytes = samples.length * 2;
  const file = new DataView(new ArrayBuffer(44 + dataBytes));
  const text = (at: number, word: string) => {
    for (let i = 0; i < word.length; i++) file.setUint8(at + i, word.charCodeAt(i));
  };
  text(0, 'RIFF');
  file.setUint32(4, 36 + dataBytes, true);
  text(8, 'WAVEfmt ');
  file.setUint32(16, 16, true);
  file.setUint16(20, 1, true);
  file.setUint16(22, channels, true);
  file.setUint32(24, sampleRate, true);
  file.setUint32(28, sampleRate * 2 * channels, true);
  file.setUint16(32, 2 * channels, true);
  file.setUint16(34, 16, true);
  text(36, 'data');
  file.setUint32(40, dataBytes, true);
  for (const [i, sample] of samples.entries()) file.setInt16(44 + 2 * i, sample, true);
  return new Uint8Array(file.buffer);
}

/** A tone of `hz` for `ms` milliseconds at about −6 dBFS, as a WAV file: microphones and sounds of tests. */
export function wavOfTone(hz: number, ms: number, sampleRate: number): Uint8Array<ArrayBuffer> {
  const samples = Int16Array.from({ length: Math.round((ms * sampleRate) / 1000) }, (_, i) =>
    Math.round(16_000 * Math.sin((2 * Math.PI * hz * i) / sampleRate)),
  );
  return writeWav(samples, sampleRate);
}
