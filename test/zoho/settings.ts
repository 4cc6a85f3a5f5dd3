/** How a page shows phone numbers: Zoho's four variants of its phone component. */
export const CALLING_VARIANTS = ['off', 'outbound', 'phonebridge', 'skype'] as const;
export type CallingVariant = (typeof CALLING_VARIANTS)[number];

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
}

export const defaultSettings = (): ZohoSettings => ({
  redirectUris: ['http://localhost:', 'http://127.0.0.1:'],
  apiDomain: 'https://www.zohoapis.eu',
  accountsServer: 'https://accounts.zoho.eu',
  calling: 'off',
  maskedFields: ['Contacts.Asst_Phone'],
});
