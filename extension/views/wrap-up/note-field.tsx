import { Check } from 'lucide';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from '#extension/views/parts/icon.tsx';
import { useView } from '#extension/views/view.ts';
import { LONGEST_DESCRIPTION } from '#shared/call/wrap-up.ts';
import type { CallId } from '#shared/ids.ts';

/** Where she was typing: when the call ends in mid-word, the field of the next view goes on there. One person types at a time. */
let typing: { callId: CallId; start: number; end: number } | null = null;

/** What she writes of a call: the note during it, the description after it. */
export function NoteField(props: {
  readonly callId: CallId;
  readonly label: string;
  readonly value: string;
  readonly isSaved: boolean;
  readonly onInput: (text: string) => void;
  /** As in `aria-keyshortcuts`. */
  readonly keys?: string;
  readonly rows: number;
}) {
  const { t } = useView();
  const { callId } = props;
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);

  useLayoutEffect(() => {
    const element = field.current;
    if (element === null || typing?.callId !== callId) return;
    element.focus({ preventScroll: true });
    element.setSelectionRange(typing.start, typing.end);
  }, [callId]);

  const note = () => {
    const element = field.current;
    if (element) typing = { callId, start: element.selectionStart, end: element.selectionEnd };
  };
  return (
    <div class="field notefield">
      <div class="row">
        <label class="lab" for={id}>
          {props.label}
        </label>
        <span class="end tiny faint saved" role="status">
          {props.isSaved && (
            <>
              <Icon of={Check} size={12} /> {t.wrapUp.noteSaved}
            </>
          )}
        </span>
      </div>
      <textarea
        ref={field}
        id={id}
        class="area"
        rows={props.rows}
        value={props.value}
        maxLength={LONGEST_DESCRIPTION}
        aria-keyshortcuts={props.keys}
        onFocus={note}
        onSelect={note}
        onInput={(event) => {
          note();
          props.onInput(event.currentTarget.value);
        }}
        onBlur={({ currentTarget }) =>
          // Taken away with its view, it may lose the focus before it is gone.
          queueMicrotask(() => {
            if (currentTarget instanceof Element && currentTarget.isConnected) typing = null;
          })
        }
      />
    </div>
  );
}
