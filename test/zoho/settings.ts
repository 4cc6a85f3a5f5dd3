import type { StoredModule } from './records/crm-module.ts';
import type { DataType, Option } from './records/define-field.ts';

/** How a page shows phone numbers: Zoho's four variants of its phone component. */
export const CALLING_VARIANTS = ['off', 'outbound', 'phonebridge', 'skype'] as const;
export type CallingVariant = (typeof CALLING_VARIANTS)[number];

/** A field that the organisation's administrator added. */
export interface AddedField {
  module: StoredModule;
  /** API name, such as `Campaign`. */
  api: string;
  label: string;
  type: DataType;
  required: boolean;
  /** Of a picklist. */
  options: readonly string[];
}

/** What a test may turn while the CRM runs. */
export interface ZohoSettings {
  /** Prefixes of the redirect URIs registered for the client. Default: any port of localhost and 127.0.0.1. */
  redirectUris: string[];
  /** `api_domain` of token answers. Default: Zoho's real one in the EU, not where this process listens. */
  apiDomain: string;
  /** `accounts-server` of the callback. Default: https://accounts.zoho.eu */
  accountsServer: string;
  /** Default 'off': numbers are plain text, as for a team without a telephony of Zoho's. */
  calling: CallingVariant;
  /** `Module.Field` that only administrators see in full, in pages and API. Default: Contacts.Asst_Phone. */
  maskedFields: string[];
  /** Fields of the organisation's own, required ones too. Default: none beside those of the data. */
  customFields: AddedField[];
  /** `Module.Field` of a picklist whose choices were renamed, translated or restricted. Default: none. */
  picklists: Record<string, { options: readonly Option[]; closed: boolean }>;
  /** `Module.Field` that no two records may share; a second one is refused with DUPLICATE_DATA. Default: none. */
  uniqueFields: string[];
  /** HTTP status when every row of a write was refused: Zoho was seen to answer 200, 202 and 400. Default 202. */
  refusedStatus: 200 | 202 | 400;
  /** API requests at the same time; one more gets TOO_MANY_REQUESTS. Default 20, as in the Enterprise edition; 0: any number. */
  atOnce: number;
  /** Largest attachment in bytes. Default 100 MB. */
  maxFileBytes: number;
  /** The related lists Calls and Tasks hold open ones alone; closed ones are in Calls_History and Tasks_History. Default: they hold all. */
  openActivitiesApart: boolean;
  /** The type of a call that was logged can be changed, which Zoho's pages say it can't. Default: it can't. */
  callTypesChange: boolean;
}

export const defaultSettings = (): ZohoSettings => ({
  redirectUris: ['http://localhost:', 'http://127.0.0.1:'],
  apiDomain: 'https://www.zohoapis.eu',
  accountsServer: 'https://accounts.zoho.eu',
  calling: 'off',
  maskedFields: ['Contacts.Asst_Phone'],
  customFields: [],
  picklists: {},
  uniqueFields: [],
  refusedStatus: 202,
  atOnce: 20,
  maxFileBytes: 100 * 1024 * 1024,
  openActivitiesApart: false,
  callTypesChange: false,
});
