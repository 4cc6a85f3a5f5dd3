/** Why a row of a write was refused, as `data[i]` says it. */
export interface RowFault {
  code:
    | 'MANDATORY_NOT_FOUND'
    | 'DEPENDENT_FIELD_MISSING'
    | 'INVALID_DATA'
    | 'DUPLICATE_DATA'
    | 'NO_PERMISSION'
    | 'NOT_ALLOWED';
  message: string;
  details: Record<string, unknown>;
}

/** A field of a row: its API name and, for nested ones, the way to it. */
export interface FieldPlace {
  api: string;
  /** `$.data[0].Who_Id` */
  path: string;
}

const named = ({ api, path }: FieldPlace) => ({ api_name: api, json_path: path });

export const mandatory = (place: FieldPlace): RowFault => ({
  code: 'MANDATORY_NOT_FOUND',
  message: 'required field not found',
  details: named(place),
});

/** The value is of another type than the field. */
export const wrongType = (place: FieldPlace, expected: string): RowFault => ({
  code: 'INVALID_DATA',
  message: 'invalid data',
  details: { ...named(place), expected_data_type: expected },
});

export const invalid = (place: FieldPlace, message = 'invalid data', more: Record<string, unknown> = {}): RowFault => ({
  code: 'INVALID_DATA',
  message,
  details: { ...named(place), ...more },
});

export const dependent = (place: FieldPlace, dependee: string): RowFault => ({
  code: 'DEPENDENT_FIELD_MISSING',
  message: 'dependent field missing',
  details: { ...named(place), dependee: { api_name: dependee } },
});

export const duplicate = (place: FieldPlace, id: string): RowFault => ({
  code: 'DUPLICATE_DATA',
  message: 'duplicate data',
  details: { ...named(place), id, duplicate_record: { id } },
});

export const forbidden = (permission: string): RowFault => ({
  code: 'NO_PERMISSION',
  message: 'permission denied',
  details: { permissions: [permission] },
});

/** A fault, and not a value. */
export class Refused extends Error {
  readonly fault: RowFault;

  constructor(fault: RowFault) {
    super(fault.message);
    this.fault = fault;
  }
}
