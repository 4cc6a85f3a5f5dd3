import type { MiddlewareHandler } from 'hono';

const ONE_YEAR_SECONDS = 31_536_000;

/** For every answer; a page sets its own, wider Content-Security-Policy. */
export function securityHeaders(publicUrl: string): MiddlewareHandler {
  const isHttps = publicUrl.startsWith('https:');
  return async (asked, next) => {
    await next();
    const { headers } = asked.res;
    headers.set('X-Content-Type-Options', 'nosniff');
    // Addresses of set-up and sign-in carry codes.
    headers.set('Referrer-Policy', 'no-referrer');
    headers.set('X-Frame-Options', 'DENY');
    // A route whose answers pages of the extension load (a recording) says so itself.
    if (!headers.has('Cross-Origin-Resource-Policy')) headers.set('Cross-Origin-Resource-Policy', 'same-origin');
    if (isHttps) headers.set('Strict-Transport-Security', `max-age=${ONE_YEAR_SECONDS}`);
    if (!headers.has('Content-Security-Policy')) {
      headers.set('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
    }
  };
}
