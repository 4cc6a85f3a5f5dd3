import type { RecordingFile } from './recording-file.ts';

/** Fails when what passes is no sound of this kind, or is shorter or longer than announced. null: nothing was announced. */
export function wholeSound(mime: RecordingFile['mime'], bytes: number | null): TransformStream<Uint8Array, Uint8Array> {
  let passed = 0;
  let head = new Uint8Array();
  let isSound = false;
  return new TransformStream({
    transform(chunk, controller) {
      passed += chunk.byteLength;
      if (!isSound) {
        head = new Uint8Array([...head, ...chunk.subarray(0, HEAD_BYTES - head.length)]);
        if (head.length === HEAD_BYTES && !BEGINNINGS[mime](head)) throw new Error(`Twilio sent no ${mime}`);
        isSound = head.length === HEAD_BYTES;
      }
      controller.enqueue(chunk);
    },
    flush() {
      if (!isSound || (bytes !== null && passed !== bytes))
        throw new Error(`the recording was cut off: ${passed} bytes of ${bytes ?? 'some'}`);
    },
  });
}

const HEAD_BYTES = 4;
const BEGINNINGS = {
  'audio/wav': (head: Uint8Array) => Buffer.from(head).toString('latin1') === 'RIFF',
  // A tag, or a frame's eleven bits of synchronisation.
  'audio/mpeg': (head: Uint8Array) =>
    Buffer.from(head).toString('latin1').startsWith('ID3') || (head[0] === 0xff && ((head[1] ?? 0) & 0xe0) === 0xe0),
} satisfies Record<RecordingFile['mime'], (head: Uint8Array) => boolean>;
