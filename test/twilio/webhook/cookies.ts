/** The cookies of one call: Twilio keeps them per call and host, so that a web session can follow it. */
export class CookieJar {
  readonly #byHost = new Map<string, Map<string, string>>();

  /** Takes over the `Set-Cookie` headers of an answer. */
  keep(host: string, setCookie: string[]): void {
    const cookies = this.#byHost.get(host) ?? new Map<string, string>();
    for (const header of setCookie) {
      const [pair = '', ...attributes] = header.split(';').map((part) => part.trim());
      const split = pair.indexOf('=');
      if (split < 1) continue;
      const gone = attributes.some((attribute) => /^max-age=(0|-\d+)$/i.test(attribute));
      if (gone) cookies.delete(pair.slice(0, split));
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
