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

/** One error of Zoho's, as far as it is told apart: at the top of an answer, or as a row of it. */
const errorSchema = v.object({
  code: v.string(),
  details: v.fallback(
    v.object({
      /** The field at fault. */
      api_name: v.nullish(v.string()),
      json_path: v.nullish(v.string()),
      /** Which part of the path is wrong: 0 module, 1 record, 2 related list. */
      resource_path_index: v.nullish(v.number()),
    }),
    {},
  ),
});
export type ZohoError = v.InferOutput<typeof errorSchema>;

/** The code of an answer that is not Zoho's (a gateway's page). */
export const NOT_ZOHOS = 'UNKNOWN';

/** What is wrong, wherever in the answer it stands. */
export const errorReplySchema = v.fallback(
  v.union([
    errorSchema,
    v.pipe(
      v.object({ data: v.tupleWithRest([errorSchema], v.unknown()) }),
      v.transform(({ data }) => data[0]),
    ),
  ]),
  { code: NOT_ZOHOS, details: {} },
);

const refusedSchema = v.object({ status: v.literal('error'), ...errorSchema.entries });
/**
 * The answer to one row that was written: its id, or what is wrong with it or with all of the request, whatever the status says (200, 201,
 * 202 and 207 all do).
 */
export const writtenReplySchema = v.union([
  refusedSchema,
  v.pipe(
    v.object({
      data: v.tupleWithRest(
        [
          v.variant('status', [
            v.object({ status: v.literal('success'), details: v.object({ id: v.pipe(v.string(), v.minLength(1)) }) }),
            refusedSchema,
          ]),
        ],
        v.unknown(),
      ),
    }),
    v.transform(({ data }) => data[0]),
  ),
]);

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

/** What is only shown. An organisation's own field may have taken such a name, as a lookup or a list: then nothing is shown of it. */
const textSchema = v.fallback(v.nullish(v.string()), null);
const lookupSchema = v.fallback(v.nullish(v.object({ name: v.nullish(v.string()) })), null);

const recordSchema = v.looseObject({
  id: v.string(),
  Full_Name: textSchema,
  Last_Name: textSchema,
  // Leads have none.
  Account_Name: v.optional(v.union([v.string(), lookupSchema])),
  Company: textSchema,
  Title: textSchema,
  Designation: textSchema,
  Deal_Name: textSchema,
  Email: textSchema,
  Owner: lookupSchema,
});
export type ZohoRecord = v.InferOutput<typeof recordSchema>;

export const recordsReplySchema = v.object({ data: v.array(recordSchema) });

const fieldSchema = v.object({
  api_name: v.string(),
  data_type: v.string(),
  /** In the language of whoever asks. */
  field_label: v.nullish(v.string()),
  pick_list_values: v.nullish(
    v.array(
      v.object({
        display_value: v.nullish(v.string()),
        /** What is sent and stored. */
        actual_value: v.nullish(v.string()),
        /** Zoho's own name of a standard value, however the organisation has renamed it. */
        reference_value: v.nullish(v.string()),
      }),
    ),
  ),
});
export type ZohoField = v.InferOutput<typeof fieldSchema>;
export const fieldsReplySchema = v.object({ fields: v.array(fieldSchema) });

const infoSchema = v.nullish(
  v.object({ more_records: v.nullish(v.boolean()), next_page_token: v.nullish(v.string()) }),
);

/** Entries of a list, as far as it takes to know one's own again. */
export const tracesReplySchema = v.object({
  data: v.array(
    v.object({
      id: v.string(),
      Description: v.nullish(v.string()),
      Note_Content: v.nullish(v.string()),
      File_Name: v.nullish(v.string()),
      Created_Time: v.nullish(v.string()),
    }),
  ),
  info: infoSchema,
});
export type ZohoTrace = v.InferOutput<typeof tracesReplySchema>['data'][number];
