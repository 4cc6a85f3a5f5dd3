import * as v from 'valibot';
import type { TraceValues } from '#extension/locales/en/trace.ts';
import type { Messages } from '#extension/locales/language.ts';
import { duration } from '#extension/views/format/duration.ts';
import { shownNumber } from '#extension/views/format/phone.ts';
import type { TraceLine } from '#shared/api/trace-api.ts';
import { e164Schema } from '#shared/ids.ts';

/** One line of what happened in a call, in the reader's language. */
export function traceWords({ code, values = {} }: TraceLine, t: Messages, language: string): string {
  const words = t.trace;
  const text = (name: string) => String(values[name] ?? '');
  const number = (name: string) => (typeof values[name] === 'number' ? values[name] : 0);
  const measured = (name: string, maximumFractionDigits: number, unit?: 'percent' | 'millisecond') =>
    typeof values[name] === 'number'
      ? new Intl.NumberFormat(language, { maximumFractionDigits, ...(unit && { style: 'unit', unit }) }).format(
          values[name],
        )
      : '';
  const seconds = number('seconds');
  const why = text('why');
  const said: TraceValues = {
    name: text('name'),
    names: text('names'),
    keys: text('keys'),
    label: text('label'),
    language: languageName(text('language'), language),
    seconds: seconds <= 0 ? '' : seconds < 60 ? words.seconds(Math.round(seconds)) : duration(seconds),
    why: whyWords(code, why, t),
    words: words.heard[text('words')] ?? text('words'),
    round: number('round'),
    place: number('place'),
    second: number('second') > 0,
    to: shownIfNumber(text('to')),
    how: text('how'),
    mos: measured('mos', 1),
    loss: measured('loss', 1, 'percent'),
    jitter: measured('jitter', 0, 'millisecond'),
  };
  return words.lines[code](said);
}

function whyWords(code: TraceLine['code'], why: string, { trace }: Messages): string {
  switch (code) {
    case 'skipped':
      return trace.skipped[why] ?? why;
    case 'left-queue':
      return trace.leftQueue[why] ?? why;
    case 'transfer-failed':
      return trace.gaveUp[why] ?? why;
    default:
      return why;
  }
}

/** A colleague's name, or a number outside as it is written. */
function shownIfNumber(text: string): string {
  const number = v.safeParse(e164Schema, text);
  return number.success ? shownNumber(number.output) : text;
}

/** `Spanish (Spain)` for `es-ES`; other text as it is. */
function languageName(tag: string, reader: string): string {
  try {
    return new Intl.DisplayNames([reader], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
