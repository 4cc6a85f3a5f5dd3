/** A place whose clock a whole country follows: IANA zone, its city, and the city's Spanish name where that differs. */
export type Place = readonly [zone: string, city: string, spanish?: string];

/** Only countries with one time: where there are several (USA, Brazil, Mexico …) a number doesn't tell which, so nothing is shown. */
const PLACES: Readonly<Record<string, Place>> = {
  AD: ['Europe/Andorra', 'Andorra'],
  AE: ['Asia/Dubai', 'Dubai', 'Dubái'],
  AR: ['America/Argentina/Buenos_Aires', 'Buenos Aires'],
  AT: ['Europe/Vienna', 'Vienna', 'Viena'],
  BE: ['Europe/Brussels', 'Brussels', 'Bruselas'],
  BG: ['Europe/Sofia', 'Sofia', 'Sofía'],
  BO: ['America/La_Paz', 'La Paz'],
  CH: ['Europe/Zurich', 'Zurich', 'Zúrich'],
  CO: ['America/Bogota', 'Bogotá'],
  CR: ['America/Costa_Rica', 'San José'],
  CZ: ['Europe/Prague', 'Prague', 'Praga'],
  DE: ['Europe/Berlin', 'Berlin', 'Berlín'],
  DK: ['Europe/Copenhagen', 'Copenhagen', 'Copenhague'],
  DO: ['America/Santo_Domingo', 'Santo Domingo'],
  EE: ['Europe/Tallinn', 'Tallinn', 'Tallin'],
  ES: ['Europe/Madrid', 'Madrid'],
  FI: ['Europe/Helsinki', 'Helsinki'],
  FR: ['Europe/Paris', 'Paris', 'París'],
  GB: ['Europe/London', 'London', 'Londres'],
  GR: ['Europe/Athens', 'Athens', 'Atenas'],
  GT: ['America/Guatemala', 'Guatemala'],
  HK: ['Asia/Hong_Kong', 'Hong Kong'],
  HN: ['America/Tegucigalpa', 'Tegucigalpa'],
  HR: ['Europe/Zagreb', 'Zagreb'],
  HU: ['Europe/Budapest', 'Budapest'],
  IE: ['Europe/Dublin', 'Dublin', 'Dublín'],
  IL: ['Asia/Jerusalem', 'Jerusalem', 'Jerusalén'],
  IN: ['Asia/Kolkata', 'New Delhi', 'Nueva Delhi'],
  IS: ['Atlantic/Reykjavik', 'Reykjavík', 'Reikiavik'],
  IT: ['Europe/Rome', 'Rome', 'Roma'],
  JP: ['Asia/Tokyo', 'Tokyo', 'Tokio'],
  KR: ['Asia/Seoul', 'Seoul', 'Seúl'],
  LT: ['Europe/Vilnius', 'Vilnius', 'Vilna'],
  LU: ['Europe/Luxembourg', 'Luxembourg', 'Luxemburgo'],
  LV: ['Europe/Riga', 'Riga'],
  MA: ['Africa/Casablanca', 'Casablanca'],
  MT: ['Europe/Malta', 'Malta'],
  NI: ['America/Managua', 'Managua'],
  NL: ['Europe/Amsterdam', 'Amsterdam', 'Ámsterdam'],
  NO: ['Europe/Oslo', 'Oslo'],
  PA: ['America/Panama', 'Panama', 'Panamá'],
  PE: ['America/Lima', 'Lima'],
  PL: ['Europe/Warsaw', 'Warsaw', 'Varsovia'],
  PY: ['America/Asuncion', 'Asunción'],
  RO: ['Europe/Bucharest', 'Bucharest', 'Bucarest'],
  SE: ['Europe/Stockholm', 'Stockholm', 'Estocolmo'],
  SG: ['Asia/Singapore', 'Singapore', 'Singapur'],
  SI: ['Europe/Ljubljana', 'Ljubljana', 'Liubliana'],
  SK: ['Europe/Bratislava', 'Bratislava'],
  SV: ['America/El_Salvador', 'San Salvador'],
  TR: ['Europe/Istanbul', 'Istanbul', 'Estambul'],
  UY: ['America/Montevideo', 'Montevideo'],
  VE: ['America/Caracas', 'Caracas'],
  ZA: ['Africa/Johannesburg', 'Johannesburg', 'Johannesburgo'],
};

/** Area codes that keep another time than their country's capital (Spain: CNMC numbering plan, provinces 35 and 38). */
const EXCEPTIONS: readonly (readonly [prefix: string, place: Place])[] = [
  ['+34828', ['Atlantic/Canary', 'Las Palmas']],
  ['+34928', ['Atlantic/Canary', 'Las Palmas']],
  ['+34822', ['Atlantic/Canary', 'Tenerife']],
  ['+34922', ['Atlantic/Canary', 'Tenerife']],
];

/** Where a number's clock can be told; `country` (ISO 3166) is the number's own. */
export function placeOf(number: string, country: string): Place | undefined {
  return EXCEPTIONS.find(([prefix]) => number.startsWith(prefix))?.[1] ?? PLACES[country];
}
