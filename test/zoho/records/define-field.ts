import type { Label } from './crm-module.ts';

/** Zoho's names of field types, as `GET /settings/fields` answers them. */
export type DataType =
  | 'text'
  | 'textarea'
  | 'phone'
  | 'email'
  | 'website'
  | 'picklist'
  | 'boolean'
  | 'date'
  | 'datetime'
  | 'integer'
  | 'currency'
  | 'lookup'
  | 'ownerlookup'
  | 'ALARM';

/** Where the record page shows the field; fields without a place are only in the API. */
export type Place = 'card' | 'information' | 'address' | 'description';

/** One choice of a picklist: requests and answers carry `actual`, people read `display`. */
export interface Option {
  actual: string;
  display: Label;
}

export interface CrmField {
  api: string;
  label: Label;
  type: DataType;
  places: readonly Place[];
  custom: boolean;
  /** A record without it is refused. */
  required: boolean;
  /** Only the CRM itself fills it. */
  readOnly: boolean;
  /** Longest text in characters. */
  length: number;
  /** Of picklists; without any, whatever text is sent is kept. */
  options: readonly Option[];
  /** A value that is no option is refused; otherwise it becomes one, as Zoho's "Kaizen #38" tells of Call_Purpose. */
  closed: boolean;
}

const LENGTHS: Partial<Record<DataType, number>> = { phone: 30, email: 100, textarea: 32_000 };

export const field = (api: string, en: string, es: string, type: DataType, ...places: Place[]): CrmField => ({
  api,
  label: { en, es },
  type,
  places,
  custom: false,
  required: false,
  readOnly: false,
  length: LENGTHS[type] ?? 255,
  options: [],
  closed: false,
});

export const custom = (api: string, en: string, es: string, type: DataType, ...places: Place[]): CrmField => ({
  ...field(api, en, es, type, ...places),
  custom: true,
});

/** What the CRM keeps of every record. */
export const SYSTEM_FIELDS: readonly CrmField[] = [
  field('Created_By', 'Created By', 'Creado por', 'ownerlookup'),
  field('Modified_By', 'Modified By', 'Modificado por', 'ownerlookup'),
  field('Created_Time', 'Created Time', 'Hora de creación', 'datetime', 'information'),
  field('Modified_Time', 'Modified Time', 'Hora de modificación', 'datetime', 'information'),
].map((f) => ({ ...f, readOnly: true }));
