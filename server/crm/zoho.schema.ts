import * as v from 'valibot';

/** What Zoho answers, as far as it is read. Unknown fields pass; a missing or wrong one is a failed request, never a guess. */

/** `200` with an `error` body is how Zoho refuses a token (Kaizen #43): the status says nothing. */
export const tokenReplySchema = v.union([
  v.object({ error: v.string() }),
  v.object({
    access_token: v.pipe(v.string(), v.minLength(1)),
    refresh_token: v.optional(v.string()),
    api_domain: v.optional(v.string()),
    expires_in: v.pipe(v.number(), v.gtValue(0)),
  }),
]);
export type TokenReply = v.InferOutput<typeof tokenReplySchema>;

export const errorReplySchema = v.fallback(v.object({ code: v.string(), message: v.optional(v.string()) }), {
  code: 'UNKNOWN',
});

export const orgReplySchema = v.object({
  org: v.pipe(
    v.array(
      v.object({
        id: v.string(),
        company_name: v.nullish(v.string()),
        country_code: v.nullish(v.string()),
      }),
    ),
    v.minLength(1),
  ),
});

const userSchema = v.object({
  id: v.string(),
  full_name: v.nullish(v.string()),
  last_name: v.nullish(v.string()),
  email: v.nullish(v.string()),
  status: v.nullish(v.string()),
  profile: v.nullish(v.object({ name: v.string() })),
  locale: v.nullish(v.string()),
  language: v.nullish(v.string()),
  time_zone: v.nullish(v.string()),
});
export type ZohoUser = v.InferOutput<typeof userSchema>;

export const usersReplySchema = v.object({
  users: v.array(userSchema),
  info: v.optional(v.object({ more_records: v.optional(v.boolean()) })),
});

const lookupSchema = v.nullish(v.object({ name: v.nullish(v.string()) }));

const recordSchema = v.looseObject({
  id: v.string(),
  Full_Name: v.nullish(v.string()),
  Last_Name: v.nullish(v.string()),
  // Leads have none.
  Account_Name: v.optional(v.union([lookupSchema, v.string()])),
  Company: v.nullish(v.string()),
  Title: v.nullish(v.string()),
  Designation: v.nullish(v.string()),
  Deal_Name: v.nullish(v.string()),
  Email: v.nullish(v.string()),
  Owner: lookupSchema,
});
export type ZohoRecord = v.InferOutput<typeof recordSchema>;

export const recordsReplySchema = v.object({ data: v.array(recordSchema) });

export const phoneFieldsReplySchema = v.object({
  fields: v.array(v.object({ api_name: v.string(), data_type: v.string() })),
});
