import { X } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { firstName, type RunningCall, shortWho } from '#extension/views/call/running.ts';
import { IconButton } from '#extension/views/parts/button.tsx';
import { Note } from '#extension/views/parts/note.tsx';
import { wordsFor } from '#extension/views/problem/problem-words.ts';
import { useView, type View } from '#extension/views/view.ts';

type Failed = NonNullable<NonNullable<RunningCall['control']>['failed']>;

/** What she asked has come to nothing: what, why, and how the customer is now. */
export function failedWords(
  call: RunningCall,
  failed: Failed,
  other: string | null,
  view: Pick<View, 't' | 'language' | 'admin'>,
): { what: string; more: string } {
  const { t } = view;
  const who = shortWho(call, t);
  const why = failed.problem.params?.why;
  const known = typeof why === 'string' ? t.control.why[why] : undefined;
  const cause = known ?? (failed.problem.code === 'control-failed' ? '' : wordsFor(failed.problem, view).what);
  const now = call.control?.customer === 'held' ? t.control.stillHeld(who) : t.control.asBefore;
  return {
    what: capital(t.control.failed(failed.what, who, other ?? toldOther(failed))),
    more: [cause, capital(now)].filter(Boolean).join(' '),
  };
}

/** Shown until she puts it away, or asks something else. `other`: whom she wanted to reach. */
export function FailedNote({ call, other }: { call: RunningCall; other: string | null }) {
  const view = useView();
  const [closed, setClosed] = useState<string | null>(null);
  const failed = call.control?.failed ?? null;
  const which = failed === null ? null : `${failed.what} ${String(failed.problem.params?.why)}`;
  useEffect(() => {
    if (which === null) setClosed(null);
  }, [which]);
  if (failed === null || which === closed) return null;
  const words = failedWords(call, failed, other, view);
  return (
    <Note
      kind="warn"
      role="alert"
      what={words.what}
      more={words.more}
      button={<IconButton icon={X} class="s" name={view.t.control.close} onClick={() => setClosed(which)} />}
    />
  );
}

/** Whom the server says that it was about: a popup that was opened since does not know. */
export function toldOther({ problem: { params } }: Failed): string | null {
  return typeof params?.to === 'string' && params.to !== '' ? firstName(params.to) : null;
}

export const capital = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);
