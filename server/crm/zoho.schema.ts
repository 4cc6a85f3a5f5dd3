import * as z from 'zod';

/** What Zoho answers, as far as it is read. Unknown fields pass; a missing or wrong one is a failed request, never a guess. */

/** `200` with an `error` body is how Zoho refuses a token (Kaizen #43): the status says nothing. */
export const tokenReplySchema = z.union([
  z.object({ error: z.string() }),
  z.object({
    access_token: z.string().min(1),
    refresh_token: z.string().optional(),
    api_domain: z.string().optional(),
    expires_in: z.number().positive(),
  }),
]);
export type TokenReply = z.infer<typeof tokenReplySchema>;

export const errorReplySchema = z.object({ code: z.string(), message: z.string().optional() });

export const orgReplySchema = z.object({
  org: z
    .array(
      z.object({
        id: z.string(),
        company_name: z.string().nullish(),
        country_code: z.string().nullish(),
      }),
    )
    .min(1),
});

const userSchema = z.object({
  id: z.string(),
  full_name: z.string().nullish(),
  last_name: z.string().nullish(),
  email: z.string().nullish(),
  status: z.string().nullish(),
  profile: z.object({ name: z.string() }).nullish(),
  locale: z.string().nullish(),
  language: z.string().nullish(),
  time_zone: z.string().nullish(),
});
export type ZohoUser = z.infer<typeof userSchema>;

export const usersReplySchema = z.object({
  users: z.array(userSchema),
  info: z.object({ more_records: z.boolean().optional() }).optional(),
});

const lookupSchema = z.object({ name: z.string().nullish() }).nullish();

const recordSchema = z.looseObject({
  id: z.string(),
  Full_Name: z.string().nullish(),
  Last_Name: z.string().nullish(),
  Account_Name: z.union([lookupSchema, z.string()]),
  Company: z.string().nullish(),
  Title: z.string().nullish(),
  Designation: z.string().nullish(),
  Deal_Name: z.string().nullish(),
  Email: z.string().nullish(),
  Owner: lookupSchema,
});
export type ZohoRecord = z.infer<typeof recordSchema>;

export const recordsReplySchema = z.object({ data: z.array(recordSchema) });

export const phoneFieldsReplySchema = z.object({
  fields: z.array(z.object({ api_name: z.string(), data_type: z.string() })),
});
