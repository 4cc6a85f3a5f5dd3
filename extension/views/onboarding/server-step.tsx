import { ArrowRight } from 'lucide';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Messages } from '#extension/locales/language.ts';
import { Button } from '#extension/views/parts/button.tsx';
import { TextField } from '#extension/views/parts/field.tsx';
import { Icon } from '#extension/views/parts/icon.tsx';
import { Note } from '#extension/views/parts/note.tsx';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';
import { readServerAddress } from '#shared/server-address.ts';

/** Which server: typed, invited or preset, then asked who it is. Nothing is sent there before the person has pressed the button. */
export function ServerStep(props: { readonly address: string; readonly onFound: (origin: string) => void }) {
  const { wire, t } = useView();
  const words = t.onboarding;
  const [address, setAddress] = useState(props.address);
  const [error, setError] = useState<string | null>(null);
  const [found, setFound] = useState<{ origin: string; team: string | null; setUp: boolean } | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const typed = useRef(address);
  typed.current = address;
  const check = useTask((origin: string) => wire.ask('server.check', { address: origin }));
  useLayoutEffect(() => field.current?.focus(), []);

  const submit = async () => {
    const read = readServerAddress(address);
    setFound(null);
    check.clear();
    setError(read.is === 'origin' ? null : errorOf(read.is, words));
    if (read.is !== 'origin') return field.current?.focus();
    const answer = await check.run(read.origin);
    // Another one stands there by now.
    if (typed.current !== address) check.clear();
    else if (answer?.ok) setFound(answer.value);
  };

  return (
    <>
      <h1>{words.serverTitle}</h1>
      <p>{words.serverLead}</p>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (found?.setUp) props.onFound(found.origin);
          else void submit();
        }}
      >
        <TextField
          label={words.address}
          value={address}
          onInput={(value) => {
            setAddress(value);
            setFound(null);
            setError(null);
            check.clear();
          }}
          maxLength={300}
          placeholder={words.addressExample}
          help={words.addressHelp}
          error={error}
          inputRef={field}
        />
        <div class="obanswer">
          {check.problem !== null && <ProblemNote problem={check.problem} button={false} />}
          {found?.setUp && (
            <Note
              kind="ok"
              role="status"
              what={words.found}
              more={[found.team, found.origin].filter((part) => part !== null).join(' · ')}
            />
          )}
          {found?.setUp === false && (
            <Note kind="warn" role="status" what={words.foundNotSetUp} more={words.foundNotSetUpWhat} />
          )}
        </div>
        <Button kind="primary" size="l" submit slow={check.slow}>
          {found?.setUp ? words.continue : words.check}
          {found?.setUp && <Icon of={ArrowRight} />}
        </Button>
      </form>
    </>
  );
}

const errorOf = (why: 'empty' | 'invalid' | 'insecure', words: Messages['onboarding']): string =>
  ({ empty: words.addressEmpty, invalid: words.addressInvalid, insecure: words.addressInsecure })[why];
