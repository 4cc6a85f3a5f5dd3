import * as v from 'valibot';
import { crmRecordSchema } from '#shared/crm/crm-record.ts';
import { e164Schema } from '#shared/ids.ts';

/** What is known of the other side of a call: number and, once the CRM has answered, who it may be. */
export const partySchema = v.object({
  /** null: the number is withheld. */
  number: v.nullable(e164Schema),
  /**
   * `looking`: the CRM has not answered yet; `known`: these records carry the number (several: the agent picks one);
   * `not-shared`: known to the CRM, but this agent may not read it; `unknown`: no record; `unavailable`: the CRM could not be asked.
   */
  match: v.union([
    v.object({ state: v.literal('looking') }),
    v.object({ state: v.literal('known'), records: v.array(crmRecordSchema) }),
    v.object({ state: v.literal('not-shared') }),
    v.object({ state: v.literal('unknown') }),
    v.object({ state: v.literal('unavailable') }),
  ]),
});
export type Party = v.InferOutput<typeof partySchema>;
