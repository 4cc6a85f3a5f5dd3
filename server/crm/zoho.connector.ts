import type { Config } from '#server/config.ts';
import { cleanText } from '#shared/clean-text.ts';
import type { CrmRecord, RecordKind, RecordRef } from '#shared/crm/crm-record.ts';
import type { E164 } from '#shared/ids.ts';
import { type Problem, problem } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import type { CrmUser, TokenOwner } from './crm.ts';
import { carriesNumber } from './number-match.ts';
import { numberSpellings } from './number-spellings.ts';
import type { ZohoReader } from './zoho.request.ts';
import {
  orgReplySchema,
  phoneFieldsReplySchema,
  recordsReplySchema,
  usersReplySchema,
  type ZohoRecord,
  type ZohoUser,
} from './zoho.schema.ts';
import { DATA_CENTRES } from './zoho-data-centres.ts';

const MODULES: Record<RecordKind, string> = {
  contact: 'Contacts',
  lead: 'Leads',
  account: 'Accounts',
  deal: 'Deals',
};
/** People first: a caller is a person before she is a company. */
const SEARCHED: RecordKind[] = ['contact', 'lead', 'account'];
const STANDARD_PHONE_FIELDS: Partial<Record<RecordKind, string[]>> = {
  contact: ['Phone', 'Mobile', 'Home_Phone', 'Other_Phone', 'Asst_Phone'],
  lead: ['Phone', 'Mobile'],
  account: ['Phone'],
};
const MOST_MATCHES = 10;
const USERS_PER_PAGE = 200;
const MOST_USER_PAGES = 50;

export interface ZohoConnector {
  users(): Promise<Result<CrmUser[]>>;
  currentUser(access: { token: string; apiDomain: string }): Promise<Result<CrmUser>>;
  organisation(access: {
    token: string;
    apiDomain: string;
  }): Promise<Result<{ id: string; name: string; country: string | null }>>;
  findByPhone(owner: TokenOwner, number: E164): Promise<Result<CrmRecord[]>>;
  record(owner: TokenOwner, ref: RecordRef): Promise<Result<CrmRecord | null>>;
  recordUrl(ref: RecordRef): string;
}

