import type { Language } from '#extension/locales/language.ts';
import { timeOfDay } from '#extension/views/format/day.ts';
import type { E164 } from '#shared/ids.ts';
import { countryOfNumber } from '#shared/phone-number.ts';
import { placeOf } from './places.ts';

export interface LocalTime {
  /** `17:32` */
  readonly time: string;
  readonly city: string;
}

/** What time it is where a number belongs; null where that can't be told. */
export function localTimeAt(number: E164, now: Date, language: Language): LocalTime | null {
  const place = placeOf(number, countryOfNumber(number) ?? '');
  if (place === undefined) return null;
  const [timeZone, city, spanish] = place;
  const calendar = { language, timeZone, t: { time: { today: '', yesterday: '' } } };
  return { time: timeOfDay(now, calendar), city: language === 'es' ? (spanish ?? city) : city };
}
