import { randomUUID } from 'node:crypto';
import type { FileEntry, OpenedFile } from './crm-writes.ts';

/** A multipart body with one file that is passed on as it comes, never held as a whole. */
export interface Upload {
  contentType: string;
  /** null: the source does not say. */
  contentLength: number | null;
  body: ReadableStream<Uint8Array>;
  /** Whether the last byte went out: before that Zoho has no file that it could keep. */
  complete(): boolean;
  /** Lets go of the file and of whoever still reads the body; nothing to a body that is complete. */
  drop(): void;
}

/** The body fails when the content ends before, or after, the `bytes` that were announced. */
export function uploadOf(file: Pick<FileEntry, 'name' | 'mime'>, { content, bytes }: OpenedFile): Upload {
  const boundary = `sidetone-${randomUUID()}`;
  const text = new TextEncoder();
  const head = text.encode(
    `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${quoted(file.name)}"\r\n` +
      `content-type: ${file.mime.replace(/[\r\n]/g, '')}\r\n\r\n`,
  );
  const tail = text.encode(`\r\n--${boundary}--\r\n`);
  const source = content.getReader();
  let begun = false;
  let passed = 0;
  let complete = false;

  let reader: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>(
    {
      start(out) {
        reader = out;
      },
      async pull(out) {
        if (!begun) {
          begun = true;
          return out.enqueue(head);
        }
        const next = await source.read();
        if (!next.done) {
          passed += next.value.byteLength;
          return out.enqueue(next.value);
        }
        if (bytes !== null && passed !== bytes) throw new Error(`${passed} bytes came of ${bytes}`);
        complete = true;
        out.enqueue(tail);
        out.close();
      },
      cancel: (reason) => source.cancel(reason),
    },
    // Nothing is fetched before it can be sent.
    { highWaterMark: 0 },
  );

  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    contentLength: bytes === null ? null : head.byteLength + bytes + tail.byteLength,
    body,
    complete: () => complete,
    drop() {
      if (complete) return;
      reader?.error(new Error('no longer wanted'));
      source.cancel().catch(() => undefined);
    },
  };
}

/** As browsers write a file's name into a form (HTML, "multipart form data"). */
const quoted = (name: string): string => name.replace(/\r/g, '%0D').replace(/\n/g, '%0A').replace(/"/g, '%22');
