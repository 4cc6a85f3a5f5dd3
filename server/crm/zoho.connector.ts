import type { Config } from '#server/config.ts';
import { cleanText } from '#shared/clean-text.ts';
import type { CrmRecord, RecordKind, RecordRef } from '#shared/crm/crm-record.ts';
import type { E164 } from '#shared/ids.ts';
import { readNumber } from '#shared/phone-number.ts';
import { type Problem, problem } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import type { Crm, CrmUser } from './crm.ts';
import type { CrmWrites } from './crm-writes.ts';
import { carriesNumber } from './number-match.ts';
import { numberSpellings } from './number-spellings.ts';
import type { TokenOwner } from './token-owner.ts';
import type { ZohoFields } from './zoho.fields.ts';
import { MODULES, recordPath, SEARCHED, toRecord } from './zoho.modules.ts';
import type { ZohoReader } from './zoho.request.ts';
import { orgReplySchema, recordsReplySchema, usersReplySchema, type ZohoUser } from './zoho.schema.ts';
import { openZohoSearch } from './zoho.search.ts';
import { together } from './zoho.together.ts';
import { DATA_CENTRES } from './zoho-data-centres.ts';

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
  findByPhone: Crm['findByPhone'];
  record(owner: TokenOwner, ref: RecordRef): Promise<Result<CrmRecord | null>>;
  recordUrl(ref: RecordRef): string;
  searchRecords: CrmWrites['searchRecords'];
}

/** @param country ISO 3166: how national numbers in CRM fields are read; asked each time, the team may not be set up yet. */
export function openZohoConnector(
  config: Config,
  reader: ZohoReader,
  fields: ZohoFields,
  country: () => Promise<string | null>,
): ZohoConnector {
  const pages = DATA_CENTRES[config.zoho.dc].pages;
  const recordUrl = ({ kind, id }: RecordRef) =>
    // Without the organisation's number a tab URL opens the home page; EntityInfo.do fills it in (crm.md A7).
    `${pages}/crm/EntityInfo.do?module=${MODULES[kind]}&id=${encodeURIComponent(id)}`;
  /** The module's phone-type fields, custom ones too; the standard ones when Zoho does not say. */
  async function phoneFieldsOf(kind: RecordKind): Promise<string[]> {
    const found = (await fields.of(MODULES[kind])).filter((field) => field.data_type === 'phone');
    return found.length > 0 ? found.map((field) => field.api_name) : (STANDARD_PHONE_FIELDS[kind] ?? []);
  }

  async function searchModule(owner: TokenOwner, kind: RecordKind, number: E164): Promise<Result<CrmRecord[]>> {
    const phones = await phoneFieldsOf(kind);
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
          if (phones.some((field) => carriesNumber(row[field], number, home))) {
            matches.set(row.id, toRecord(kind, row, recordUrl));
          }
        }
      }
      if (matches.size > 0) break;
    }
    return ok([...matches.values()]);
  }

  const findByPhone: Crm['findByPhone'] = async (owner, number, asked) => {
    const found = together(await Promise.all(SEARCHED.map((kind) => searchModule(owner, kind, number))), asked);
    return found.ok ? ok(found.value.slice(0, MOST_MATCHES)) : found;
  };

  async function byNumber(owner: TokenOwner, text: string): Promise<Result<CrmRecord[]>> {
    const read = readNumber(text, (await country()) ?? '');
    return read.ok ? findByPhone(owner, read.number) : ok([]);
  }

  return {
    recordUrl,
    searchRecords: openZohoSearch(reader, phoneFieldsOf, byNumber, recordUrl),
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
    findByPhone,
    async record(owner, ref) {
      const reply = await reader.read(owner, recordPath(ref), {}, recordsReplySchema);
      if (!reply.ok) return reply.problem.code === 'crm-record-gone' ? ok(null) : reply;
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
