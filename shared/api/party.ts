import * as z from 'zod/mini';
import { crmRecordSchema } from '#shared/crm/crm-record.ts';
import { e164Schema } from '#shared/ids.ts';

/** What is known of the other side of a call: number and, once the CRM has answered, who it may be. */
export const partySchema = z.object({
  /** null: the number is withheld. */
  number: z.nullable(e164Schema),
  /**
   * `looking`: the CRM has not answered yet; `known`: these records carry the number (several: the agent picks one);
   * `not-shared`: known to the CRM, but this agent may not read it; `unknown`: no record; `unavailable`: the CRM could not be asked.
   */
  match: z.discriminatedUnion('state', [
    z.object({ state: z.literal('looking') }),
    z.object({ state: z.literal('known'), records: z.array(crmRecordSchema) }),
    z.object({ state: z.literal('not-shared') }),
    z.object({ state: z.literal('unknown') }),
    z.object({ state: z.literal('unavailable') }),
  ]),
});
export type Party = z.infer<typeof partySchema>;
