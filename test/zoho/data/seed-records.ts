import type { CrmModule } from '#test/zoho/records/crm-module.ts';
import type { CrmRecord, FieldValue } from '#test/zoho/records/record-store.ts';
import { ACCOUNTS_ABROAD } from './accounts-abroad.ts';
import { ACCOUNTS_SPAIN } from './accounts-spain.ts';
import { CONTACTS_ABROAD } from './contacts-abroad.ts';
import { CONTACTS_SPAIN } from './contacts-spain.ts';
import { LEADS } from './leads.ts';
import type { OrganisationKey } from './users.ts';

const ACCOUNTS = [...ACCOUNTS_SPAIN, ...ACCOUNTS_ABROAD];
const DAY_MS = 86_400_000;
const FIRST_DAY = Date.UTC(2025, 8, 1, 8, 12);
const ID_PREFIX: Record<CrmModule, string> = {
  Contacts: '482913000000531',
  Leads: '482913000000602',
  Accounts: '482913000000418',
};
const LEAD_SOURCES = ['Recomendación', 'Feria', 'Página web', 'Llamada en frío', 'Campaña', 'Socio'];
const INDUSTRIES = ['Alimentación', 'Transporte', 'Sanidad', 'Construcción', 'Distribución'];
const RATINGS = ['Activo', 'Adquirido', 'Mercado fallido', 'Proyecto cancelado'];

const recordId = (module: CrmModule, row: number): string => `${ID_PREFIX[module]}${String(row + 1).padStart(3, '0')}`;
const pick = (list: readonly string[], row: number): string => list[row % list.length] ?? '';

function record(
  module: CrmModule,
  row: number,
  organisation: OrganisationKey,
  owner: string,
  values: Record<string, FieldValue>,
  visibleTo: CrmRecord['visibleTo'] = 'everyone',
): CrmRecord {
  const createdAt = new Date(FIRST_DAY + row * DAY_MS * 1.7);
  // The last of them was made on day 102: nothing is changed before it is made.
  const modifiedAt = new Date(FIRST_DAY + (120 + ((row * 37) % 58)) * DAY_MS);
  const by = { owner, createdBy: owner, modifiedBy: owner };
  return { id: recordId(module, row), module, organisation, ...by, visibleTo, createdAt, modifiedAt, values };
}

/** Latin letters only, for mail addresses: "Inês" → "ines". */
const plain = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/[^a-z]/gi, '')
    .toLowerCase();

const accountId = new Map(ACCOUNTS.map((account, row) => [account.key, recordId('Accounts', row)]));

const accounts = ACCOUNTS.map((a, row) =>
  record('Accounts', row, 'zillum', a.owner, {
    Account_Name: a.name,
    Phone: a.phone,
    Website: `https://www.${a.domain}`,
    Account_Number: String(70_010_000 + row * 137),
    Account_Type: a.type,
    Industry: a.industry,
    Employees: a.employees,
    Annual_Revenue: a.revenue,
    Tax_ID: a.taxId,
    Fleet_Size: a.fleet,
    Billing_Street: a.street,
    Billing_City: a.city,
    Billing_State: a.state,
    Billing_Code: a.zip,
    Billing_Country: a.country,
  }),
);

const contacts = [...CONTACTS_SPAIN, ...CONTACTS_ABROAD].map((c, row) => {
  const account = ACCOUNTS.find((a) => a.key === c.account);
  // A name that is no name gives no address.
  const mailbox = c.firstName.includes('<') ? 'importado' : plain(c.firstName);
  return record(
    'Contacts',
    row,
    'zillum',
    c.owner,
    {
      First_Name: c.firstName,
      Last_Name: c.lastName,
      Full_Name: `${c.firstName} ${c.lastName}`,
      Account_Name: accountId.get(c.account ?? '') ?? null,
      Email: `${mailbox}@${account?.domain ?? 'correo.example'}`,
      Lead_Source: pick(LEAD_SOURCES, row),
      Customer_No: `0034-${String(117 + row)}-${String(204 + row * 3)}`,
      Email_Opt_Out: false,
      Do_Not_Call: false,
      Mailing_Street: account?.street ?? null,
      Mailing_City: account?.city ?? null,
      Mailing_State: account?.state ?? null,
      Mailing_Zip: account?.zip ?? null,
      Mailing_Country: account?.country ?? null,
      ...c.values,
    },
    c.visibleTo,
  );
});

const leads = LEADS.map((lead, row) =>
  record('Leads', row, 'zillum', lead.owner, {
    First_Name: lead.firstName,
    Last_Name: lead.lastName,
    Full_Name: `${lead.firstName} ${lead.lastName}`,
    Email: `${plain(lead.firstName)}@${plain(String(lead.values.Company))}.example`,
    Lead_Source: pick(LEAD_SOURCES, row + 2),
    Industry: pick(INDUSTRIES, row),
    No_of_Employees: 4 + ((row * 13) % 90),
    Annual_Revenue: 120_000 + row * 41_500,
    Rating: pick(RATINGS, row),
    Email_Opt_Out: false,
    Do_Not_Call: false,
    ...lead.values,
  }),
);

/** Another organisation with a contact of the same number as Laura's: must never be seen from here. */
const stranger: CrmRecord = {
  ...record('Contacts', 998, 'beltran', 'rosa', {
    First_Name: 'Laura',
    Last_Name: 'Gómez (Beltrán)',
    Full_Name: 'Laura Gómez (Beltrán)',
    Mobile: '+34 612 345 678',
  }),
  id: '517204000000531001',
};

/** Every record the CRM starts with; the same on every start. */
export const seedRecords: readonly CrmRecord[] = [...accounts, ...contacts, ...leads, stranger];

/** The contact of the demo: Laura Gómez at Transportes Gómez. */
export const LAURA_ID = recordId('Contacts', 0);
