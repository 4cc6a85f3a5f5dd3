import { type IconNode, MicOff, TriangleAlert, WifiOff } from 'lucide';
import { Button } from '#extension/views/parts/button.tsx';
import { Note, type NoteKind } from '#extension/views/parts/note.tsx';
import { type Fix, fixFor } from '#extension/views/problem/problem-fix.ts';
import { wordsFor } from '#extension/views/problem/problem-words.ts';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';
import type { Wire } from '#extension/wire/contract.ts';
import type { Problem, ProblemCode } from '#shared/problem.ts';

const ICONS: Partial<Record<ProblemCode, IconNode>> = {
  'microphone-blocked': MicOff,
  'microphone-not-asked': MicOff,
  'no-microphone': MicOff,
  'server-away': WifiOff,
  'twilio-away': WifiOff,
  'crm-away': WifiOff,
};

/** A Problem: cause in one sentence, consequence, and the one button that mends it. */
export function ProblemNote(props: {
  readonly problem: Problem;
  /** Default `bad`; `warn`: it works, but look. */
  readonly kind?: Extract<NoteKind, 'bad' | 'warn'>;
  /** Runs instead of the Problem's own command, under the same label ("Try again"). */
  readonly onRetry?: () => void;
  /** False where the view has the same button already. */
  readonly button?: boolean;
}) {
  const { problem, kind = 'bad', button = true } = props;
  const view = useView();
  const words = wordsFor(problem, view);
  const fix = fixFor(problem.code, view);
  const task = useTask((chosen: Fix) => send(view.wire, chosen));
  const press = props.onRetry ?? (fix === null ? null : () => void task.run(fix));
  const label = props.onRetry ? (words.button ?? view.t.options.tryAgain) : words.button;
  return (
    <Note
      kind={kind}
      icon={ICONS[problem.code] ?? (kind === 'warn' ? TriangleAlert : undefined)}
      what={words.what}
      more={words.do}
      role="alert"
      button={
        button &&
        press !== null &&
        label !== null && (
          <Button kind={props.onRetry ? 'outline' : 'primary'} size="s" slow={task.slow} onClick={press}>
            {label}
          </Button>
        )
      }
    />
  );
}

/** Sends any fix: the union is taken apart so that each command meets its own input. */
async function send(wire: Wire, fix: Fix): Promise<{ ok: true; value: unknown } | { ok: false; problem: Problem }> {
  switch (fix.ask) {
    case 'open':
      return wire.ask(fix.ask, fix.input);
    case 'line.retry':
      return wire.ask(fix.ask, fix.input);
    case 'session.signIn':
      return wire.ask(fix.ask, fix.input);
  }
}
