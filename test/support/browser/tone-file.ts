import { writeFileSync } from 'node:fs';
import path from 'node:path';

/** Chrome's fake microphone takes a 48 kHz mono WAV and repeats it. */
const RATE = 48_000;
const SECONDS = 1;

/** Writes a file with a steady tone for `--use-file-for-fake-audio-capture`: what an agent "says". `hz` a whole number, so that it loops without a click. */
export function writeToneFile(folder: string, hz: number): string {
  const samples = RATE * SECONDS;
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + samples * 2, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(RATE, 24);
  header.writeUInt32LE(RATE * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(samples * 2, 40);
  const data = Buffer.alloc(samples * 2);
  for (let i = 0; i < samples; i++) {
    data.writeInt16LE(Math.round(Math.sin((2 * Math.PI * hz * i) / RATE) * 12_000), i * 2);
  }
  const file = path.join(folder, `tone-${hz}.wav`);
  writeFileSync(file, Buffer.concat([header, data]));
  return file;
}
