import { createRequire } from 'node:module';
import {
  type CountryCode,
  getExampleNumber,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';

const examples = createRequire(import.meta.url)('libphonenumber-js/examples.mobile.json');

/** The country of the texts' national numbers. */
export const HOME = 'ES';
const ABROAD: readonly CountryCode[] = ['GB', 'DE', 'FR', 'IT', 'PT', 'US', 'MX', 'AR', 'BR', 'NL', 'PL', 'SE'];
const WORDS =
  'oferta pedido llamar cliente Madrid renovación contrato visita martes propuesta seguimiento reunión urgente nuevo equipo compras'.split(
    ' ',
  );

/**
 * Texts such as a CRM's list view holds, the same for the same seed: `phones` of `count` with a number (6 of 10 written as at home),
 * of the rest a third with digits that are none (dates, amounts, ids), else words, a tenth of them whole sentences.
 */
export function sampleTexts(count: number, phones: number, seed = 1): string[] {
  const random = randomFrom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const pick = <T>(choices: readonly [T, ...T[]] | readonly T[]): T => {
    const picked = choices[below(choices.length)];
    if (picked === undefined) throw new Error('nothing to pick from');
    return picked;
  };
  const digits = (length: number) => `${1 + below(9)}${Array.from({ length: length - 1 }, () => below(10)).join('')}`;
  const someWords = (count: number) => Array.from({ length: count }, () => pick(WORDS)).join(' ');
  const words = (most: number) => someWords(1 + below(most));
  const sentence = () => someWords(20 + below(30));

  function numberOf(country: CountryCode): PhoneNumber {
    for (;;) {
      const example = getExampleNumber(country, examples);
      if (!example) throw new Error(`no example for ${country}`);
      const tail = digits(6).slice(0, 6);
      const number = parsePhoneNumberFromString(`${example.number.slice(0, -6)}${tail}`);
      if (number?.isValid()) return number;
    }
  }
  function phone(): string {
    const atHome = random() < 0.6;
    const number = numberOf(atHome ? HOME : pick(ABROAD));
    const written = pick([
      number.number,
      number.formatInternational(),
      atHome ? number.formatNational() : number.number,
    ]);
    return random() < 0.75 ? written : pick([`Tel. ${written}`, `Móvil: ${written}`, `${written} (${pick(WORDS)})`]);
  }
  const hex = (length: number) => Array.from({ length }, () => below(16).toString(16)).join('');
  const day = () => pad(1 + below(28));
  const month = () => pad(1 + below(12));
  const time = () => `${pad(below(24))}:${pad(below(60))}`;
  const year = () => 2010 + below(16);
  const digitsOnly = () =>
    pick([
      () => `${year()}-${month()}-${day()}`,
      () => `${day()}/${month()}/${year()} ${time()}`,
      () => `${day()}.${month()}.${year()}`,
      () => `${year()}-${month()}-${day()}T${time()}:${pad(below(60))}Z`,
      () => `${month()}/${day()}/2025 - ${month()}/${day()}/2026`,
      () => `${time()}:${pad(below(60))}.${digits(3)}`,
      () => `${digits(1)}.${digits(3)}.${digits(3)},${digits(2)} €`,
      () => `$${digits(1)},${digits(3)},${digits(3)}.${digits(2)}`,
      () => `${digits(2)}.${digits(6)} %`,
      () => `${digits(2)}.${digits(6)}, -${digits(2)}.${digits(6)}`,
      () => `10.${below(256)}.${below(256)}.${below(256)}`,
      () => `v${digits(2)}.${digits(3)}.${digits(4)}.${digits(2)}`,
      () => `4${digits(3)} ${digits(4)} ${digits(4)} ${digits(4)}`,
      () => `5${digits(3)}-${digits(4)}-${digits(4)}-${digits(4)}`,
      () => `ES${digits(2)} ${digits(4)} ${digits(4)} ${digits(2)} ${digits(10)}`,
      () => `ESB${digits(8)}`,
      () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
      () => hex(40),
      () => `https://crm.zoho.eu/crm/org${digits(8)}/tab/Contacts/${digits(18)}`,
      () => `u${digits(10)}@example.com`,
      () => `INV-2026-${digits(6)}`,
      () => `SKU${digits(10)}`,
      () => `#${digits(10)}`,
      () => `${digits(4)}x${digits(4)}x${digits(3)}`,
      () => `${digits(3)} de ${digits(4)}`,
      () => `ISBN 978-${digits(1)}-${digits(4)}-${digits(4)}-${digits(1)}`,
      () => `Pedido ${digits(10)}`,
      () => `Cliente n.º ${digits(9)}`,
      () => `Factura ${digits(8)}`,
      () => `17${digits(11)}`,
    ])();
  function other(): string {
    const kind = random();
    if (kind < 0.35) return digitsOnly();
    return kind < 0.9 ? words(4) : `${sentence()} ${digitsOnly()}.`;
  }
  const texts = Array.from({ length: count }, (_, index) => (index < phones ? phone() : other()));
  for (let i = texts.length - 1; i > 0; i--) {
    const j = below(i + 1);
    [texts[i], texts[j]] = [texts[j] ?? '', texts[i] ?? ''];
  }
  return texts;
}

const pad = (value: number): string => String(value).padStart(2, '0');

/** Mulberry32: the same row of numbers from 0 to 1 for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
