/** A user of the CRM. `key` is what tests, `?as=` and the sign-in page's buttons call the person. */
export interface CrmUser {
  key: string;
  id: string;
  organisation: OrganisationKey;
  firstName: string;
  lastName: string;
  email: string;
  role: string;
  profile: 'Administrator' | 'Standard';
  status: 'active' | 'disabled' | 'deleted';
  /** False until an invited person has accepted. */
  confirmed: boolean;
  /** Zoho's language and locale codes, such as es_ES. */
  language: string;
  countryLocale: string;
  timeZone: string;
  phone: string | null;
}

export type OrganisationKey = 'zillum' | 'beltran';

export interface Organisation {
  key: OrganisationKey;
  /** Record id of the organisation. */
  id: string;
  /** The number in page URLs: /crm/org<zgid>/… */
  zgid: string;
  name: string;
  domain: string;
  city: string;
  street: string;
  zip: string;
  phone: string;
}

export const ORGANISATIONS: Record<OrganisationKey, Organisation> = {
  zillum: {
    key: 'zillum',
    id: '482913000000020005',
    zgid: '20089413572',
    name: 'Zillum Renting, S.L.',
    domain: 'zillum.example',
    city: 'Madrid',
    street: 'Calle de Méndez Álvaro, 56',
    zip: '28045',
    phone: '+34 910 60 12 34',
  },
  beltran: {
    key: 'beltran',
    id: '517204000000020009',
    zgid: '20091750268',
    name: 'Asesoría Beltrán, S.L.P.',
    domain: 'beltran.example',
    city: 'Zaragoza',
    street: 'Paseo de la Independencia, 21',
    zip: '50001',
    phone: '+34 976 55 50 10',
  },
};

const MADRID = { language: 'es_ES', countryLocale: 'es_ES', timeZone: 'Europe/Madrid' };
const ENGLISH = { language: 'en_GB', countryLocale: 'en_GB', timeZone: 'Europe/Madrid' };

type Extra = Partial<Pick<CrmUser, 'profile' | 'status' | 'confirmed' | 'phone'>>;
type Place = Pick<CrmUser, 'language' | 'countryLocale' | 'timeZone'>;

const zillum = (number: number, key: string, name: [string, string], role: string, place: Place, extra: Extra = {}) =>
  user('zillum', `4829130000004120${String(number).padStart(2, '0')}`, key, name, role, place, extra);

function user(
  organisation: OrganisationKey,
  id: string,
  key: string,
  [firstName, lastName]: [string, string],
  role: string,
  place: Place,
  extra: Extra,
): CrmUser {
  return {
    key,
    id,
    organisation,
    firstName,
    lastName,
    email: `${key}@${ORGANISATIONS[organisation].domain}`,
    role,
    profile: 'Standard',
    status: 'active',
    confirmed: true,
    phone: null,
    ...place,
    ...extra,
  };
}

/** The whole team, and one stranger: Rosa belongs to another organisation. */
export const USERS: readonly CrmUser[] = [
  zillum(1, 'ana', ['Ana', 'Ruiz'], 'Directora comercial', MADRID, { profile: 'Administrator', phone: '910 60 12 31' }),
  zillum(2, 'elena', ['Elena', 'Prat'], 'CEO', MADRID, { profile: 'Administrator' }),
  zillum(3, 'ken', ['Ken', 'Adeyemi'], 'Ventas internacionales', ENGLISH, { phone: '910 60 12 33' }),
  zillum(4, 'priya', ['Priya', 'Nair'], 'Ventas internacionales', ENGLISH),
  zillum(5, 'tomas', ['Tomás', 'Vidal'], 'Ventas España', MADRID),
  zillum(6, 'marta', ['Marta', 'Soler'], 'Ventas España', MADRID),
  zillum(7, 'jim', ['Jim', 'Novak'], 'Ventas internacionales', ENGLISH),
  zillum(8, 'nuria', ['Nuria', 'Hernández'], 'Ventas Canarias', { ...MADRID, timeZone: 'Atlantic/Canary' }),
  zillum(9, 'diego', ['Diego', 'Salcedo'], 'Ventas México', {
    language: 'es_MX',
    countryLocale: 'es_MX',
    timeZone: 'America/Mexico_City',
  }),
  zillum(10, 'carmen', ['Carmen', 'Iglesias'], 'Atención al cliente', MADRID),
  zillum(11, 'olga', ['Olga', 'Benítez'], 'Ventas España', MADRID, { status: 'disabled' }),
  zillum(12, 'pau', ['Pau', 'Ferrer'], 'Ventas España', MADRID, { confirmed: false }),
  user('beltran', '517204000000412001', 'rosa', ['Rosa', 'Beltrán'], 'CEO', MADRID, { profile: 'Administrator' }),
];

export const fullName = (user: Pick<CrmUser, 'firstName' | 'lastName'>): string => `${user.firstName} ${user.lastName}`;
