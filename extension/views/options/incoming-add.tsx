import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { accountNumberLabel } from '#extension/views/options/account-number.ts';
import { Button } from '#extension/views/parts/button.tsx';
import { TextField } from '#extension/views/parts/field.tsx';
import { Select } from '#extension/views/parts/select.tsx';
import { wordsFor } from '#extension/views/problem/problem-words.ts';
import { useView } from '#extension/views/view.ts';
import type { AccountNumber } from '#shared/api/admin-api.ts';
import type { E164 } from '#shared/ids.ts';
import { readNumber } from '#shared/phone-number.ts';
import { problem } from '#shared/problem.ts';

/** The first of two choices: which number. The second, who rings, is made in its editor. */
export function IncomingAdd(props: {
  readonly first: E164 | null;
  readonly free: readonly AccountNumber[];
  readonly onCancel: () => void;
}) {
  const view = useView();
  const words = view.t.options.incoming;
  const list = view.t.flow.list;
  const [typing, type] = useState(props.free.length === 0);
  const [chosen, choose] = useState<E164 | null>(props.first ?? props.free[0]?.number ?? null);
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => form.current?.querySelector<HTMLElement>('select, input')?.focus(), [typing]);
  const next = () => {
    // No country: which one a national number would be of is anybody's guess.
    const read = readNumber(typed, '');
    if (typing && !read.ok) {
      const said = wordsFor(problem(read.why, '', { params: { number: typed } }), view);
      return setWrong(`${said.what} ${list.typedHelp}`);
    }
    const number = typing ? (read.ok ? read.number : null) : chosen;
    if (number !== null) location.hash = `incoming/${number}`;
  };
  return (
    <form
      ref={form}
      class="card pad numform"
      onSubmit={(event) => {
        event.preventDefault();
        next();
      }}
      onKeyDown={(event) => event.key === 'Escape' && props.onCancel()}
    >
      {typing ? (
        <TextField
          label={list.typed}
          help={list.typedHelp}
          error={wrong}
          value={typed}
          placeholder="+34 910 60 12 34"
          maxLength={40}
          onInput={(text) => {
            setTyped(text);
            setWrong(null);
          }}
        />
      ) : (
        <div class="field">
          <label class="lab" for={id}>
            {words.choose}
          </label>
          <Select
            id={id}
            value={chosen ?? ''}
            choices={props.free.map((entry) => ({ value: entry.number, label: accountNumberLabel(entry) }))}
            onChange={(value) => choose(props.free.find(({ number }) => number === value)?.number ?? null)}
          />
        </div>
      )}
      <p class="help">{list.addHelp}</p>
      <div class="row formfoot wrap">
        {props.free.length > 0 && (
          <Button kind="ghost" onClick={() => type(!typing)}>
            {typing ? list.pickIt : list.typeIt}
          </Button>
        )}
        <span class="grow" />
        <Button kind="ghost" onClick={props.onCancel}>
          {view.t.options.cancel}
        </Button>
        <Button kind="primary" submit>
          {list.next}
        </Button>
      </div>
    </form>
  );
}
