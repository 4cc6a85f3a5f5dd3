import { useId } from 'preact/hooks';
import { useDesk } from '#extension/views/flow/desk.ts';
import { SoundRow } from '#extension/views/flow/sound-row.tsx';
import { useLatest } from '#extension/views/flow/use-latest.ts';
import { askAdmin } from '#extension/views/options/ask-admin.ts';
import { Button } from '#extension/views/parts/button.tsx';
import { wordsFor } from '#extension/views/problem/problem-words.ts';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';
import { LONGEST_URL } from '#shared/call-flow/limits.ts';
import type { AudioId } from '#shared/call-flow/prompt.ts';

/** An address of a sound file. It is fetched once, by Check or Enter or when the field is left, and the server's copy is what callers hear. */
export function UrlField(props: {
  readonly what: string;
  readonly url: string;
  readonly copy: AudioId | null;
  readonly onChange: (url: string, copy: AudioId | null) => void;
}) {
  const view = useView();
  const words = view.t.flow;
  const { addSound } = useDesk();
  const id = useId();
  const url = props.url.trim();
  const latest = useLatest(props);
  const fetching = useTask(() => askAdmin(view.wire, 'fetchAudio', { url }));
  const check = async () => {
    if (url === '') return;
    const result = await fetching.run();
    if (!result?.ok) return;
    addSound(result.value);
    // Only where it is still this address that is entered.
    if (latest.current?.url.trim() === url) latest.current.onChange(url, result.value.id);
  };
  const wrong = fetching.problem === null ? null : wordsFor(fetching.problem, view);
  const help =
    wrong !== null
      ? `${wrong.what} ${wrong.do}`
      : props.copy === null && url !== ''
        ? words.urlUnchecked
        : words.urlHelp;
  return (
    <div class="stack s">
      <div class="row">
        <span class={wrong === null ? 'inp' : 'inp bad'}>
          <input
            type="url"
            inputMode="url"
            placeholder="https://"
            value={props.url}
            maxLength={LONGEST_URL}
            spellcheck={false}
            aria-label={words.urlOf(props.what)}
            aria-invalid={wrong !== null || undefined}
            aria-describedby={`${id}-help`}
            onInput={(event) => {
              fetching.clear();
              props.onChange(event.currentTarget.value, null);
            }}
            onBlur={() => props.copy === null && void check()}
            onKeyDown={(event) => event.key === 'Enter' && props.copy === null && void check()}
          />
        </span>
        <Button
          slow={fetching.slow}
          disabled={url === ''}
          label={props.copy === null ? words.checkOf(props.what) : words.fetchAgainOf(props.what)}
          onClick={() => void check()}
        >
          {props.copy === null ? words.check : words.fetchAgain}
        </Button>
      </div>
      <p class={wrong === null ? 'help' : 'help bad'} id={`${id}-help`} role={wrong === null ? undefined : 'alert'}>
        {help}
      </p>
      {props.copy !== null && <SoundRow what={props.what} file={props.copy} />}
    </div>
  );
}
