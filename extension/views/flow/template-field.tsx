import { Lock } from 'lucide';
import { Fragment } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import {
  CHIPS,
  type Chip,
  moveChip,
  placeChip,
  readTemplate,
  roomAt,
  type Template,
  withText,
  writeTemplate,
} from '#extension/views/flow/template.ts';
import { Icon } from '#extension/views/parts/icon.tsx';
import { useView } from '#extension/views/view.ts';
import { LONGEST_PROMPT } from '#shared/call-flow/limits.ts';

const PLACES = [0, 1, 2] as const;
type Place = (typeof PLACES)[number];
const DRAGGED = 'text/x-sidetone-part';

/**
 * The sentence for every option: three texts with the two parts that the program fills in between them. The parts are moved by arrow
 * keys or dragged, and nothing can remove them.
 */
export function TemplateField(props: { readonly sentence: string; readonly onChange: (sentence: string) => void }) {
  const { t } = useView();
  const words = t.flow;
  const template = readTemplate(props.sentence);
  const box = useRef<HTMLSpanElement>(null);
  /** The part that has the focus stays the one in hand while it moves past the other. */
  const moved = useRef<Chip | null>(null);
  useLayoutEffect(() => {
    if (moved.current === null) return;
    box.current?.querySelector<HTMLElement>(`[data-chip=${moved.current}]`)?.focus();
    moved.current = null;
  });
  // Moved to where a space more is needed, a part may be one too long: then it stays where it is.
  const set = (next: Template) => {
    const sentence = writeTemplate(next);
    if (sentence.length <= LONGEST_PROMPT) props.onChange(sentence);
  };

  const chipKey = (event: KeyboardEvent, chip: Chip) => {
    const step = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : null;
    if (step === null) return;
    event.preventDefault();
    moved.current = chip;
    set(moveChip(template, chip, step));
  };
  const drop = (event: DragEvent, place: Place) => {
    const chip = CHIPS.find((one) => one === event.dataTransfer?.getData(DRAGGED));
    if (chip === undefined) return;
    event.preventDefault();
    const at = document.caretPositionFromPoint?.(event.clientX, event.clientY);
    set(placeChip(template, chip, place, at?.offset ?? template.texts[place].length));
  };
  return (
    <span class="inp template" ref={box}>
      {PLACES.map((place) => {
        const chip = place === 2 ? undefined : template.chips[place];
        return (
          <Fragment key={place}>
            <input
              class={place === 2 ? 'last' : undefined}
              value={template.texts[place]}
              size={1}
              maxLength={roomAt(template, place)}
              autoComplete="off"
              aria-label={words.sentenceText(place + 1)}
              onInput={(event) => set(withText(template, place, event.currentTarget.value))}
              onDragOver={(event) => event.dataTransfer?.types.includes(DRAGGED) && event.preventDefault()}
              onDrop={(event) => drop(event, place)}
            />
            {chip !== undefined && (
              <button
                type="button"
                class="var"
                data-chip={chip}
                draggable
                title={words.chip(words.chipNames[chip])}
                aria-label={words.chip(words.chipNames[chip])}
                onKeyDown={(event) => chipKey(event, chip)}
                onDragStart={(event) => event.dataTransfer?.setData(DRAGGED, chip)}
              >
                <Icon of={Lock} size={12} />
                {`\${${words.chipNames[chip]}}`}
              </button>
            )}
          </Fragment>
        );
      })}
    </span>
  );
}
