import type { ZohoSettings } from '#test/zoho/settings.ts';
import { CALL_FIELDS, NOTE_FIELDS, TASK_FIELDS } from './activity-fields.ts';
import type { CrmModule, StoredModule } from './crm-module.ts';
import { type CrmField, custom, field, SYSTEM_FIELDS } from './define-field.ts';

export type { CrmField, DataType, Option, Place } from './define-field.ts';

/** The fields of each module in page order. Standard API names: Zoho's typed SDK 8.0. `custom` ones stand for what teams add. */
export const CRM_FIELDS: Record<StoredModule, readonly CrmField[]> = {
  Contacts: [
    field('Owner', 'Contact Owner', 'Propietario de contacto', 'ownerlookup', 'card', 'information'),
    field('Salutation', 'Salutation', 'Tratamiento', 'picklist'),
    field('First_Name', 'First Name', 'Nombre', 'text'),
    field('Last_Name', 'Last Name', 'Apellidos', 'text'),
    field('Full_Name', 'Contact Name', 'Nombre del contacto', 'text', 'information'),
    field('Account_Name', 'Account Name', 'Nombre de cuenta', 'lookup', 'information'),
    field('Phone', 'Phone', 'Teléfono', 'phone', 'card', 'information'),
    field('Mobile', 'Mobile', 'Móvil', 'phone', 'card', 'information'),
    field('Other_Phone', 'Other Phone', 'Otro teléfono', 'phone', 'card', 'information'),
    field('Email', 'Email', 'Correo electrónico', 'email', 'card', 'information'),
    field('Title', 'Title', 'Cargo', 'text', 'information'),
    field('Home_Phone', 'Home Phone', 'Teléfono particular', 'phone', 'information'),
    field('Department', 'Department', 'Departamento', 'text', 'information'),
    field('Fax', 'Fax', 'Fax', 'text', 'information'),
    field('Assistant', 'Assistant', 'Asistente', 'text', 'information'),
    field('Asst_Phone', 'Asst Phone', 'Teléfono del asistente', 'phone', 'information'),
    field('Lead_Source', 'Lead Source', 'Fuente de posible cliente', 'picklist', 'information'),
    field('Date_of_Birth', 'Date of Birth', 'Fecha de nacimiento', 'date', 'information'),
    field('Skype_ID', 'Skype ID', 'ID de Skype', 'text', 'information'),
    field('Email_Opt_Out', 'Email Opt Out', 'No recibir correo', 'boolean', 'information'),
    custom('Do_Not_Call', 'Do Not Call', 'No llamar', 'boolean', 'information'),
    custom('WhatsApp', 'WhatsApp', 'WhatsApp', 'phone', 'information'),
    custom('Customer_No', 'Customer No.', 'N.º de cliente', 'text', 'information'),
    custom('IBAN', 'IBAN', 'IBAN', 'text', 'information'),
    ...SYSTEM_FIELDS,
    field('Mailing_Street', 'Mailing Street', 'Calle', 'text', 'address'),
    field('Mailing_City', 'Mailing City', 'Ciudad', 'text', 'address'),
    field('Mailing_State', 'Mailing State', 'Provincia', 'text', 'address'),
    field('Mailing_Zip', 'Mailing Zip', 'Código postal', 'text', 'address'),
    field('Mailing_Country', 'Mailing Country', 'País', 'text', 'address'),
    field('Description', 'Description', 'Descripción', 'textarea', 'description'),
  ],
  Leads: [
    field('Owner', 'Lead Owner', 'Propietario de posible cliente', 'ownerlookup', 'card', 'information'),
    field('Salutation', 'Salutation', 'Tratamiento', 'picklist'),
    field('First_Name', 'First Name', 'Nombre', 'text'),
    field('Last_Name', 'Last Name', 'Apellidos', 'text'),
    field('Full_Name', 'Lead Name', 'Nombre del posible cliente', 'text', 'information'),
    field('Company', 'Company', 'Empresa', 'text', 'information'),
    field('Designation', 'Title', 'Cargo', 'text', 'information'),
    field('Phone', 'Phone', 'Teléfono', 'phone', 'card', 'information'),
    field('Mobile', 'Mobile', 'Móvil', 'phone', 'card', 'information'),
    field('Email', 'Email', 'Correo electrónico', 'email', 'card', 'information'),
    field('Fax', 'Fax', 'Fax', 'text', 'information'),
    field('Website', 'Website', 'Sitio web', 'website', 'information'),
    field('Lead_Source', 'Lead Source', 'Fuente de posible cliente', 'picklist', 'information'),
    field('Lead_Status', 'Lead Status', 'Estado de posible cliente', 'picklist', 'card', 'information'),
    field('Industry', 'Industry', 'Sector', 'picklist', 'information'),
    field('No_of_Employees', 'No. of Employees', 'N.º de empleados', 'integer', 'information'),
    field('Annual_Revenue', 'Annual Revenue', 'Ingresos anuales', 'currency', 'information'),
    field('Rating', 'Rating', 'Valoración', 'picklist', 'information'),
    field('Email_Opt_Out', 'Email Opt Out', 'No recibir correo', 'boolean', 'information'),
    custom('Do_Not_Call', 'Do Not Call', 'No llamar', 'boolean', 'information'),
    ...SYSTEM_FIELDS,
    field('Street', 'Street', 'Calle', 'text', 'address'),
    field('City', 'City', 'Ciudad', 'text', 'address'),
    field('State', 'State', 'Provincia', 'text', 'address'),
    field('Zip_Code', 'Zip Code', 'Código postal', 'text', 'address'),
    field('Country', 'Country', 'País', 'text', 'address'),
    field('Description', 'Description', 'Descripción', 'textarea', 'description'),
  ],
  Accounts: [
    field('Owner', 'Account Owner', 'Propietario de cuenta', 'ownerlookup', 'card', 'information'),
    field('Account_Name', 'Account Name', 'Nombre de cuenta', 'text', 'information'),
    field('Phone', 'Phone', 'Teléfono', 'phone', 'card', 'information'),
    field('Fax', 'Fax', 'Fax', 'text', 'information'),
    field('Website', 'Website', 'Sitio web', 'website', 'card', 'information'),
    field('Account_Number', 'Account Number', 'Número de cuenta', 'text', 'information'),
    field('Account_Type', 'Account Type', 'Tipo de cuenta', 'picklist', 'card', 'information'),
    field('Industry', 'Industry', 'Sector', 'picklist', 'information'),
    field('Employees', 'Employees', 'Empleados', 'integer', 'information'),
    field('Annual_Revenue', 'Annual Revenue', 'Ingresos anuales', 'currency', 'information'),
    custom('Tax_ID', 'Tax ID', 'CIF', 'text', 'information'),
    custom('Fleet_Size', 'Fleet Size', 'Vehículos en flota', 'integer', 'information'),
    ...SYSTEM_FIELDS,
    field('Billing_Street', 'Billing Street', 'Calle', 'text', 'address'),
    field('Billing_City', 'Billing City', 'Ciudad', 'text', 'address'),
    field('Billing_State', 'Billing State', 'Provincia', 'text', 'address'),
    field('Billing_Code', 'Billing Code', 'Código postal', 'text', 'address'),
    field('Billing_Country', 'Billing Country', 'País', 'text', 'address'),
    field('Description', 'Description', 'Descripción', 'textarea', 'description'),
  ],
  Calls: CALL_FIELDS,
  Tasks: TASK_FIELDS,
  Notes: NOTE_FIELDS,
};

