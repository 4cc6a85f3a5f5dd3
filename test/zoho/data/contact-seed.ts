import type { FieldValue } from '#test/zoho/records/record-store.ts';

/** One contact as the seed files write it. */
export interface ContactSeed {
  owner: string;
  firstName: string;
  lastName: string;
  /** Key of an account. */
  account: string | null;
  /** Beside the owner and the administrators; absent: everyone. */
  visibleTo?: readonly string[];
  values: Record<string, FieldValue>;
}

/** Writes a contact on one line. `name`: first name up to the first space. Phones are stored exactly as given. */
export function contact(
  owner: string,
  name: string,
  account: string | null,
  title: string,
  phone: string | null,
  mobile: string | null,
  more: Record<string, FieldValue> = {},
  visibleTo?: readonly string[],
): ContactSeed {
  const [firstName = '', ...last] = name.split(' ');
  const values = { Title: title, Phone: phone, Mobile: mobile, ...more };
  return { owner, firstName, lastName: last.join(' '), account, values, ...(visibleTo && { visibleTo }) };
}
