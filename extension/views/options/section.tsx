import type { ComponentChildren } from 'preact';
import type { Loaded } from '#extension/views/options/use-loaded.ts';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useView } from '#extension/views/view.ts';

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

/** What was loaded, or that it loads (after 400 ms), or why it could not, with another try. */
export function Once<T>(props: {
  readonly of: Loaded<T>;
  readonly onRetry: () => void;
  readonly children: (value: T) => ComponentChildren;
}) {
  const { t } = useView();
  switch (props.of.state) {
    case 'loading':
      return <output class="loading late muted">{t.options.loading}…</output>;
    case 'failed':
      return (
        <div class="loading">
          <ProblemNote problem={props.of.problem} onRetry={props.onRetry} />
        </div>
      );
    case 'loaded':
      return <>{props.children(props.of.value)}</>;
  }
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
