/**
 * The part of a file that a `Range` header asks for, both ends inclusive. Undefined: the whole file, also for what is no single range of bytes
 * (RFC 9110 lets a server ignore those). `beyond`: nothing of it is in the file.
 */
export function byteRange(
  header: string | undefined,
  length: number,
): { first: number; last: number } | 'beyond' | undefined {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? [];
  if (from === '' && to === '') return undefined;
  if (from === '') {
    const first = Math.max(0, length - Number(to));
    return Number(to) === 0 || length === 0 ? 'beyond' : { first, last: length - 1 };
  }
  const first = Number(from);
  if (to !== '' && Number(to) < first) return undefined;
  if (first >= length) return 'beyond';
  return { first, last: to === '' ? length - 1 : Math.min(length - 1, Number(to)) };
}
