import * as z from 'zod/mini';

/** The CRM's record kinds that a call can belong to, by the names that Sidetone uses for every CRM. */
export const recordKindSchema = z.enum(['contact', 'lead', 'account', 'deal']);
export type RecordKind = z.infer<typeof recordKindSchema>;

/** Points at one record of the pinned CRM organisation. */
export const recordRefSchema = z.object({
  kind: recordKindSchema,
  /** The CRM's own id. */
  id: z.string().check(z.regex(/^[\w-]{1,64}$/)),
});
export type RecordRef = z.infer<typeof recordRefSchema>;

/** What a caller card shows of a record. Text from the CRM, cleaned by the server; rendered as text nodes only. */
export const crmRecordSchema = z.object({
  ref: recordRefSchema,
  name: z.string(),
  company: z.nullable(z.string()),
  title: z.nullable(z.string()),
  ownerName: z.nullable(z.string()),
  email: z.nullable(z.string()),
  /** Where the record opens in the CRM. */
  url: z.string(),
});
export type CrmRecord = z.infer<typeof crmRecordSchema>;
