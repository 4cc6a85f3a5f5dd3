import { ChevronDown, Phone } from 'lucide';
import type { Ref } from 'preact';
import { useId, useMemo } from 'preact/hooks';
import { localTimeAt } from '#extension/views/format/local-time.ts';
import { countryChoices, groupedAsTyped, shownNumber } from '#extension/views/format/phone.ts';
import { Icon } from '#extension/views/parts/icon.tsx';
import type { Dialled } from '#extension/views/popup/dial-number.ts';
import { useNow } from '#extension/views/use-now.ts';
import { useView } from '#extension/views/view.ts';
import type { E164 } from '#shared/ids.ts';
import type { ReadNumber } from '#shared/phone-number.ts';

export interface DialBoxProps {
  readonly text: string;
  readonly country: string;
  readonly dialled: Dialled;
  readonly from: E164 | null;
  readonly outgoingNumbers: readonly E164[];
  readonly slow: boolean;
  readonly onText: (text: string) => void;
  readonly onCountry: (country: string) => void;
  readonly onFrom: (from: E164) => void;
  readonly onCall: () => void;
  /** Down, from the field: to what stands below it. */
  readonly onList: () => void;
  readonly inputRef: Ref<HTMLInputElement>;
}

/** The dial field with its country, the call button, and what will be dialled from which number. */
export function DialBox(props: DialBoxProps) {
  const { t } = useView();
  const { text, dialled } = props;
  const hint = useId();
  return (
    <search class="dialbox" aria-label={t.popup.dialSection}>
      <form
        class="dial"
        onSubmit={(event) => {
          event.preventDefault();
          props.onCall();
        }}
      >
        <div class="inp">
          <CountrySelect country={props.country} onChange={props.onCountry} />
          <input
            ref={props.inputRef}
            class="num"
            type="text"
            inputMode="tel"
            autoComplete="off"
            spellcheck={false}
            maxLength={80}
            aria-label={t.popup.nameOrNumber}
            aria-describedby={hint}
            placeholder={t.popup.nameOrNumber}
            value={text}
            onKeyDown={(event) => {
              if (event.key !== 'ArrowDown') return;
              event.preventDefault();
              props.onList();
            }}
            onInput={({ currentTarget: field }) => {
              const atEnd = field.selectionStart === field.value.length;
              props.onText(atEnd ? groupedAsTyped(field.value, props.country) : field.value);
            }}
          />
        </div>
        <button
          type="submit"
          class="callb"
          aria-label={dialled.is === 'number' ? t.popup.callNumber(text) : t.popup.call}
          aria-disabled={dialled.is === 'nothing' || dialled.is === 'name' || props.outgoingNumbers.length === 0}
          aria-busy={props.slow || undefined}
        >
          {props.slow ? '…' : <Icon of={Phone} size={20} />}
        </button>
      </form>
      <div id={hint}>
        {dialled.is === 'number' && <WillCall {...dialled.read} />}
        <div class="from">
          <FromNumber {...props} />
        </div>
      </div>
    </search>
  );
}

/** Whom the typed number reaches, what is keyed then, and what time it is there. */
function WillCall({ number, extension }: Pick<ReadNumber, 'number' | 'extension'>) {
  const { t, language } = useView();
  const there = localTimeAt(number, useNow(60_000), language);
  return (
    <div class="from num">
      {extension === null ? t.popup.calls(shownNumber(number)) : t.popup.callsThen(shownNumber(number), extension)}
      {there !== null && ` · ${t.call.timeThere(there.time, there.city)}`}
    </div>
  );
}

function FromNumber({ from, outgoingNumbers, onFrom }: DialBoxProps) {
  const { t } = useView();
  if (from === null) return <span>{t.popup.noOutgoing}</span>;
  if (outgoingNumbers.length === 1) {
    return (
      <span>
        {t.popup.from} <b class="med num">{shownNumber(from)}</b>
      </span>
    );
  }
  return (
    <>
      <span aria-hidden="true">{t.popup.from}</span>
      <span class="fromsel">
        <select
          aria-label={t.popup.fromLabel}
          value={from}
          onChange={(event) => {
            const chosen = outgoingNumbers.find((number) => number === event.currentTarget.value);
            if (chosen !== undefined) onFrom(chosen);
          }}
        >
          {outgoingNumbers.map((number) => (
            <option key={number} value={number}>
              {shownNumber(number)}
            </option>
          ))}
        </select>
        <Icon of={ChevronDown} size={12} />
      </span>
    </>
  );
}

/** `ES +34`: what is seen is short, the list behind it has the countries' names. */
function CountrySelect({ country, onChange }: { country: string; onChange: (country: string) => void }) {
  const { t, language } = useView();
  const choices = useMemo(() => countryChoices(language), [language]);
  const chosen = choices.find((choice) => choice.country === country);
  return (
    <span class="cc">
      <span aria-hidden="true">{chosen === undefined ? country : `${country} +${chosen.code}`}</span>
      <Icon of={ChevronDown} size={12} />
      <select
        aria-label={t.popup.country(chosen?.name ?? country, chosen?.code ?? '')}
        value={country}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {choices.map((choice) => (
          <option key={choice.country} value={choice.country}>
            {`${choice.name} +${choice.code}`}
          </option>
        ))}
      </select>
    </span>
  );
}
