/**
 * The origin of a server from what a person typed or a link said: `example.com` becomes `https://example.com`. Plain http is for
 * this machine alone. undefined: no address that Sidetone would send a token to.
 */
export function serverOrigin(typed: string): string | undefined {
  const text = typed.trim();
  if (text === '' || text.length > 300) return undefined;
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `${isLoopback(text) ? 'http' : 'https'}://${text}`;
  try {
    const url = new URL(withScheme);
    if (url.username || url.password || url.hostname === '') return undefined;
    if (url.protocol === 'https:') return url.origin;
    return url.protocol === 'http:' && isLoopback(url.host) ? url.origin : undefined;
  } catch {
    return undefined;
  }
}

const isLoopback = (host: string): boolean => /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?([/?#]|$)/i.test(host);
