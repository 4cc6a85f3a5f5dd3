import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { askAdmin } from '#extension/views/options/ask-admin.ts';
import { checkToken } from '#extension/views/options/credentials.ts';
import { Refusal } from '#extension/views/options/refusal.tsx';
import { Part } from '#extension/views/options/section.tsx';
import { Button } from '#extension/views/parts/button.tsx';
import { Confirm } from '#extension/views/parts/confirm.tsx';
import { TextField } from '#extension/views/parts/field.tsx';
import { Note } from '#extension/views/parts/note.tsx';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';

/** A new Auth Token beside the former one, which is accepted until it is ended here. */
export function TokenRotation({ former, onChanged }: { former: boolean; onChanged: () => void }) {
  const { t } = useView();
  const words = t.team.token;
  const [told, tell] = useState<string | null>(null);
  const changed = (what: string) => {
    tell(what);
    onChanged();
  };
  return (
    <Part title={words.title} help={words.help}>
      <div class="stack">
        <NewToken onUsed={() => changed(words.used)} />
        {told !== null && <Note kind="ok" role="status" what={told} />}
        {former && <Former onForgotten={() => changed(words.forgotten)} />}
      </div>
    </Part>
  );
}

function NewToken({ onUsed }: { onUsed: () => void }) {
  const { wire, t } = useView();
  const words = t.team.token;
  const [open, setOpen] = useState(false);
  const [token, setToken] = useState('');
  const [error, setError] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), [open]);
  const rotate = useTask(() => askAdmin(wire, 'rotateToken', { authToken: token.trim() }));
  if (!open) {
    return (
      <p>
        <Button kind="outline" onClick={() => setOpen(true)}>
          {words.start}
        </Button>
      </p>
    );
  }
  const submit = async () => {
    const wrong = checkToken(token.trim(), t);
    setError(wrong);
    rotate.clear();
    if (wrong !== null) return;
    const result = await rotate.run();
    if (!result?.ok) return;
    setToken('');
    setOpen(false);
    onUsed();
  };
  return (
    <>
      <form
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
        onKeyDown={(event) => event.key === 'Escape' && setOpen(false)}
      >
        <TextField
          label={words.field}
          secret
          mono
          value={token}
          maxLength={128}
          help={words.fieldHelp}
          error={error}
          inputRef={field}
          onInput={setToken}
        />
        <div class="row">
          <Button kind="primary" submit slow={rotate.slow}>
            {words.save}
          </Button>
          <Button kind="ghost" onClick={() => setOpen(false)}>
            {t.options.cancel}
          </Button>
        </div>
      </form>
      {rotate.problem !== null && <Refusal problem={rotate.problem} onRetry={() => void submit()} />}
    </>
  );
}

/** Ending it asks first: done too early, every call stops. */
function Former({ onForgotten }: { onForgotten: () => void }) {
  const { wire, t } = useView();
  const words = t.team.token;
  const [asking, ask] = useState(false);
  const forget = useTask(() => askAdmin(wire, 'forgetFormerToken'));
  const go = async () => {
    const result = await forget.run();
    ask(false);
    if (result?.ok) onForgotten();
  };
  return (
    <>
      {asking ? (
        <Confirm
          what={words.forgetQuestion}
          stays={words.forgetWhat}
          keep={words.keep}
          go={words.forget}
          slow={forget.slow}
          onKeep={() => ask(false)}
          onGo={() => void go()}
        />
      ) : (
        <Note
          kind="warn"
          what={words.former}
          more={words.formerWhat}
          button={
            <Button kind="outline" size="s" onClick={() => ask(true)}>
              {words.forget}
            </Button>
          }
        />
      )}
      {forget.problem !== null && <ProblemNote problem={forget.problem} onRetry={() => void go()} />}
    </>
  );
}
