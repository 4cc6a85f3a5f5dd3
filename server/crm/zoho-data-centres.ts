import type { ZohoDc } from '#server/config.ts';

interface DataCentre {
  accounts: string;
  api: string;
  pages: string;
}

/**
 * Zoho's data centres: the closed list that `accounts-server` and `api_domain` of Zoho's answers are checked against, since an open
 * pattern would let accounts.zoho.com.evil.example through. Accounts and API hosts: `lib/routes/dc` of Zoho's nodejs-sdk-8.0 2.0.0.
 * Hosts of the record pages of jp, sa, cn and ca: to confirm on a live account.
 */
export const DATA_CENTRES: Record<ZohoDc, DataCentre> = {
  us: { accounts: 'https://accounts.zoho.com', api: 'https://www.zohoapis.com', pages: 'https://crm.zoho.com' },
  eu: { accounts: 'https://accounts.zoho.eu', api: 'https://www.zohoapis.eu', pages: 'https://crm.zoho.eu' },
  in: { accounts: 'https://accounts.zoho.in', api: 'https://www.zohoapis.in', pages: 'https://crm.zoho.in' },
  au: {
    accounts: 'https://accounts.zoho.com.au',
    api: 'https://www.zohoapis.com.au',
    pages: 'https://crm.zoho.com.au',
  },
  jp: { accounts: 'https://accounts.zoho.jp', api: 'https://www.zohoapis.jp', pages: 'https://crm.zoho.jp' },
  ca: { accounts: 'https://accounts.zohocloud.ca', api: 'https://www.zohoapis.ca', pages: 'https://crm.zohocloud.ca' },
  sa: { accounts: 'https://accounts.zoho.sa', api: 'https://www.zohoapis.sa', pages: 'https://crm.zoho.sa' },
  cn: {
    accounts: 'https://accounts.zoho.com.cn',
    api: 'https://www.zohoapis.com.cn',
    pages: 'https://crm.zoho.com.cn',
  },
};
