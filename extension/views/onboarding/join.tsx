import { ArrowRight } from 'lucide';
import { languageFor, messagesIn } from '#extension/locales/language.ts';
import { invitedServer } from '#extension/views/onboarding/invited-server.ts';
import { Icon } from '#extension/views/parts/icon.tsx';
import { Mark } from '#extension/views/parts/mark.tsx';

/** What became of an invitation that was opened: handed over to the first run, or why not. */
export type Invitation = { go: string } | { refused: 'framed' | 'damaged' };

/**
 * Reads an invitation (`join.html#server=…`). Any web page can link here, so nothing is done but to show the first run with the
 * address filled in; inside a frame not even that, since a page could lay itself over it.
 */
export function readInvitation(hash: string, framed: boolean): Invitation {
  if (framed) return { refused: 'framed' };
  const server = invitedServer(hash);
  if (server?.is !== 'origin') return { refused: 'damaged' };
  return { go: `options.html#server=${encodeURIComponent(server.origin)}` };
}

/** Why the invitation led nowhere. */
export function Refused({ why, languages }: { why: 'framed' | 'damaged'; languages: readonly string[] }) {
  const language = languageFor('auto', languages);
  const words = messagesIn(language).onboarding;
  const framed = why === 'framed';
  return (
    <main class="joinpage" lang={language}>
      <div class="row b">
        <Mark />
        Sidetone
      </div>
      <h1>{framed ? words.joinFramed : words.joinInvalid}</h1>
      <p class="muted">{framed ? words.joinFramedWhat : words.joinInvalidWhat}</p>
      {!framed && (
        <a class="btn primary l" href="options.html#onboarding-server">
          {words.joinType}
          <Icon of={ArrowRight} />
        </a>
      )}
    </main>
  );
}
