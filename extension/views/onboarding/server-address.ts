/** What a person typed, or a link carried, as a server's address. */
export type ServerAddress = { is: 'origin'; origin: string } | { is: 'empty' | 'invalid' | 'insecure' };

/** Where the page that is being built may itself be served: the only hosts that are safe without TLS. */
const LOCAL = /^(?:localhost|127\.0\.0\.1|\[::1\])$/;

/**
 * Reads a server's address: `sidetone.example.com`, with or without `https://`, a path or spaces. Only https, or http on this very
 * computer, since the sign-in goes there. Credentials in it are refused: `https://zillum.example@evil.example` is not what it seems.
 */
export function readServerAddress(text: string): ServerAddress {
  const typed = text.trim();
  if (typed === '') return { is: 'empty' };
  const local = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::|\/|$)/i.test(typed);
  const url = parsed(/^[a-z][a-z\d+.-]*:\/\//i.test(typed) ? typed : `${local ? 'http' : 'https'}://${typed}`);
  if (url === null || url.username !== '' || url.password !== '') return { is: 'invalid' };
  if (url.protocol === 'http:' && !LOCAL.test(url.hostname)) return { is: 'insecure' };
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return { is: 'invalid' };
  if (!LOCAL.test(url.hostname) && !url.hostname.includes('.')) return { is: 'invalid' };
  return { is: 'origin', origin: url.origin };
}

function parsed(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** The address that an invitation carries in its `#server=…`; null when there is none in it. */
export function invitedServer(hash: string): ServerAddress | null {
  const value = new URLSearchParams(hash.replace(/^#/, '')).get('server');
  return value === null || value.length > 300 ? null : readServerAddress(value);
}
