import { Upload } from 'lucide';
import { useRef, useState } from 'preact/hooks';
import { useDesk } from '#extension/views/flow/desk.ts';
import { SoundRow } from '#extension/views/flow/sound-row.tsx';
import { ACCEPTED, uploadSound } from '#extension/views/flow/upload.ts';
import { useLatest } from '#extension/views/flow/use-latest.ts';
import { Button } from '#extension/views/parts/button.tsx';
import { Icon } from '#extension/views/parts/icon.tsx';
import { Select } from '#extension/views/parts/select.tsx';
import { wordsFor } from '#extension/views/problem/problem-words.ts';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';
import type { AudioId } from '#shared/call-flow/prompt.ts';

/** An uploaded sound: chosen, dropped here, or one that is here already. What can't be used says why, and changes nothing. */
export function FileField(props: {
  readonly what: string;
  readonly file: AudioId | null;
  readonly onChange: (file: AudioId | null) => void;
}) {
  const view = useView();
  const words = view.t.flow;
  const desk = useDesk();
  const [name, setName] = useState('');
  const [over, setOver] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  const latest = useLatest({ onChange: props.onChange, language: desk.language });
  const upload = useTask((file: File) => uploadSound(view.wire, file));
  const take = async (file: File | undefined) => {
    setOver(false);
    if (file === undefined) return;
    setName(file.name);
    const result = await upload.run(file);
    if (!result?.ok) return;
    desk.addSound(result.value);
    // In another language, or with another kind of prompt in its place, it is only among the earlier ones.
    if (latest.current?.language === desk.language) latest.current.onChange(result.value.id);
  };
  const uploaded = desk.sounds.filter(({ url }) => url === null);
  const wrong = upload.problem === null ? null : wordsFor(upload.problem, view);
  return (
    <div class="filefield">
      <input
        ref={chooser}
        class="sr"
        type="file"
        tabIndex={-1}
        accept={ACCEPTED}
        aria-label={words.chooseFor(props.what)}
        onChange={(event) => {
          void take(event.currentTarget.files?.[0]);
          event.currentTarget.value = '';
        }}
      />
      {props.file !== null && !upload.busy ? (
        <SoundRow what={props.what} file={props.file} onRemove={() => props.onChange(null)}>
          <Button size="s" label={words.replaceOf(props.what)} onClick={() => chooser.current?.click()}>
            {words.replace}
          </Button>
        </SoundRow>
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: dropping is only another way; the button inside does the same by keyboard
        <div
          class={`row dropzone${over ? ' over' : ''}${wrong === null ? '' : ' bad'}`}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => {
            event.preventDefault();
            void take(event.dataTransfer?.files[0]);
          }}
        >
          <Icon of={Upload} />
          {upload.busy ? (
            <output class="grow trunc" title={name}>
              {words.uploading(name)}…
            </output>
          ) : over ? (
            <span class="grow">{words.dropNow}</span>
          ) : (
            <span class="grow">
              {words.drop}{' '}
              <button
                type="button"
                class="plain linklike"
                aria-label={`${words.choose}: ${props.what}`}
                onClick={() => chooser.current?.click()}
              >
                {words.choose}
              </button>
            </span>
          )}
        </div>
      )}
      {wrong !== null && (
        <p class="help bad" role="alert">
          {words.cantUse(name)} {wrong.what} {wrong.do}
        </p>
      )}
      {props.file === null && !upload.busy && uploaded.length > 0 && (
        <div class="earlier">
          <Select
            name={`${words.earlier}: ${props.what}`}
            value=""
            prompt={words.earlier}
            choices={uploaded.map((sound) => ({ value: sound.id, label: sound.name }))}
            onChange={(id) => props.onChange(uploaded.find((sound) => sound.id === id)?.id ?? null)}
          />
        </div>
      )}
    </div>
  );
}
