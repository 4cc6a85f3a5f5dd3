import * as z from 'zod';
import { CRM_MODULES } from '#test/zoho/records/crm-module.ts';
import { CALLING_VARIANTS } from '#test/zoho/settings.ts';
import { FAULT_KINDS } from './faults.ts';

/** What the JSON control accepts. Strict: a misspelt key is an error, not a setting that does nothing. */
const fieldValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const visibleTo = z.union([z.literal('everyone'), z.array(z.string())]);

export const moduleSchema = z.enum(CRM_MODULES);

export const newRecordSchema = z.strictObject({
  owner: z.string().default('ana'),
  visibleTo: visibleTo.default('everyone'),
  values: z.record(z.string(), fieldValue),
});

export const recordChangesSchema = z.strictObject({
  owner: z.string().optional(),
  visibleTo: visibleTo.optional(),
  values: z.record(z.string(), fieldValue).optional(),
});

export const userChangesSchema = z.strictObject({
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  email: z.string().optional(),
  role: z.string().optional(),
  profile: z.enum(['Administrator', 'Standard']).optional(),
  status: z.enum(['active', 'disabled', 'deleted']).optional(),
  confirmed: z.boolean().optional(),
  language: z
    .string()
    .regex(/^[a-z]{2}_[A-Z]{2}$/)
    .optional(),
  countryLocale: z.string().optional(),
  timeZone: z.string().refine(isTimeZone, 'not a time zone').optional(),
  phone: z.string().nullable().optional(),
});

export const newUserSchema = z.strictObject({
  key: z.string().regex(/^[a-z0-9-]+$/),
  firstName: z.string(),
  lastName: z.string(),
});

export const faultSchema = z.strictObject({
  kind: z.enum(FAULT_KINDS),
  area: z.enum(['accounts', 'api', 'pages']).optional(),
  path: z.string().optional(),
  user: z.string().optional(),
  times: z.int().min(1).optional(),
  ms: z.int().min(0).max(600_000).optional(),
});

export const settingsSchema = z.strictObject({
  redirectUris: z.array(z.string().min(1)).optional(),
  apiDomain: z.url().optional(),
  accountsServer: z.url().optional(),
  calling: z.enum(CALLING_VARIANTS).optional(),
  maskedFields: z.array(z.string().regex(/^\w+\.\w+$/)).optional(),
  searchLagMs: z.int().min(0).optional(),
});

export const whoseTokensSchema = z.strictObject({ user: z.string().optional() });

function isTimeZone(name: string): boolean {
  return Intl.supportedValuesOf('timeZone').includes(name) || name === 'UTC';
}
