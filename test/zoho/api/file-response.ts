const RANGE = /^bytes=(\d*)-(\d*)$/;

/** A file, whole or the part that `range` asks for (206), or 416. Bytes are never sniffed: the type stands as it was uploaded. */
export function fileResponse(
  { type, bytes }: { type: string; bytes: Uint8Array<ArrayBuffer> },
  name: string,
  range: string | undefined,
  disposition: 'attachment' | 'inline' = 'attachment',
): Response {
  const headers = {
    'content-type': type,
    'content-disposition': `${disposition}; filename*=UTF-8''${encodeURIComponent(name)}`,
    'accept-ranges': 'bytes',
    'x-content-type-options': 'nosniff',
  };
  const asked = RANGE.exec(range ?? '');
  if (!asked) return new Response(bytes, { headers });
  const part = partOf(bytes.length, asked[1] ?? '', asked[2] ?? '');
  if (!part) return new Response(null, { status: 416, headers: { 'content-range': `bytes */${bytes.length}` } });
  const [from, to] = part;
  return new Response(bytes.slice(from, to + 1), {
    status: 206,
    headers: { ...headers, 'content-range': `bytes ${from}-${to}/${bytes.length}` },
  });
}

/** First and last byte; `-500` means the last 500. Undefined if there are none such. */
function partOf(size: number, first: string, last: string): [number, number] | undefined {
  if (first === '' && last === '') return undefined;
  const from = first === '' ? Math.max(size - Number(last), 0) : Number(first);
  const to = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return from <= to && from < size ? [from, to] : undefined;
}
