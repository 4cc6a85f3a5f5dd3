/** A customer company. Web sites and mail domains end in .example: nobody's. */
export interface AccountSeed {
  key: string;
  name: string;
  owner: string;
  domain: string;
  /** As somebody once typed it. */
  phone: string | null;
  type: string;
  industry: string;
  employees: number;
  fleet: number;
  revenue: number;
  taxId: string;
  street: string;
  city: string;
  state: string;
  zip: string;
  country: string;
}

type Size = [employees: number, fleet: number, revenue: number];
type Address = [street: string, city: string, state: string, zip: string, country: string];

/** Writes one company; `key` is also its domain, under .example. */
export function account(
  key: string,
  name: string,
  owner: string,
  phone: string | null,
  [type, industry]: [string, string],
  [employees, fleet, revenue]: Size,
  taxId: string,
  [street, city, state, zip, country]: Address,
): AccountSeed {
  const domain = `${key}.example`;
  return {
    key,
    name,
    owner,
    domain,
    phone,
    type,
    industry,
    employees,
    fleet,
    revenue,
    taxId,
    street,
    city,
    state,
    zip,
    country,
  };
}

export const CUSTOMER = 'Cliente';
export const PROSPECT = 'Potencial';
export const ROAD = 'Transporte';
