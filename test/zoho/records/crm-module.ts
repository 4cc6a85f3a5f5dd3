/** The modules this CRM serves so far, by the API name that also stands in page URLs. */
export const CRM_MODULES = ['Contacts', 'Leads', 'Accounts'] as const;
export type CrmModule = (typeof CRM_MODULES)[number];

/** Module names are case-sensitive in URLs and answers, as in Zoho. */
export function crmModule(name: string): CrmModule | undefined {
  return CRM_MODULES.find((module) => module === name);
}

/** Text in the two languages the pages speak. */
export interface Label {
  en: string;
  es: string;
}

export const MODULE_LABELS: Record<CrmModule, { one: Label; many: Label }> = {
  Contacts: { one: { en: 'Contact', es: 'Contacto' }, many: { en: 'Contacts', es: 'Contactos' } },
  Leads: { one: { en: 'Lead', es: 'Posible cliente' }, many: { en: 'Leads', es: 'Posibles clientes' } },
  Accounts: { one: { en: 'Account', es: 'Cuenta' }, many: { en: 'Accounts', es: 'Cuentas' } },
};
