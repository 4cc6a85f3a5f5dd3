import type { FieldValue } from '#test/zoho/records/record-store.ts';

/** One lead as the seed file writes it. */
export interface LeadSeed {
  owner: string;
  firstName: string;
  lastName: string;
  values: Record<string, FieldValue>;
}

function lead(
  owner: string,
  name: string,
  company: string,
  [city, country]: [string, string],
  phone: string | null,
  mobile: string | null,
  status: string,
  more: Record<string, FieldValue> = {},
): LeadSeed {
  const [firstName = '', ...last] = name.split(' ');
  const values = { Company: company, City: city, Country: country, Phone: phone, Mobile: mobile, Lead_Status: status };
  return { owner, firstName, lastName: last.join(' '), values: { ...values, ...more } };
}

const NEW = 'No contactado';
const TRIED = 'Intento de contacto';
const LATER = 'Contactar en el futuro';
const WARM = 'Contactado';
const LOST = 'Perdido';

/** 25 leads. Two share a number with a contact: a caller may be both. */
export const LEADS: readonly LeadSeed[] = [
  lead('ana', 'Lucía Ferrándiz', 'Panadería La Espiga', ['Alicante', 'España'], '965 55 50 51', '600 555 051', NEW),
  lead('ana', 'Óscar Maldonado', 'Taxi Sol 24 h', ['Málaga', 'España'], null, '+34 600 555 052', TRIED, {
    Designation: 'Socio',
  }),
  lead('ana', 'Pilar Arribas', 'Farmacia Arribas', ['Burgos', 'España'], '(947) 555 053', '600.555.053', WARM),
  lead('tomas', 'Íñigo Larrea', 'Bodegas Larrea', ['Laguardia', 'España'], '945555054', '655 555 054', NEW),
  lead('tomas', 'Dunia Abselam', 'Ceuta Catering', ['Ceuta', 'España'], '956 55 50 55', '655-555-055', TRIED),
  lead('tomas', 'Rubén Castaño', 'Repartos Gavia', ['Leganés', 'España'], null, '+34655555026', WARM, {
    Description: 'Duplicado: ya existe como contacto.',
  }),
  lead('marta', 'Neus Ballester', 'Gràfiques Ballester', ['Castelló', 'España'], '964 555 057', null, NEW),
  lead('marta', 'Chema Pozo', 'Instalaciones Pozo', ['Cáceres', 'España'], '927 55 50 58 / 59', '600 555 058', WARM, {
    Description: 'Dos líneas en un mismo campo.',
  }),
  lead(
    'marta',
    'Ainhoa Etxarri',
    'Etxarri Eventos',
    ['Pamplona', 'España'],
    '948 555 059',
    '+34 (600) 555-059',
    LATER,
    { Do_Not_Call: true },
  ),
  lead('carmen', 'Manuel Cordero', 'Cordero Reformas', ['Badajoz', 'España'], 'tel. 924 555 060', '600 555 060', NEW),
  lead('carmen', 'Aya Mansouri', 'Rif Import', ['Tánger', 'Marruecos'], '+212 539 55 00 61', '06 61 55 00 61', NEW),
  lead('nuria', 'Guacimara Rodríguez', 'Quesos Tamadaba', ['Gáldar', 'España'], '928 555 062', '655 555 062', TRIED),
  lead('nuria', 'Duarte Nunes', 'Pescas do Sado', ['Setúbal', 'Portugal'], '265 550 063', '+351 930 550 063', NEW),
  lead('ken', 'Éloïse Garnier', 'Brasserie du Canal', ['Toulouse', 'Francia'], '05 36 49 00 64', '+33639980064', NEW),
  lead('ken', 'Théo Bresson', 'Vélo Cargo', ['Nantes', 'Francia'], '+33 2 61 91 00 65', null, WARM),
  lead('ken', 'Moira Kavanagh', 'Kavanagh Couriers', ['Dublin', 'Irlanda'], '+353 1 555 0066', null, NEW),
  lead('ken', 'Angus Petrie', 'Petrie Plant Hire', ['Glasgow', 'Reino Unido'], '0141 496 0067', '+447700900067', LATER),
  lead('priya', 'Jonas Brandt', 'Brandt Logistik', ['Hamburg', 'Alemania'], '040/66969-068', '0176 040690 68', NEW),
  lead('priya', 'Svenja Kröger', 'Kröger Pflege', ['Köln', 'Alemania'], '0221 4710 069', null, TRIED),
  lead('priya', 'Astrid Holm', 'Holm Möbler', ['Stockholm', 'Suecia'], '08-465 004 70', '070-174 06 70', NEW),
  lead('jim', 'Tyler Boone', 'Boone Hauling', ['Denver', 'Estados Unidos'], '+1 (303) 555-0171', '303 555 0172', NEW),
  lead('jim', 'Giada Moretti', 'Moretti Traslochi', ['Torino', 'Italia'], '011 555 0073', '+39 333 555 0073', LOST, {
    Do_Not_Call: true,
  }),
  lead('diego', 'Paulina Ochoa', 'Ochoa Mudanzas', ['Guadalajara', 'México'], '(33) 5550 0174', '33-5550-0175', NEW),
  lead(
    'diego',
    'Efraín Villalobos',
    'Autotransportes Villalobos',
    ['Monterrey', 'México'],
    '+52 (81) 5550-0176',
    null,
    WARM,
  ),
  lead('ana', 'Laura Gomes', 'Gomes & Filhos', ['Porto', 'Portugal'], '+351 22 055 0177', '+34 944 23 11 60', NEW, {
    Description: 'Dejó el teléfono de Transportes Gómez.',
  }),
];
