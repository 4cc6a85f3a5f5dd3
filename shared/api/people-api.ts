import * as v from 'valibot';
import { agentSchema } from '#shared/api/agent-api.ts';
import { route } from '#shared/api/route.ts';
import { mobileSchema } from '#shared/api/team-api.ts';
import { presenceSchema } from '#shared/call/call.ts';
import { e164Schema } from '#shared/ids.ts';

export const personSchema = v.object({
  agent: agentSchema,
  /** False: known from the CRM, has never signed in to Sidetone. */
  signedIn: v.boolean(),
  presence: presenceSchema,
  /** False: no longer an active user of the CRM, but still in a number's flow or a pair; missing: she is. Since 1.3. */
  active: v.optional(v.boolean()),
  /** Why she is Away and until when by her own word, as in `Me`. Since 1.4. */
  awayReason: v.optional(v.nullable(v.string())),
  awayUntil: v.optional(v.nullable(v.string())),
  /** On a call since then (ISO 8601); null: on none. Since 1.4. */
  onCallSince: v.optional(v.nullable(v.string())),
  /** Alive by heartbeat and with a registered Device: would ring now. */
  reachable: v.boolean(),
  /** Her browser has shown life lately, whether it would ring or not; missing from a server before 1.4. */
  alive: v.optional(v.boolean()),
  onCall: v.boolean(),
  /** Notes a call, and is not rung meanwhile; missing from a server before 1.2. */
  wrappingUp: v.optional(v.boolean()),
  /** Place in line for sequential ringing, from 1; null: none. Missing, like what follows, from a server before 1.3. */
  place: v.optional(v.nullable(v.pipe(v.number(), v.safeInteger()))),
  /** Since when she holds it, ISO 8601. */
  placeSince: v.optional(v.nullable(v.string())),
  /** Why she holds that place: she came online then, or went to the end after a call that she answered and closed. */
  placeWhy: v.optional(v.nullable(v.picklist(['came-online', 'after-call']))),
  /** Why she has no place any more: set Offline then, or not heard of since; null: she has one, had none, or it is not known. */
  placeLost: v.optional(v.nullable(v.object({ why: v.picklist(['offline', 'silent']), at: v.string() }))),
  outgoingNumbers: v.optional(v.array(e164Schema)),
  mobile: v.optional(mobileSchema),
});
export type Person = v.InferOutput<typeof personSchema>;

const nothing = v.object({});

/** Who is in the team, and who is there. */
export const peopleApi = {
  people: route({
    method: 'GET',
    path: '/api/admin/people',
    input: null,
    reply: v.object({ people: v.array(personSchema) }),
  }),
  /** Ends every session of a person. */
  signOutPerson: route({ method: 'POST', path: '/api/admin/people/:id/sign-out', input: null, reply: nothing }),
  /** A link that opens the extension with this server's address filled in. */
  invitation: route({
    method: 'GET',
    path: '/api/admin/invitation',
    input: null,
    reply: v.object({ link: v.string() }),
  }),
} as const;
