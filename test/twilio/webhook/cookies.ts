/** The cookies of one call: Twilio keeps them per call and host, so that a web session can follow it. */
export class CookieJar {
  readonly #byHost = new Map<string, Map<string, string>>();

  /** Takes over the `Set-Cookie` headers of an answer that came at `now`. */
  keep(host: string, setCookie: string[], now: Date): void {
    const cookies = this.#byHost.get(host) ?? new Map<string, string>();
    for (const header of setCookie) {
      const [pair = '', ...attributes] = header.split(';').map((part) => part.trim());
      const split = pair.indexOf('=');
      if (split < 1) continue;
      if (isGone(attributes, now)) cookies.delete(pair.slice(0, split));
      else cookies.set(pair.slice(0, split), pair.slice(split + 1));
    }
    this.#byHost.set(host, cookies);
  }

  /** The `Cookie` header for a host, or null. */
  headerFor(host: string): string | null {
    const cookies = this.#byHost.get(host);
    return cookies?.size ? [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') : null;
  }
}

/** `Max-Age` counts before `Expires` (RFC 6265, 5.3); servers take a cookie back with either. */
function isGone(attributes: string[], now: Date): boolean {
  const given = (name: RegExp) => attributes.find((attribute) => name.test(attribute))?.replace(name, '');
  const maxAge = given(/^max-age=/i);
  if (maxAge !== undefined) return /^(0|-\d+)$/.test(maxAge);
  return Date.parse(given(/^expires=/i) ?? '') <= now.getTime();
}
