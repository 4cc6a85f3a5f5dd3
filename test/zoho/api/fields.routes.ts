import { type Context, Hono } from 'hono';
import { NEEDS, type ScopeNeed } from '#test/zoho/accounts/scopes.ts';
import { type CrmField, fieldsOf } from '#test/zoho/records/crm-field.ts';
import { type StoredModule, storedModule } from '#test/zoho/records/crm-module.ts';
import type { ZohoEnv, ZohoWorld } from '#test/zoho/world.ts';
import { invalidModule, missingParameter } from './api-error.ts';
import { signedIn } from './token.guard.ts';

/** Zoho's own type names where they differ from how JSON carries the value. */
const JSON_TYPES: Partial<Record<CrmField['type'], string>> = {
  boolean: 'boolean',
  integer: 'integer',
  currency: 'double',
  lookup: 'jsonobject',
  ownerlookup: 'jsonobject',
  ALARM: 'jsonobject',
};

/**
 * `GET /settings/fields?module=` and `GET /settings/layouts?module=`, whose `required` tells what a record must have. Labels and what
 * picklists show are in the asker's language, as in Zoho; API names and `actual_value` are not.
 */
export function fieldsRoutes(world: ZohoWorld): Hono<ZohoEnv> {
  return new Hono<ZohoEnv>()
    .get('/settings/fields', (c) => {
      const asked = ask(c, world, NEEDS.fields);
      return asked instanceof Response ? asked : c.json({ fields: asked.fields });
    })
    .get('/settings/layouts', (c) => {
      const asked = ask(c, world, NEEDS.layouts);
      if (asked instanceof Response) return asked;
      const section = { display_label: asked.module, name: asked.module, sequence_number: 1, fields: asked.fields };
      const layout = {
        id: '482913000000091055',
        name: 'Standard',
        status: 'active',
        visible: true,
        sections: [section],
      };
      return c.json({ layouts: [layout] });
    });
}

function ask(c: Context<ZohoEnv>, world: ZohoWorld, need: ScopeNeed) {
  const user = signedIn(c, world, [need]);
  if (user instanceof Response) return user;
  const name = c.req.query('module');
  if (!name) return missingParameter(c, 'module');
  const module = storedModule(name);
  if (!module) return invalidModule(c);
  const language = user.language.startsWith('es') ? 'es' : 'en';
  const fields = fieldsOf(module, world.settings).map((field, row) => fieldAnswer(module, field, row, language));
  return { module, fields };
}

function fieldAnswer(module: StoredModule, field: CrmField, row: number, language: 'en' | 'es') {
  return {
    id: `4829130000000${String(2_000 + row)}`,
    api_name: field.api,
    field_label: field.label[language],
    display_label: field.label[language],
    data_type: field.type,
    json_type: JSON_TYPES[field.type] ?? 'string',
    custom_field: field.custom,
    visible: true,
    read_only: field.readOnly,
    field_read_only: field.readOnly,
    // Of a custom field that a layout requires, only `required` of the layout tells.
    system_mandatory: field.required && !field.custom,
    required: field.required,
    length: field.length,
    lookup: field.type === 'lookup' ? { module: { api_name: lookupModule(module, field.api) } } : {},
    pick_list_values: field.options.map(({ actual, display }, at) => ({
      id: `48291300000004${String(row).padStart(2, '0')}${String(at).padStart(2, '0')}`,
      sequence_number: at + 1,
      actual_value: actual,
      reference_value: actual,
      display_value: display[language],
      type: 'used',
    })),
    private: null,
  };
}

function lookupModule(module: StoredModule, api: string): string {
  if (module === 'Contacts') return 'Accounts';
  return api === 'Who_Id' ? 'Contacts' : 'se_module';
}