/** @param country ISO 3166: how national numbers in CRM fields are read; asked each time, the team may not be set up yet. */
export function openZohoConnector(
  config: Config,
  reader: ZohoReader,
  country: () => Promise<string | null>,
): ZohoConnector {
  const pages = DATA_CENTRES[config.zoho.dc].pages;
  const recordUrl = ({ kind, id }: RecordRef) =>
    // Without the organisation's number a tab URL opens the home page; EntityInfo.do fills it in (crm.md A7).
    `${pages}/crm/EntityInfo.do?module=${MODULES[kind]}&id=${encodeURIComponent(id)}`;
  const phoneFields = new Map<RecordKind, Promise<string[]>>();

  /**
   * The module's phone-type fields, custom ones too; the standard ones when Zoho does not say. Asked once per process, with the
   * organisation's eyes: what is hidden from whoever searched first must not be hidden from everybody.
   */
  function phoneFieldsOf(kind: RecordKind): Promise<string[]> {
    const known = phoneFields.get(kind);
    if (known) return known;
    const asked = reader
      .read('organisation', '/settings/fields', { module: MODULES[kind] }, phoneFieldsReplySchema)
      .then((reply) => {
        const found = reply.ok
          ? (reply.value?.fields ?? []).filter((field) => field.data_type === 'phone').map((field) => field.api_name)
          : [];
        if (!reply.ok) phoneFields.delete(kind);
        return found.length > 0 ? found : (STANDARD_PHONE_FIELDS[kind] ?? []);
      });
    phoneFields.set(kind, asked);
    return asked;
  }

  async function searchModule(owner: TokenOwner, kind: RecordKind, number: E164): Promise<Result<CrmRecord[]>> {
    const fields = await phoneFieldsOf(kind);
    const home = await country();
    const { likely, rare } = numberSpellings(number);
    const matches = new Map<string, CrmRecord>();
    for (const wave of [likely, rare]) {
      const replies = await Promise.all(
        wave.map((phone) => reader.read(owner, `/${MODULES[kind]}/search`, { phone }, recordsReplySchema)),
      );
      for (const reply of replies) {
        if (!reply.ok) return failed(reply.problem);
        for (const row of reply.value?.data ?? []) {
          if (fields.some((field) => carriesNumber(row[field], number, home))) {
            matches.set(row.id, toRecord(kind, row, recordUrl));
          }
        }
      }
      if (matches.size > 0) break;
    }
    return ok([...matches.values()]);
  }

  return {
    recordUrl,
    async users() {
      const users: CrmUser[] = [];
      for (let page = 1; page <= MOST_USER_PAGES; page++) {
        const query = { type: 'AllUsers', page: String(page), per_page: String(USERS_PER_PAGE) };
        const reply = await reader.read('organisation', '/users', query, usersReplySchema);
        if (!reply.ok) return reply;
        users.push(...(reply.value?.users ?? []).map(toUser));
        if (!reply.value?.info?.more_records) return ok(users);
      }
      // Whoever is missing from the list counts as gone: half a list would sign people out.
      return failed(tooManyUsers);
    },
    async currentUser(access) {
      const reply = await reader.readWith(access, '/users', { type: 'CurrentUser' }, usersReplySchema);
      if (!reply.ok) return reply;
      const user = reply.value?.users[0];
      return user ? ok(toUser(user)) : failed(nobody);
    },
    async organisation(access) {
      const reply = await reader.readWith(access, '/org', {}, orgReplySchema);
      if (!reply.ok) return reply;
      const org = reply.value?.org[0];
      if (!org) return failed(nobody);
      return ok({ id: org.id, name: cleanText(org.company_name ?? 'CRM'), country: countryCode(org.country_code) });
    },
    async findByPhone(owner, number) {
      const found = await Promise.all(SEARCHED.map((kind) => searchModule(owner, kind, number)));
      const records = found.flatMap((result) => (result.ok ? result.value : []));
      const failure = found.find((result) => !result.ok);
      // One module that may not be read (a role without Leads) hides nothing of the others.
      if (records.length === 0 && failure && !failure.ok) return failed(failure.problem);
      return ok(records.slice(0, MOST_MATCHES));
    },
    async record(owner, ref) {
      const path = `/${MODULES[ref.kind]}/${encodeURIComponent(ref.id)}`;
      const reply = await reader.read(owner, path, {}, recordsReplySchema);
      if (!reply.ok) return reply;
      const row = reply.value?.data[0];
      return ok(row ? toRecord(ref.kind, row, recordUrl) : null);
    },
  };
}

const tooManyUsers = problem(
  'crm-away',
  `Zoho lists more than ${MOST_USER_PAGES * USERS_PER_PAGE} users, more than Sidetone reads.`,
);

const nobody: Problem = {
  code: 'sign-in-refused',
  message: 'Zoho did not say who signed in. Sign in again.',
  retry: false,
};

function toUser(user: ZohoUser): CrmUser {
  return {
    crmUserId: user.id,
    name: cleanText(user.full_name ?? user.last_name ?? user.email ?? user.id, 100),
    email: cleanText(user.email ?? '', 200),
    administrator: user.profile?.name === 'Administrator',
    active: user.status === 'active',
    locale: (user.locale ?? user.language ?? 'en').replace('_', '-').slice(0, 20),
    timeZone: validTimeZone(user.time_zone),
  };
}

function validTimeZone(zone: string | null | undefined): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone ?? 'UTC' }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}

const countryCode = (code: string | null | undefined): string | null =>
  code && /^[A-Za-z]{2}$/.test(code) ? code.toUpperCase() : null;

function toRecord(kind: RecordKind, row: ZohoRecord, urlOf: (ref: RecordRef) => string): CrmRecord {
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
