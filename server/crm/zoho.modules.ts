import { cleanText } from '#shared/clean-text.ts';
import type { CrmRecord, RecordKind, RecordRef } from '#shared/crm/crm-record.ts';
import type { ZohoRecord } from './zoho.schema.ts';

/** Zoho's names of what Sidetone calls a contact, a lead, an account and a deal. */
export const MODULES: Readonly<Record<RecordKind, string>> = {
  contact: 'Contacts',
  lead: 'Leads',
  account: 'Accounts',
  deal: 'Deals',
};
/** People first: a caller is a person before she is a company. */
export const SEARCHED: readonly RecordKind[] = ['contact', 'lead', 'account'];

/** `/Contacts/482913000000531001`, below `/crm/v8`. */
export const recordPath = ({ kind, id }: RecordRef): string => `/${MODULES[kind]}/${encodeURIComponent(id)}`;

/** What of a record Sidetone shows, cleaned and cut. */
export function toRecord(kind: RecordKind, row: ZohoRecord, urlOf: (ref: RecordRef) => string): CrmRecord {
  const ref = { kind, id: row.id };
  const account = typeof row.Account_Name === 'string' ? row.Account_Name : row.Account_Name?.name;
  const name = kind === 'account' ? account : (row.Full_Name ?? row.Last_Name ?? row.Deal_Name);
  const company = kind === 'account' ? null : (account ?? row.Company);
  const maybe = (text: string | null | undefined) => (text ? cleanText(text, 120) : null);
  return {
    ref,
    name: cleanText(name ?? row.id, 120),
    company: maybe(company),
    title: maybe(row.Title ?? row.Designation),
    ownerName: maybe(row.Owner?.name),
    email: maybe(row.Email),
    url: urlOf(ref),
  };
}
