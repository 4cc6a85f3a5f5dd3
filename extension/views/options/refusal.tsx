import { BILLING, CONSOLE } from '#extension/views/options/credentials.ts';
import { Note } from '#extension/views/parts/note.tsx';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { wordsFor } from '#extension/views/problem/problem-words.ts';
import { useView } from '#extension/views/view.ts';
import type { Problem } from '#shared/problem.ts';

/** What Twilio answered, with the page of Twilio's where it can be mended. */
export function Refusal({ problem, onRetry }: { problem: Problem; onRetry: () => void }) {
  const view = useView();
  const words = view.t.options.connection;
  const page =
    problem.code === 'twilio-suspended'
      ? { label: words.openBilling, href: BILLING }
      : problem.code === 'twilio-wrong-token' || problem.code === 'twilio-closed' || problem.code === 'twilio-refused'
        ? { label: words.openConsole, href: CONSOLE }
        : null;
  if (page === null) {
    return (
      <div class="answer">
        <ProblemNote problem={problem} onRetry={problem.code === 'twilio-away' ? onRetry : undefined} />
      </div>
    );
  }
  const said = wordsFor(problem, view);
  return (
    <div class="answer">
      <Note
        kind="bad"
        role="alert"
        what={said.what}
        more={said.do}
        button={
          <a class="btn outline s" href={page.href} target="_blank" rel="noreferrer">
            {page.label}
          </a>
        }
      />
    </div>
  );
}
