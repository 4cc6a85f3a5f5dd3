import * as v from 'valibot';
import type { Language, Messages } from '#extension/locales/language.ts';
import type { Check } from '#extension/views/diagnosis/checks.ts';
import { countryName, shownNumber } from '#extension/views/format/phone.ts';
import { presenceSchema } from '#shared/call/call.ts';
import { e164Schema } from '#shared/ids.ts';

/** What was found, in the reader's words. `own`: about herself. */
export function checkWords(
  { code, result, values }: Check,
  own: boolean,
  { t, language }: { t: Messages; language: Language },
): string {
  if (result === 'unknown') return t.diagnosis.unknown;
  const text = (name: string) => String(values[name] ?? '');
  const listed = (name: string, show: (one: string) => string) =>
    text(name)
      .split(/[,\s]+/)
      .filter((one) => one !== '')
      .map(show)
      .join(', ');
  const presence = v.safeParse(presenceSchema, values.presence);
  return t.diagnosis.says[code]({
    result,
    own,
    why: text('why'),
    numbers: listed('numbers', shownIfNumber),
    number: shownIfNumber(text('number')),
    countries: listed('countries', (country) => countryName(country, language)),
    balance: money(values.amount, text('currency'), language),
    presence: presence.success ? t.popup.presence[presence.output] : text('presence'),
  });
}

function shownIfNumber(text: string): string {
  const number = v.safeParse(e164Schema, text);
  return number.success ? shownNumber(number.output) : text;
}

/** `$148.20`; an unknown currency stands behind its amount. */
function money(amount: string | number | undefined, currency: string, language: Language): string {
  const value = Number(amount ?? Number.NaN);
  if (!Number.isFinite(value)) return '';
  try {
    return new Intl.NumberFormat(language === 'en' ? 'en-GB' : 'es-ES', {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
    }).format(value);
  } catch {
    return `${value} ${currency}`.trim();
  }
}
