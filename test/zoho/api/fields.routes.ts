import { Hono } from 'hono';
import { NEEDS } from '#test/zoho/accounts/scopes.ts';
import { CRM_FIELDS } from '#test/zoho/records/crm-field.ts';
import { crmModule } from '#test/zoho/records/crm-module.ts';
import type { ZohoEnv, ZohoWorld } from '#test/zoho/world.ts';
import { invalidModule, missingParameter } from './api-error.ts';
import { signedIn } from './token.guard.ts';

/** `GET /settings/fields?module=`: labels are in the asker's language, as in Zoho; api names never change. */
export function fieldsRoutes(world: ZohoWorld): Hono<ZohoEnv> {
  return new Hono<ZohoEnv>().get('/settings/fields', (c) => {
    const user = signedIn(c, world, [NEEDS.fields]);
    if (user instanceof Response) return user;
    const asked = c.req.query('module');
    if (!asked) return missingParameter(c, 'module');
    const module = crmModule(asked);
    if (!module) return invalidModule(c);
    const fields = CRM_FIELDS[module].map((field, row) => ({
      id: `4829130000000${String(2_000 + row)}`,
      api_name: field.api,
      field_label: user.language.startsWith('es') ? field.label.es : field.label.en,
      display_label: user.language.startsWith('es') ? field.label.es : field.label.en,
      data_type: field.type,
      custom_field: field.custom,
      visible: true,
      read_only: field.api.endsWith('_Time'),
      system_mandatory: ['Last_Name', 'Account_Name'].includes(field.api) && field.type === 'text',
      length: field.type === 'phone' ? 30 : 255,
      lookup: field.type === 'lookup' ? { module: { api_name: 'Accounts' } } : {},
      pick_list_values: [],
      private: null,
    }));
    return c.json({ fields });
  });
}
