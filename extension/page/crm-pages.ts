import type { CrmPage } from './crm-page.ts';
import { zohoPage } from './zoho.page.ts';

const crmPages: readonly CrmPage[] = [zohoPage];

/** The adapter for a page; undefined when it is no CRM that Sidetone knows. */
export const crmPageFor = (url: URL): CrmPage | undefined => crmPages.find((page) => page.matches(url));
