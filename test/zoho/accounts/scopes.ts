/** What a request needs: any one of `anyOf`; a request may have several needs. */
export interface ScopeNeed {
  anyOf: readonly string[];
}

const need = (...anyOf: string[]): ScopeNeed => ({ anyOf });

/** Scopes as in Zoho's documentation of each request; modules are compared without case. */
export const NEEDS = {
  org: need('ZohoCRM.org.READ', 'ZohoCRM.org.ALL'),
  users: need('ZohoCRM.users.READ', 'ZohoCRM.users.ALL'),
  fields: need(
    'ZohoCRM.settings.fields.READ',
    'ZohoCRM.settings.fields.ALL',
    'ZohoCRM.settings.READ',
    'ZohoCRM.settings.ALL',
  ),
  layouts: need(
    'ZohoCRM.settings.layouts.READ',
    'ZohoCRM.settings.layouts.ALL',
    'ZohoCRM.settings.READ',
    'ZohoCRM.settings.ALL',
  ),
  search: need('ZohoSearch.securesearch.READ'),
  module: (name: string, operation: 'READ' | 'CREATE' | 'UPDATE' | 'DELETE' = 'READ'): ScopeNeed =>
    need(
      `ZohoCRM.modules.${name}.${operation}`,
      `ZohoCRM.modules.${name}.ALL`,
      `ZohoCRM.modules.${operation}`,
      'ZohoCRM.modules.ALL',
      // Zoho's pages call changing a record UPDATE or WRITE.
      ...(operation === 'UPDATE' ? [`ZohoCRM.modules.${name}.WRITE`, 'ZohoCRM.modules.WRITE'] : []),
    ),
} as const;

const KNOWN = /^(zohocrm|zohosearch|zohofiles|phonebridge|aaaserver)(\.\w+){2,3}$/i;

/** Splits what `scope=` holds: commas, and as some clients do, blanks. */
export function readScopes(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean);
}

/** The first scope that Zoho does not know, by its shape. */
export function unknownScope(scopes: readonly string[]): string | undefined {
  return scopes.find((scope) => !KNOWN.test(scope));
}

export function allows(granted: readonly string[], needs: readonly ScopeNeed[]): boolean {
  const held = new Set(granted.map((scope) => scope.toLowerCase()));
  return needs.every(({ anyOf }) => anyOf.some((scope) => held.has(scope.toLowerCase())));
}
