/** A place whose clock a whole country follows: IANA zone, its city, and the city's Spanish name where that differs. */
export type Place = readonly [zone: string, city: string, spanish?: string];

/**
 * Only countries with one time: where there are several (USA, Brazil, Mexico …) a number doesn't tell which, so nothing is shown. Each with
 * its zone, its city where that is not the zone's own, and the city's Spanish name where that differs.
 */
const PLACES = `
AD Europe/Andorra
AE Asia/Dubai,,Dubái
AR America/Argentina/Buenos_Aires
AT Europe/Vienna,,Viena
BE Europe/Brussels,,Bruselas
BG Europe/Sofia,,Sofía
BO America/La_Paz
CH Europe/Zurich,,Zúrich
CO America/Bogota,Bogotá
CR America/Costa_Rica,San José
CZ Europe/Prague,,Praga
DE Europe/Berlin,,Berlín
DK Europe/Copenhagen,,Copenhague
DO America/Santo_Domingo
EE Europe/Tallinn,,Tallin
ES Europe/Madrid
FI Europe/Helsinki
FR Europe/Paris,,París
GB Europe/London,,Londres
GR Europe/Athens,,Atenas
GT America/Guatemala
HK Asia/Hong_Kong
HN America/Tegucigalpa
HR Europe/Zagreb
HU Europe/Budapest
IE Europe/Dublin,,Dublín
IL Asia/Jerusalem,,Jerusalén
IN Asia/Kolkata,New Delhi,Nueva Delhi
IS Atlantic/Reykjavik,Reykjavík,Reikiavik
IT Europe/Rome,,Roma
JP Asia/Tokyo,,Tokio
KR Asia/Seoul,,Seúl
LT Europe/Vilnius,,Vilna
LU Europe/Luxembourg,,Luxemburgo
LV Europe/Riga
MA Africa/Casablanca
MT Europe/Malta
NI America/Managua
NL Europe/Amsterdam,,Ámsterdam
NO Europe/Oslo
PA America/Panama,,Panamá
PE America/Lima
PL Europe/Warsaw,,Varsovia
PY America/Asuncion,Asunción
RO Europe/Bucharest,,Bucarest
SE Europe/Stockholm,,Estocolmo
SG Asia/Singapore,,Singapur
SI Europe/Ljubljana,,Liubliana
SK Europe/Bratislava
SV America/El_Salvador,San Salvador
TR Europe/Istanbul,,Estambul
UY America/Montevideo
VE America/Caracas
ZA Africa/Johannesburg,,Johannesburgo
`;

/** The provinces that keep another time than their country's capital (Spain: CNMC numbering plan, provinces 38 and 35). */
const CANARIES = /^\+34[89]2([28])/;

/** Where a number's clock can be told; `country` (ISO 3166) is the number's own. */
export function placeOf(number: string, country: string): Place | undefined {
  const island = CANARIES.exec(number)?.[1];
  return island ? ['Atlantic/Canary', island === '2' ? 'Tenerife' : 'Las Palmas'] : placeIn(country);
}

function placeIn(country: string): Place | undefined {
  const [zone, city, spanish] = new RegExp(`\n${country} (.*)`).exec(PLACES)?.[1]?.split(',') ?? [];
  if (!zone) return undefined;
  const named = city || zone.replace(/.*\//, '').replace('_', ' ');
  return spanish ? [zone, named, spanish] : [zone, named];
}
