import { Search } from 'lucide';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { named } from '#extension/views/call/colleagues.ts';
import { ColleagueRow, NumberRow, type Way } from '#extension/views/call/person-row.tsx';
import { useColleagues } from '#extension/views/call/use-colleagues.ts';
import { groupedAsTyped } from '#extension/views/format/phone.ts';
import { Button } from '#extension/views/parts/button.tsx';
import { Icon } from '#extension/views/parts/icon.tsx';
import { Note } from '#extension/views/parts/note.tsx';
import { rovingKeys } from '#extension/views/parts/roving.ts';
import { emergencyIn, readDialled, whyNot } from '#extension/views/popup/dial-number.ts';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useView } from '#extension/views/view.ts';
import type { CommandInput } from '#extension/wire/contract.ts';
import type { Problem } from '#shared/problem.ts';

/** To whom a running call can go. */
type Somebody = Extract<CommandInput<'call.control'>['ask'], { what: 'transfer' }>['to'];

export interface PickPersonProps {
  /** `transfer`: with or without asking first; `add`: into the conversation. */
  readonly to: 'transfer' | 'add';
  /** The customer's short name. */
  readonly who: string;
  /** ISO 3166: in which numbers without a country are read. */
  readonly country: string;
  readonly canCallOut: boolean;
  /** Why the last choice was refused. */
  readonly problem: Problem | null;
  readonly onChoose: (how: Way, to: Somebody) => void;
  readonly onClose: () => void;
}

const WAYS = { transfer: ['blind', 'consult'], add: ['add'] } as const;

/** Choose a colleague by name, or a number: both are checked here before anything is asked. Arrows lead into the list, Escape out. */
export function PickPerson(props: PickPersonProps) {
  const { t } = useView();
  const { to, who, country, onChoose, onClose } = props;
  const words = t.control.pick;
  const [text, setText] = useState('');
  const [refused, setRefused] = useState<Problem | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const hint = useId();
  const colleagues = useColleagues();
  const dialled = readDialled(text, country);
  const shown = dialled.is === 'number' ? [] : named(colleagues.list ?? [], dialled.is === 'name' ? text : '');
  const problem = refused ?? props.problem ?? emergencyIn(dialled) ?? colleagues.problem;
  const usual = () => list.current?.querySelector<HTMLButtonElement>('.ways .btn.primary') ?? null;

  useLayoutEffect(() => field.current?.focus({ preventScroll: true }), []);
  const chooseNumber = (how: Way) => {
    const why = whyNot(dialled, props.canCallOut);
    setRefused(why);
    if (why !== null || dialled.is !== 'number') return field.current?.focus();
    const extension = dialled.read.extension === null ? '' : ` ext. ${dialled.read.extension}`;
    onChoose(how, { who: 'number', number: `${dialled.read.number}${extension}` });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      onClose();
    }
    const types = event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (types && event.target !== field.current) {
      // What is typed anywhere here goes to the field: no key of the call, least of all a tone.
      event.stopPropagation();
      field.current?.focus();
    }
    if (event.key === 'ArrowDown' && event.target === field.current) {
      event.preventDefault();
      usual()?.focus();
    }
    if (event.key === 'ArrowUp' && usual() !== null && event.target === usual()) {
      event.preventDefault();
      event.stopPropagation();
      field.current?.focus();
    }
  };
  return (
    <div class="picker" onKeyDownCapture={onKeyDown}>
      <form
        class="row pickfield"
        onSubmit={(event) => {
          event.preventDefault();
          if (dialled.is === 'number' || dialled.is === 'refused' || dialled.is === 'incomplete')
            chooseNumber(usualOf(to));
          else usual()?.click();
        }}
      >
        <span class="inp grow">
          <Icon of={Search} />
          <input
            ref={field}
            type="text"
            autoComplete="off"
            spellcheck={false}
            maxLength={80}
            aria-label={`${to === 'transfer' ? words.transfer : words.add}: ${words.field}`}
            aria-describedby={hint}
            placeholder={words.field}
            value={text}
            onInput={({ currentTarget }) => {
              const atEnd = currentTarget.selectionStart === currentTarget.value.length;
              setText(atEnd ? groupedAsTyped(currentTarget.value, country) : currentTarget.value);
              setRefused(null);
            }}
          />
        </span>
        <Button kind="ghost" keys="Escape" onClick={onClose}>
          {words.cancel}
        </Button>
      </form>
      {problem !== null && (
        <div class="under">
          {problem.code === 'softphone-away' ? (
            <Note kind="bad" role="alert" what={words.cantRing} more={words.cantRingMore} />
          ) : (
            <ProblemNote problem={problem} button={false} />
          )}
        </div>
      )}
      <div class="scroll pickable">
        {/* One tab stop would hide the two ways of each row: arrows lead along the rows, Tab along the buttons. */}
        <ul ref={list} aria-label={words.list} onKeyDown={(event) => listKeys(event)}>
          {dialled.is === 'number' && (
            <NumberRow first number={dialled.read.number} ways={WAYS[to]} onChoose={chooseNumber} />
          )}
          {shown.map((one, index) => (
            <ColleagueRow
              key={one.agentId}
              first={index === 0}
              colleague={one}
              ways={WAYS[to]}
              onChoose={(how) => onChoose(how, { who: 'agent', agentId: one.agentId })}
            />
          ))}
        </ul>
        {dialled.is !== 'number' && shown.length === 0 && (
          <output class="small muted nobody">
            {colleagues.list === null
              ? colleagues.problem === null && <span class="late">{words.loading}…</span>
              : dialled.is === 'name'
                ? words.noneNamed(text.trim())
                : words.nobody}
          </output>
        )}
      </div>
      <footer class="health" id={hint}>
        {to === 'transfer' ? (
          <span>
            <b class="med">{words.askFirst}</b>: {words.explain(who)} <b class="med">{words.sendNow}</b>:{' '}
            {words.explainNow}
          </span>
        ) : (
          <span>{words.explainAdd(who)}</span>
        )}
      </footer>
    </div>
  );
}

const usualOf = (to: PickPersonProps['to']): Way => (to === 'transfer' ? 'consult' : 'add');

/** Up and down lead from person to person, left and right among the ways of one. */
function listKeys(event: KeyboardEvent): void {
  const { target } = event;
  if (!(target instanceof Element)) return;
  const row = target.closest('.person');
  const inRow = event.key === 'ArrowLeft' || event.key === 'ArrowRight';
  const at = row === null ? -1 : [...row.querySelectorAll<Element>('button')].indexOf(target);
  rovingKeys(event, (list) =>
    inRow && row !== null
      ? [...row.querySelectorAll('button')]
      : [...list.querySelectorAll('.person')].flatMap((one) => [...one.querySelectorAll('button')].slice(at, at + 1)),
  );
}
