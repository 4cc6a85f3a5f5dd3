import { CircleCheck } from 'lucide';
import { Icon } from '#extension/views/parts/icon.tsx';
import { useView } from '#extension/views/view.ts';

/** Three steps to the first call; those already done are ticked. */
export function SetUpSteps({ done }: { done: readonly [twilio: boolean, incoming: boolean, outgoing: boolean] }) {
  const { t } = useView();
  const words = t.options.connection;
  const names = [words.stepTwilio, words.stepIncoming, words.stepOutgoing];
  const next = done.indexOf(false);
  return (
    <ol class="row steps" aria-label={words.steps}>
      {names.map((name, index) => (
        <li key={name} class="row grow" aria-current={index === next ? 'step' : undefined}>
          {done[index] ? (
            <span class="done">
              <Icon of={CircleCheck} size={20} />
            </span>
          ) : (
            <span class={index === next ? 'ava s next' : 'ava s'} aria-hidden="true">
              {index + 1}
            </span>
          )}
          <span class={done[index] || index === next ? 'med' : 'med faint'}>
            {name}
            {done[index] && <span class="sr"> ({words.stepDone})</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}
