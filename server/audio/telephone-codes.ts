/** What each byte of the telephone's two codes stands for, from -1 to 1. Source: ITU-T G.711. */

export const ulawSamples: readonly number[] = Array.from({ length: 256 }, (_, byte) => {
  const code = ~byte & 0xff;
  const exponent = (code >> 4) & 7;
  const magnitude = (((code & 0x0f) << 3) + 132) * 2 ** exponent - 132;
  return (code & 0x80 ? -magnitude : magnitude) / 0x8000;
});

export const alawSamples: readonly number[] = Array.from({ length: 256 }, (_, byte) => {
  const code = byte ^ 0x55;
  const exponent = (code >> 4) & 7;
  const mantissa = code & 0x0f;
  const magnitude = exponent === 0 ? (mantissa << 4) + 8 : ((mantissa << 4) + 264) * 2 ** (exponent - 1);
  return (code & 0x80 ? magnitude : -magnitude) / 0x8000;
});
