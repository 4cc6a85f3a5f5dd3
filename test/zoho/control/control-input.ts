import * as v from 'valibot';
import { STORED_MODULES } from '#test/zoho/records/crm-module.ts';
import { CALLING_VARIANTS } from '#test/zoho/settings.ts';
import { FAULT_KINDS, REFUSED_STATUS } from './faults.ts';

/** What the JSON control accepts. Strict: a misspelt key is an error, not a setting that does nothing. */
const fieldValue = v.union([v.string(), v.number(), v.boolean(), v.null()]);
const visibleTo = v.union([v.literal('everyone'), v.array(v.string())]);

export const moduleSchema = v.picklist(STORED_MODULES);

export const newRecordSchema = v.strictObject({
  owner: v.optional(v.string(), 'ana'),
  visibleTo: v.optional(visibleTo, 'everyone'),
  values: v.record(v.string(), fieldValue),
});

export const recordChangesSchema = v.strictObject({
  owner: v.optional(v.string()),
  visibleTo: v.optional(visibleTo),
  values: v.optional(v.record(v.string(), fieldValue)),
});

export const userChangesSchema = v.strictObject({
  firstName: v.optional(v.string()),
  lastName: v.optional(v.string()),
  email: v.optional(v.string()),
  role: v.optional(v.string()),
  profile: v.optional(v.picklist(['Administrator', 'Standard'])),
  status: v.optional(v.picklist(['active', 'disabled', 'deleted'])),
  confirmed: v.optional(v.boolean()),
  language: v.optional(v.pipe(v.string(), v.regex(/^[a-z]{2}_[A-Z]{2}$/))),
  countryLocale: v.optional(v.string()),
  timeZone: v.optional(v.pipe(v.string(), v.check(isTimeZone, 'not a time zone'))),
  phone: v.optional(v.nullable(v.string())),
});

export const newUserSchema = v.strictObject({
  key: v.pipe(v.string(), v.regex(/^[a-z0-9-]+$/)),
  firstName: v.string(),
  lastName: v.string(),
});

export const faultSchema = v.strictObject({
  kind: v.picklist(FAULT_KINDS),
  area: v.optional(v.picklist(['accounts', 'api', 'pages'])),
  path: v.optional(v.string()),
  method: v.optional(v.picklist(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])),
  user: v.optional(v.string()),
  after: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
  times: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
  ms: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(600_000))),
  forMs: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
  code: v.optional(v.pipe(v.string(), v.regex(/^[A-Z_]+$/))),
  status: v.optional(v.picklist(REFUSED_STATUS)),
  retryAfterSeconds: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
});

const fieldName = v.pipe(v.string(), v.regex(/^\w+\.\w+$/));
const label = v.strictObject({ en: v.string(), es: v.string() });
const options = v.array(v.strictObject({ actual: v.string(), display: label }));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const customField = v.strictObject({
  module: moduleSchema,
  api: v.pipe(v.string(), v.regex(/^[A-Za-z]\w*$/)),
  label: v.string(),
  type: v.optional(
    v.picklist(['text', 'textarea', 'phone', 'picklist', 'boolean', 'integer', 'date', 'datetime']),
    'text',
  ),
  required: v.optional(v.boolean(), false),
  options: v.optional(v.array(v.string()), []),
});

export const settingsSchema = v.strictObject({
  redirectUris: v.optional(v.array(v.pipe(v.string(), v.minLength(1)))),
  apiDomain: v.optional(v.pipe(v.string(), v.url())),
  accountsServer: v.optional(v.pipe(v.string(), v.url())),
  calling: v.optional(v.picklist(CALLING_VARIANTS)),
  maskedFields: v.optional(v.array(fieldName)),
  customFields: v.optional(v.array(customField)),
  picklists: v.optional(v.record(fieldName, v.strictObject({ options, closed: v.optional(v.boolean(), true) }))),
  uniqueFields: v.optional(v.array(fieldName)),
  refusedStatus: v.optional(v.picklist([200, 202, 400])),
  atOnce: v.optional(count),
  maxFileBytes: v.optional(count),
  openActivitiesApart: v.optional(v.boolean()),
  searchLagMs: v.optional(count),
});

export const whoseTokensSchema = v.strictObject({ user: v.optional(v.string()) });

function isTimeZone(name: string): boolean {
  return Intl.supportedValuesOf('timeZone').includes(name) || name === 'UTC';
}