/** The module's fields as this organisation has them: with what its settings add and rename. */
export function fieldsOf(module: StoredModule, settings: ZohoSettings): CrmField[] {
  const added = settings.customFields.filter((f) => f.module === module);
  const own = CRM_FIELDS[module].map((f) => ({
    ...f,
    ...settings.picklists[`${module}.${f.api}`],
    required: f.required || REQUIRED_NAMES.includes(`${module}.${f.api}`),
  }));
  return [
    ...own,
    ...added.map((f) => ({
      ...custom(f.api, f.label, f.label, f.type, 'information'),
      required: f.required,
      options: f.options.map((text) => ({ actual: text, display: { en: text, es: text } })),
      closed: true,
    })),
  ];
}

const REQUIRED_NAMES = ['Contacts.Last_Name', 'Leads.Last_Name', 'Leads.Company', 'Accounts.Account_Name'];

/** The API names of the module's phone-type fields: what `search?phone=` looks in. Fax is a text field here. */
export function phoneFields(module: CrmModule): string[] {
  return CRM_FIELDS[module].filter((f) => f.type === 'phone').map((f) => f.api);
}

const NAME_FIELDS: Partial<Record<StoredModule, string>> = {
  Accounts: 'Account_Name',
  Calls: 'Subject',
  Tasks: 'Subject',
  Notes: 'Note_Title',
};

/** The field that names a record. */
export const nameField = (module: StoredModule): string => NAME_FIELDS[module] ?? 'Full_Name';
