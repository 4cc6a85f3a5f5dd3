import { useState } from 'preact/hooks';
import { useDesk } from '#extension/views/flow/desk.ts';
import { shownNumber } from '#extension/views/format/phone.ts';
import { TextField } from '#extension/views/parts/field.tsx';
import { wordsFor } from '#extension/views/problem/problem-words.ts';
import { useView } from '#extension/views/view.ts';
import type { E164 } from '#shared/ids.ts';
import { countryOfNumber, readNumber } from '#shared/phone-number.ts';
import { problem } from '#shared/problem.ts';

/** A phone number as people write it. What is no number, or must not be rung (112), says why and counts as none. */
export function ForwardField(props: {
  readonly number: E164 | null;
  readonly onChange: (number: E164 | null) => void;
}) {
  const view = useView();
  const words = view.t.flow.hours;
  const desk = useDesk();
  const [typed, setTyped] = useState<string | null>(null);
  const read = typed === null || typed.trim() === '' ? null : readNumber(typed, countryOfNumber(desk.number) ?? '');
  // Undone meanwhile, what was typed counts no more.
  const counts = typed !== null && (read?.ok ? read.number : null) === props.number;
  const wrong =
    !counts || read === null || read.ok
      ? null
      : wordsFor(problem(read.why, '', { params: { number: typed ?? '' } }), view);
  return (
    <TextField
      label={words.forwardTo}
      help={words.forwardHelp}
      value={counts ? typed : props.number === null ? '' : shownNumber(props.number)}
      error={wrong === null ? null : `${wrong.what} ${wrong.do}`}
      maxLength={40}
      onInput={(text) => {
        setTyped(text);
        const next = readNumber(text, countryOfNumber(desk.number) ?? '');
        props.onChange(next.ok ? next.number : null);
      }}
    />
  );
}
