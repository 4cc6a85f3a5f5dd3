import * as v from 'valibot';
import { e164Schema } from '#shared/ids.ts';

/** The CRM's record kinds that a call can belong to, by the names that Sidetone uses for every CRM. */
export const recordKindSchema = v.picklist(['contact', 'lead', 'account', 'deal']);
export type RecordKind = v.InferOutput<typeof recordKindSchema>;

/** Points at one record of the pinned CRM organisation. */
export const recordRefSchema = v.object({
  kind: recordKindSchema,
  /** The CRM's own id. */
  id: v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/)),
});
export type RecordRef = v.InferOutput<typeof recordRefSchema>;

/** What a caller card shows of a record. Text from the CRM, cleaned by the server; rendered as text nodes only. */
export const crmRecordSchema = v.object({
  ref: recordRefSchema,
  name: v.string(),
  company: v.nullable(v.string()),
  title: v.nullable(v.string()),
  ownerName: v.nullable(v.string()),
  email: v.nullable(v.string()),
  /** Where the record opens in the CRM. */
  url: v.string(),
});
export type CrmRecord = v.InferOutput<typeof crmRecordSchema>;

/** A record that was looked for by name: one that may be called right away. */
export const foundRecordSchema = v.object({
  ...crmRecordSchema.entries,
  /** Its numbers that can be read as such, the CRM's main one first; missing where the CRM was asked by number, and before 1.4. */
  numbers: v.optional(v.array(e164Schema)),
});
export type FoundRecord = v.InferOutput<typeof foundRecordSchema>;
