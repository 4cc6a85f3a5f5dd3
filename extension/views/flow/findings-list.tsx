import { CircleCheck, type IconNode, Info, TriangleAlert, Users } from 'lucide';
import { useState } from 'preact/hooks';
import { useDesk } from '#extension/views/flow/desk.ts';
import { findingWords, toFix } from '#extension/views/flow/finding-facts.ts';
import { showPlace } from '#extension/views/flow/show-place.ts';
import type { Judged } from '#extension/views/flow/use-findings.ts';
import { Button } from '#extension/views/parts/button.tsx';
import { Icon } from '#extension/views/parts/icon.tsx';
import { Note, type NoteKind } from '#extension/views/parts/note.tsx';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useView } from '#extension/views/view.ts';
import type { Finding } from '#shared/api/call-flow-api.ts';

const KINDS: Record<Finding['level'], NoteKind> = { fault: 'bad', warning: 'warn', note: 'plain' };
const PEOPLE: readonly Finding['code'][] = ['nobody-online', 'nobody-in-group', 'person-not-active', 'rung-in-chunks'];

/** Above this many the rest is shown when it is asked for. */
const FEW = 6;

/** What is to fix, with the way to it; what is good to know; and how much was looked at. */
export function FindingsList({ judged }: { readonly judged: Judged }) {
  const { t } = useView();
  const words = t.flow.trial;
  const fix = toFix(judged.findings);
  const [all, showAll] = useState(false);
  const notes = judged.findings.filter(({ level }) => level === 'note');
  const found = [...fix, ...notes];
  // One more takes no more room than the button that would show it.
  const shown = all || found.length <= FEW + 1 ? found : found.slice(0, FEW);
  return (
    <section class="tofix" aria-labelledby="to-fix" id="to-fix-list">
      <h2 id="to-fix" aria-live="polite">
        {judged.of !== null ? words.toFix(fix.length) : judged.problem !== null ? words.unchecked : words.waiting}
      </h2>
      {judged.problem !== null && <ProblemNote problem={judged.problem} />}
      <ul>
        {shown.map((finding, at) => (
          // The same code may be found in the same place twice.
          <li key={`${finding.code} ${finding.part} ${finding.option?.join()} ${at}`}>
            <FindingNote finding={finding} />
          </li>
        ))}
      </ul>
      {shown.length < found.length && (
        <Button kind="ghost" size="s" onClick={() => showAll(true)}>
          {words.showMore(found.length - shown.length)}
        </Button>
      )}
      {judged.of !== null && (
        <p class="row tight small muted">
          <span class="good">
            <Icon of={CircleCheck} size={14} />
          </span>
          {words.passed(judged.passed)}
        </p>
      )}
    </section>
  );
}

function FindingNote({ finding }: { readonly finding: Finding }) {
  const view = useView();
  const desk = useDesk();
  const { what, more } = findingWords(finding, desk.flow, desk.language, view);
  const icon: IconNode = PEOPLE.includes(finding.code) ? Users : finding.level === 'note' ? Info : TriangleAlert;
  return (
    <Note
      kind={KINDS[finding.level]}
      icon={icon}
      what={what}
      more={more}
      button={
        <Button
          kind="outline"
          size="s"
          label={`${view.t.flow.trial.show}: ${what}`}
          onClick={() => showPlace(desk, finding)}
        >
          {view.t.flow.trial.show}
        </Button>
      }
    />
  );
}
