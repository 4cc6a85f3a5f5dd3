/**
 * Countries that may be called where the operator names none (ALLOWED_COUNTRIES): besides the country of the agent's own number, the
 * European Economic Area, the United Kingdom, Switzerland, Andorra, Monaco, the Vatican and San Marino, the United States, Canada and
 * Mexico. Toll fraud lives on the rest; Twilio's own geographic permissions hold beside this list.
 */
export const DEFAULT_COUNTRIES: readonly string[] = [
  ...[
    'AT',
    'BE',
    'BG',
    'HR',
    'CY',
    'CZ',
    'DK',
    'EE',
    'FI',
    'AX',
    'FR',
    'DE',
    'GR',
    'HU',
    'IE',
    'IT',
    'LV',
    'LT',
    'LU',
    'MT',
  ],
  ...['NL', 'PL', 'PT', 'RO', 'SK', 'SI', 'ES', 'SE', 'IS', 'LI', 'NO', 'SJ'],
  ...['GB', 'GG', 'JE', 'IM', 'CH', 'AD', 'MC', 'VA', 'SM', 'US', 'CA', 'MX'],
];

/** Countries that may be called by whoever shows a number of `home` (ISO 3166; null: of none). `chosen`: by the operator. */
export const allowedCountries = (chosen: readonly string[] | null, home: string | null): readonly string[] =>
  chosen ?? [...DEFAULT_COUNTRIES, ...(home ? [home] : [])];
