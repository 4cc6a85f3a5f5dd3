import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { fetchAudio } from '#server/audio/fetch-audio.ts';
import type { Internet } from '#server/audio/internet.ts';
import type { LintWorld } from '#server/call-flow/lint/rule.ts';
import type { Context } from '#server/context.ts';
import type { CallFlow } from '#shared/call-flow/call-flow.schema.ts';
import type { AudioId } from '#shared/call-flow/prompt.ts';
import { addressesIn } from './flow-contents.ts';

/** The editor checks after every change: it does not wait longer for a stranger's server. */
const LIMIT_MS = 4_000;
/** What was found is believed for so long, so that typing does not fetch. */
const BELIEVED_MS = 60_000;
/** Of an address whose copy callers hear anyway: once when the editor is opened is enough. */
const COPY_BELIEVED_MS = 10 * 60_000;
const MOST_AT_ONCE = 5;
const MOST_REMEMBERED = 200;

/**
 * Makes a function that tells of the addresses in a flow which can't be had, and of which copies their addresses no longer lead to. It
 * asks strangers' servers: a few at once, a few seconds, and then not again for a while.
 */
export function audioReach(context: Pick<Context, 'clock' | 'db'>, internet: Internet) {
  const known = new Map<string, { why: string | null; until: number }>();

  return async (flow: CallFlow): Promise<Pick<LintWorld, 'unreachable' | 'outdated'>> => {
    const now = context.clock.now().getTime();
    const addresses = addressesIn(flow);
    const keyOf = ({ copy, url }: { copy: AudioId | null; url: string }) => copy ?? url;
    const fresh = [...new Map(addresses.map((one) => [keyOf(one), one])).values()]
      // What nobody hears yet goes first.
      .toSorted((a, b) => Number(a.copy !== null) - Number(b.copy !== null))
      .filter((one) => (known.get(keyOf(one))?.until ?? 0) <= now)
      .slice(0, MOST_AT_ONCE);
    const found = await Promise.all(
      fresh.map(async (one) => {
        const why = one.copy === null ? await whyNot(internet, one.url) : await outdated(context, internet, one.copy);
        return [keyOf(one), { why, until: now + (one.copy === null ? BELIEVED_MS : COPY_BELIEVED_MS) }] as const;
      }),
    );
    if (known.size + found.length > MOST_REMEMBERED) known.clear();
    for (const [key, what] of found) known.set(key, what);
    const told = addresses.flatMap((one) => {
      const why = known.get(keyOf(one))?.why;
      return why ? [{ ...one, why }] : [];
    });
    return {
      unreachable: new Map(told.flatMap(({ copy, url, why }) => (copy === null ? [[url, why] as const] : []))),
      outdated: new Map(told.flatMap(({ copy, why }) => (copy === null ? [] : [[copy, why] as const]))),
    };
  };
}

async function whyNot(internet: Internet, url: string): Promise<string | null> {
  const fetched = await fetchAudio(internet, url.trim(), LIMIT_MS);
  return fetched.ok ? null : String(fetched.problem.params?.why ?? fetched.problem.code);
}

/** null: the copy is what its address leads to; or there is no such copy, which another rule tells. */
async function outdated({ db }: Pick<Context, 'db'>, internet: Internet, copy: AudioId): Promise<string | null> {
  const kept = await db
    .selectFrom('audio_files')
    .select(['url', sql<string>`encode(sha256(content), 'hex')`.as('hash')])
    .where('id', '=', copy)
    .executeTakeFirst();
  if (!kept?.url) return null;
  const fetched = await fetchAudio(internet, kept.url, LIMIT_MS);
  if (!fetched.ok) return String(fetched.problem.params?.why ?? fetched.problem.code);
  const same = createHash('sha256').update(fetched.value.content).digest('hex') === kept.hash;
  return same ? null : 'changed';
}
