import { fetchAudio } from '#server/audio/fetch-audio.ts';
import type { Internet } from '#server/audio/internet.ts';
import type { Context } from '#server/context.ts';
import type { CallFlow } from '#shared/call-flow/call-flow.schema.ts';
import { promptsIn } from './flow-contents.ts';

/** The editor checks after every change: it does not wait longer for a stranger's server. */
const LIMIT_MS = 4_000;
/** What was found is believed for so long, so that typing does not fetch. */
const BELIEVED_MS = 60_000;
const MOST_AT_ONCE = 5;
const MOST_REMEMBERED = 200;

/**
 * Makes a function that tells why addresses of a flow's prompts can't be had, by address. Only those are tried of which there is no copy
 * yet: callers hear the copy.
 */
export function audioReach({ clock }: Pick<Context, 'clock'>, internet: Internet) {
  const known = new Map<string, { why: string | null; until: number }>();

  return async (flow: CallFlow): Promise<ReadonlyMap<string, string>> => {
    const now = clock.now().getTime();
    const urls = uncopied(flow);
    const fresh = urls.filter((url) => (known.get(url)?.until ?? 0) <= now).slice(0, MOST_AT_ONCE);
    const found = await Promise.all(fresh.map(async (url) => [url, await whyNot(internet, url)] as const));
    if (known.size + found.length > MOST_REMEMBERED) known.clear();
    for (const [url, why] of found) known.set(url, { why, until: now + BELIEVED_MS });
    return new Map(
      urls.flatMap((url) => {
        const why = known.get(url)?.why;
        return why ? [[url, why] as const] : [];
      }),
    );
  };
}

function uncopied(flow: CallFlow): string[] {
  const prompts = [...promptsIn(flow)].flatMap((local) => Object.values(local));
  return [
    ...new Set(
      prompts.flatMap((prompt) =>
        prompt?.kind === 'url' && prompt.urlFile === null && prompt.url.trim() !== '' ? [prompt.url] : [],
      ),
    ),
  ];
}

async function whyNot(internet: Internet, url: string): Promise<string | null> {
  const fetched = await fetchAudio(internet, url.trim(), LIMIT_MS);
  return fetched.ok ? null : String(fetched.problem.params?.why ?? fetched.problem.code);
}
