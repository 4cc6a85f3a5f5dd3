import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import type { Loaded } from '#extension/views/options/use-loaded.ts';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useView } from '#extension/views/view.ts';
import type { Problem } from '#shared/problem.ts';

/** One page of the options: its title, what it is for, and its main button. */
export function Section(props: {
  readonly title: string;
  readonly lead: string;
  readonly action?: ComponentChildren;
  readonly children: ComponentChildren;
}) {
  return (
    <>
      <header class="row sechead">
        <div class="grow">
          <h1>{props.title}</h1>
          <p>{props.lead}</p>
        </div>
        {props.action}
      </header>
      {props.children}
    </>
  );
}

/** A part of a section: name and explanation left, fields right. */
export function Part(props: { readonly title: string; readonly help?: string; readonly children: ComponentChildren }) {
  return (
    <section class="sect part">
      <div>
        <h2>{props.title}</h2>
        {props.help !== undefined && <p class="small muted">{props.help}</p>}
      </div>
      <div>{props.children}</div>
    </section>
  );
}

/**
 * What was loaded, or that it loads (after 400 ms), or why it could not, with another try. What could not be loaded anew stays as it was
 * below the reason: somebody may be typing in it.
 */
export function Once<T>(props: {
  readonly of: Loaded<T>;
  readonly onRetry: () => void;
  /** The page's title while its content, which brings its own, is not there. */
  readonly until?: { readonly title: string; readonly lead: string };
  readonly children: (value: T) => ComponentChildren;
}) {
  const { of } = props;
  const last = useRef<{ readonly value: T } | null>(null);
  if (of.state === 'loaded') last.current = of;
  const failed = of.state === 'failed' && <Failed problem={of.problem} onRetry={props.onRetry} />;
  if (last.current !== null) {
    return (
      <>
        {failed}
        {props.children(last.current.value)}
      </>
    );
  }
  const waiting = failed || <Waiting />;
  return props.until === undefined ? waiting : <Section {...props.until}>{waiting}</Section>;
}

function Waiting() {
  const { t } = useView();
  return <output class="loading late muted">{t.options.loading}…</output>;
}

function Failed({ problem, onRetry }: { problem: Problem; onRetry: () => void }) {
  return (
    <div class="loading">
      <ProblemNote problem={problem} onRetry={onRetry} />
    </div>
  );
}

/** Nothing here yet, what it would be good for, and how to begin. */
export function Empty(props: { readonly what: string; readonly more: string; readonly children?: ComponentChildren }) {
  return (
    <div class="card emptycard">
      <p class="b">{props.what}</p>
      <p class="muted">{props.more}</p>
      {props.children}
    </div>
  );
}
