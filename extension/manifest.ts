/** Where Zoho serves record pages, by data centre; the last four are to confirm on a live account. */
export const CRM_PAGES = [
  'https://crm.zoho.com/*',
  'https://crm.zoho.eu/*',
  'https://crm.zoho.in/*',
  'https://crm.zoho.com.au/*',
  'https://crm.zoho.jp/*',
  'https://crm.zoho.sa/*',
  'https://crm.zoho.com.cn/*',
  'https://crm.zohocloud.ca/*',
];

/** Each with its reason in `store/permissions.ts`. */
export const PERMISSIONS = [
  'alarms',
  'identity',
  'notifications',
  'offscreen',
  'scripting',
  'sidePanel',
  'storage',
] as const;
