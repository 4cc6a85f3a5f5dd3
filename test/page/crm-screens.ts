import { createRequire } from 'node:module';
import {
  type CountryCode,
  getCountries,
  getExampleNumber,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';

const examples = createRequire(import.meta.url)('libphonenumber-js/examples.mobile.json');

/** One field of a CRM's screen: what stands before it, its text, and the numbers that a reader would see in it. */
export interface Field {
  country: CountryCode;
  label: string;
  text: string;
  numbers: string[];
  kind: string;
}

/** Fields of made-up CRM screens for every country, the same for the same seed: half of them with numbers, half with what looks like it. */
export function crmScreens(seed: number): Field[] {
  const random = randomFrom(seed);
  const pick = <T>(choices: readonly T[]): T => choices[Math.floor(random() * choices.length)] as T; // never empty here
  const digits = (count: number) => Array.from({ length: count }, () => Math.floor(random() * 10)).join('');
  const fields: Field[] = [];
  for (const country of getCountries()) {
    const numbers = numbersOf(country, digits);
    for (const number of numbers) {
      for (const [kind, write] of Object.entries(WRITINGS)) {
        const written = write(number, pick);
        if (written) fields.push({ country, ...surround(written, pick), numbers: [number.number], kind });
      }
      const other = pick(numbers);
      const [first, second] = [number, other].map((one) => pick([WRITINGS.international, WRITINGS.e164])?.(one, pick));
      const text = `${first}${pick([' / ', ', ', '; ', ' – ', ' | ', '\n', ' & '])}${second}`;
      fields.push({ country, label: 'Phone', text, numbers: [number.number, other.number], kind: 'two' });
    }
    for (let i = 0; i < 60; i++) {
      const [kind, make] = pick(Object.entries(OTHERS));
      const [label, text] = make(digits, pick);
      fields.push({ country, label, text, numbers: [], kind });
    }
  }
  return fields;
}

type Pick = <T>(choices: readonly T[]) => T;
type Digits = (count: number) => string;

const groupsOf = (number: PhoneNumber) => number.formatInternational().split(' ').slice(1);
const trunkOf = (number: PhoneNumber) => {
  const national = number.formatNational().replace(/\D/g, '');
  return national.endsWith(number.nationalNumber) ? national.slice(0, -number.nationalNumber.length) : '';
};
const nationalGroups = (number: PhoneNumber) => number.formatNational().match(/\d+/g) ?? [];
const shifted = (text: string, zero: number) =>
  text.replace(/\d/g, (digit) => String.fromCharCode(zero + Number(digit)));

const EXTENSIONS = [
  ' ext. #',
  ' ext #',
  ' x#',
  ', ext. #',
  ' (ext. #)',
  ';ext=#',
  ' Durchw. #',
  ' poste #',
  ' int. #',
  ' доб. #',
  ' #: #',
];

const WRITINGS: Record<string, (number: PhoneNumber, pick: Pick) => string | undefined> = {
  e164: (number) => number.number,
  international: (number) => number.formatInternational(),
  'international, own separator': (number, pick) =>
    `+${number.countryCallingCode}${pick([' ', '-', '.', '\u00a0', '\u202f'])}${groupsOf(number).join(pick(['-', '.', '\u00a0', '\u2011', '/']))}`,
  'international, area in brackets': (number, pick) => {
    const [area, ...rest] = groupsOf(number);
    return `+${number.countryCallingCode} ${pick(['(', '['])}${area}) ${rest.join(' ')}`.replace(/\[(\d+)\)/, '[$1]');
  },
  'code in brackets': (number) => `(+${number.countryCallingCode}) ${groupsOf(number).join(' ')}`,
  'double zero': (number) => `00${number.countryCallingCode} ${groupsOf(number).join(' ')}`,
  'trunk in brackets': (number) =>
    trunkOf(number) === '0' ? `+${number.countryCallingCode} (0)${groupsOf(number).join(' ')}` : undefined,
  national: (number) => number.formatNational(),
  'national, one run': (number) => nationalGroups(number).join(''),
  'national, dots': (number) => (nationalGroups(number).length > 2 ? nationalGroups(number).join('.') : undefined),
  'national, no-break hyphens': (number) => nationalGroups(number).join('\u2011'),
  'full width': (number) => shifted(number.formatInternational(), 0xff10).replace('+', '\uff0b'),
  'Arabic digits': (number) => shifted(number.formatNational(), 0x660),
  'with direction marks': (number) => `\u202a${number.formatInternational()}\u202c`,
  'with an extension': (number, pick) =>
    `${number.formatInternational()}${pick(EXTENSIONS.slice(0, -1)).replace('#', pick(['9', '12', '450', '1003']))}`,
  'tel link': (number) => `tel:${number.number}`,
};

const OTHERS: Record<string, (digits: Digits, pick: Pick) => [label: string, text: string]> = {
  date: (d, pick) => [
    'Closing date',
    pick([
      `0${1 + (Number(d(1)) % 9)}/1${d(1)[0] ?? 0}/2026`.replace(/1[3-9]/, '12'),
      '2026-11-24 09:30',
      '24.11.2026',
      '24/11/2026 - 28/11/2026',
    ]),
  ],
  time: (d) => ['Created', `2026-11-2${d(1)} 1${d(1)}:3${d(1)}:2${d(1)}.${d(3)}`],
  amount: (d, pick) => [
    'Amount',
    pick([
      `€ ${d(3)}.${d(3)},00`,
      `${d(3)} ${d(3)} ${d(3)} €`,
      `$${d(3)},${d(3)},${d(3)}.00`,
      `USD ${d(9)}`,
      `${d(3)}.${d(3)}.${d(3)} EUR`,
    ]),
  ],
  order: (d, pick) => [
    pick([
      'Order number',
      'Nº de pedido',
      'Bestellnummer',
      'N° de commande',
      'Numero ordine',
      'Номер заказа',
      'Ordernummer',
      'Nr zamówienia',
    ]),
    d(9),
  ],
  invoice: (d, pick) => [
    '',
    `${pick(['Invoice', 'Factura', 'Rechnung', 'Facture', 'Fattura', 'Faktura', 'Fatura'])} ${pick(['', 'no. ', 'nº ', '#'])}${d(10)}`,
  ],
  customer: (d, pick) => [pick(['Customer ID', 'Kundennummer', 'Número de cliente', 'N° client']), `${d(4)} ${d(5)}`],
  record: (d) => ['Record Id', `50110000000${d(7)}`],
  iban: (d, pick) => [
    'IBAN',
    pick([
      `ES${d(2)} ${d(4)} ${d(4)} ${d(4)} ${d(4)} ${d(4)}`,
      `DE${d(20)}`,
      `GB${d(2)} NWBK ${d(4)} ${d(4)} ${d(4)} ${d(2)}`,
    ]),
  ],
  card: (d) => ['Card', `4${d(3)} ${d(4)} ${d(4)} ${d(4)}`],
  address: (d, pick) => [
    'Server',
    pick([
      `192.168.${Number(d(2))}.1${d(2)}`,
      `10.${Number(d(2))}.${Number(d(2))}.${Number(d(2))}:8080`,
      '2001:db8:85a3::8a2e:370:7334',
    ]),
  ],
  uuid: (d) => ['Key', `${d(8)}-${d(4)}-4${d(3)}-a${d(3)}-${d(12)}`],
  place: (d, pick) => ['Position', pick([`40.${d(6)}, -3.${d(6)}`, `-33.${d(7)}`])],
  tracking: (d, pick) => ['Tracking', pick([`1Z999AA10${d(9)}`, `RR${d(9)}ES`, `${d(4)} ${d(4)} ${d(4)}`])],
  tax: (d, pick) => [
    pick(['VAT', 'NIF', 'CIF', 'P. IVA', 'USt-IdNr.', 'SIRET', 'NIP', 'ИНН', 'CNPJ']),
    pick([`B${d(8)}`, d(11), `ESB${d(8)}`, `${d(3)}-${d(3)}-${d(2)}-${d(2)}`]),
  ],
  version: (d) => ['Version', `v${d(2)}.${d(3)}.${d(4)}`],
  years: () => ['Period', '2019 - 2026'],
  file: (d) => ['Attachment', `IMG_${d(9)}.jpg`],
  url: (d) => ['Website', `https://example.com/status/${d(10)}?ref=${d(9)}`],
  email: (d) => ['Email', `sales${d(9)}@example.com`],
  masked: (d) => ['Phone', `+34 6** *** ${d(3)}`],
  employees: (d) => ['Employees', `${d(3)}.${d(3)}`],
};

const LABELS = [
  'Phone',
  'Mobile',
  'Teléfono',
  'Móvil',
  'Telefon',
  'Téléphone',
  'Telefono',
  'Other phone',
  'Home phone',
  'Телефон',
  '電話',
  'Fax',
];
const SENTENCES = [
  '#',
  '#',
  '#',
  '#',
  '(#)',
  'Call #, please.',
  'Llamar al # por la tarde',
  'Tel.: #',
  'M: # (privat)',
  'Ana: #; ask for Ken',
  '„#“',
];

const surround = (written: string, pick: Pick) => ({
  label: pick([...LABELS, '']),
  text: pick(written.startsWith('tel:') ? ['#'] : SENTENCES).replace('#', () => written),
});

/** A mobile, its neighbour, and what can be found of fixed lines by looking. */
function numbersOf(country: CountryCode, digits: Digits): PhoneNumber[] {
  const example = getExampleNumber(country, examples);
  if (!example) return [];
  const found = [example];
  for (let tries = 0; tries < 400 && found.length < 4; tries++) {
    const fixed = tries > 40;
    const start = fixed ? `${2 + (tries % 8)}${digits(3)}` : example.nationalNumber.slice(0, 4);
    const rest = digits(Math.max(3, example.nationalNumber.length - start.length - (fixed ? tries % 2 : 0)));
    const number = parsePhoneNumberFromString(`+${example.countryCallingCode}${start}${rest}`);
    if (number?.isValid() && number.country === country && number.formatNational() !== number.nationalNumber)
      found.push(number);
  }
  return found;
}

/** mulberry32: small, and the same everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
