/** The modules with pages of their own, by the API name that also stands in page URLs. */
export const CRM_MODULES = ['Contacts', 'Leads', 'Accounts'] as const;
export type CrmModule = (typeof CRM_MODULES)[number];

/** Module names are case-sensitive in URLs and answers, as in Zoho. */
export function crmModule(name: string): CrmModule | undefined {
  return CRM_MODULES.find((module) => module === name);
}

/** What is written about a record of theirs; shown on its page. */
export const ACTIVITY_MODULES = ['Calls', 'Tasks', 'Notes'] as const;
export type ActivityModule = (typeof ACTIVITY_MODULES)[number];

/** Every module that the API serves. */
export const STORED_MODULES = [...CRM_MODULES, ...ACTIVITY_MODULES] as const;
export type StoredModule = (typeof STORED_MODULES)[number];

export function storedModule(name: string): StoredModule | undefined {
  return STORED_MODULES.find((module) => module === name);
}

/** Text in the two languages the pages speak. */
export interface Label {
  en: string;
  es: string;
}

export const MODULE_LABELS: Record<StoredModule, { one: Label; many: Label }> = {
  Contacts: { one: { en: 'Contact', es: 'Contacto' }, many: { en: 'Contacts', es: 'Contactos' } },
  Leads: { one: { en: 'Lead', es: 'Posible cliente' }, many: { en: 'Leads', es: 'Posibles clientes' } },
  Accounts: { one: { en: 'Account', es: 'Cuenta' }, many: { en: 'Accounts', es: 'Cuentas' } },
  Calls: { one: { en: 'Call', es: 'Llamada' }, many: { en: 'Calls', es: 'Llamadas' } },
  Tasks: { one: { en: 'Task', es: 'Tarea' }, many: { en: 'Tasks', es: 'Tareas' } },
  Notes: { one: { en: 'Note', es: 'Nota' }, many: { en: 'Notes', es: 'Notas' } },
};
