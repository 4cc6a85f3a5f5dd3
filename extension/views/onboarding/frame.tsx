import { Check } from 'lucide';
import type { ComponentChildren } from 'preact';
import { hashOf, STEPS, type Step } from '#extension/views/onboarding/steps.ts';
import { Icon } from '#extension/views/parts/icon.tsx';
import { Mark } from '#extension/views/parts/mark.tsx';
import { useView } from '#extension/views/view.ts';

/** The first run's page: steps left, the current one right. Steps that are done can be gone back to. */
export function Frame(props: { step: Step; done: ReadonlySet<Step>; children: ComponentChildren }) {
  const { t } = useView();
  const words = t.onboarding;
  return (
    <div class="ob">
      <nav class="obs" aria-label={words.steps}>
        <div class="row b brand">
          <Mark />
          Sidetone
        </div>
        <ol>
          {STEPS.map((step, index) => {
            const current = step === props.step;
            const done = !current && props.done.has(step);
            const name = <b class={current || done ? undefined : 'muted'}>{words.step[step].name}</b>;
            return (
              <li
                key={step}
                class={current ? 'on' : done ? 'done' : undefined}
                aria-current={current ? 'step' : undefined}
              >
                <span class="n" aria-hidden="true">
                  {done ? <Icon of={Check} size={14} /> : index + 1}
                </span>
                <span>
                  {done ? (
                    <a href={hashOf(step)}>
                      {name}
                      <span class="sr"> ({words.done})</span>
                    </a>
                  ) : (
                    name
                  )}
                  <span class="small muted own-line">{words.step[step].what}</span>
                </span>
              </li>
            );
          })}
        </ol>
        <p class="small faint">{words.duration}</p>
      </nav>
      <main class="obm">
        <div class="obw">{props.children}</div>
      </main>
    </div>
  );
}
