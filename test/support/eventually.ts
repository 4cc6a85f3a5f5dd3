const POLL_MS = 20;

/**
 * Waits for a fact: calls `look` until it neither throws nor answers undefined, null or false, and returns what it answered.
 * Fails with the last reason after `withinMs` (default 15 s: a limit for a broken run, never a measure of speed).
 */
export async function eventually<T>(
  what: string,
  look: () => T | Promise<T>,
  withinMs = 15_000,
): Promise<Exclude<T, undefined | null | false>> {
  const end = performance.now() + withinMs;
  let reason: unknown = 'it never came true';
  for (;;) {
    try {
      const seen = await look();
      if (seen !== undefined && seen !== null && seen !== false) return seen as Exclude<T, undefined | null | false>;
    } catch (error) {
      reason = error;
    }
    if (performance.now() > end) {
      const why = reason instanceof Error ? reason.message : String(reason);
      throw new Error(`not seen within ${withinMs} ms: ${what} (${why})`, { cause: reason });
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** Asserts that `look` stays the same for `forMs`: for what must not happen, which no event can tell. */
export async function nothingHappens<T>(what: string, look: () => T | Promise<T>, forMs = 500): Promise<void> {
  const before = JSON.stringify(await look());
  const end = performance.now() + forMs;
  while (performance.now() < end) {
    const now = JSON.stringify(await look());
    if (now !== before) throw new Error(`${what}: expected nothing to happen, but ${before} became ${now}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
