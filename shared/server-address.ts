/** What a person typed, or a link carried, as a server's address: its origin, or why it is none, for the words below the field. */
export type ServerAddress = { is: 'origin'; origin: string } | { is: 'empty' | 'invalid' | 'insecure' };

const LONGEST = 300;

/** The only hosts that are safe without TLS: this very computer. */
const isLoopback = (host: string): boolean => /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?(?:[/?#]|$)/i.test(host);

/**
 * Reads a server's address: `sidetone.example.com`, with or without `https://`, a path or spaces. Only https, or http on this very
 * computer, since the sign-in goes there. Credentials in it are refused: `https://zillum.example@evil.example` is not what it seems.
 * Asked for the words below the field, and again before anything is sent there (`server.check`).
 */
export function readServerAddress(text: string): ServerAddress {
  const typed = text.trim();
  if (typed === '') return { is: 'empty' };
  const withScheme = /^[a-z][a-z\d+.-]*:\/\//i.test(typed)
    ? typed
    : `${isLoopback(typed) ? 'http' : 'https'}://${typed}`;
  const url = typed.length <= LONGEST && URL.canParse(withScheme) ? new URL(withScheme) : null;
  if (url === null || url.username !== '' || url.password !== '') return { is: 'invalid' };
  if (url.protocol === 'https:') return { is: 'origin', origin: url.origin };
  if (url.protocol !== 'http:') return { is: 'invalid' };
  return isLoopback(url.host) ? { is: 'origin', origin: url.origin } : { is: 'insecure' };
}
