import * as v from 'valibot';
import { lineApi, meSchema } from '#shared/api/line-api.ts';
import { route, together } from '#shared/api/route.ts';
import { traceApi } from '#shared/api/trace-api.ts';
import { directionSchema, dispositionSchema, presenceSchema } from '#shared/call/call.ts';
import { wrapUpDraftSchema } from '#shared/call/wrap-up.ts';
import { crmRecordSchema, foundRecordSchema } from '#shared/crm/crm-record.ts';
import { callIdSchema, e164Schema } from '#shared/ids.ts';
import { problemSchema } from '#shared/problem.ts';

export {
  type Agent,
  agentSchema,
  lineApi,
  type Me,
  meSchema,
  type RecentCall,
  recentCallSchema,
} from '#shared/api/line-api.ts';

/** `GET /.well-known/sidetone`: tells a Sidetone server from any other, before anyone signs in. */
export const wellKnownSchema = v.object({
  product: v.literal('sidetone'),
  contract: v.object({ major: v.pipe(v.number(), v.safeInteger()), minor: v.pipe(v.number(), v.safeInteger()) }),
  /** False until the first CRM administrator has used the set-up link. */
  setUp: v.boolean(),
  /** Name of the CRM organisation once set up. */
  team: v.nullable(v.string()),
  crm: v.picklist(['zoho']),
});
export type WellKnown = v.InferOutput<typeof wellKnownSchema>;

/** What an agent notes of one of her calls, and how far it has come on its way to the CRM. */
export const wrapUpSchema = v.object({
  callId: callIdSchema,
  direction: directionSchema,
  /** null while the call lasts. */
  disposition: v.nullable(dispositionSchema),
  number: v.nullable(e164Schema),
  /** ISO 8601, UTC. */
  startedAt: v.string(),
  endedAt: v.nullable(v.string()),
  talkedSeconds: v.number(),
  /** As for a recent call. */
  cutOff: v.optional(v.boolean()),
  draft: wrapUpDraftSchema,
  /** Counts the draft's changes; the highest holds. */
  edit: v.pipe(v.number(), v.safeInteger()),
  /** The record that the draft names, as a card shows it; null: none, or she may not read it. */
  record: v.nullable(crmRecordSchema),
  /** Records that carry the number: the call may go to any of them. */
  matches: v.array(crmRecordSchema),
  /**
   * `open`: hers to save. `writing`: on its way. `waiting`: the CRM does not take it now; it is tried again by itself at `nextTryAt`.
   * `written`: all of it is on the record. `left-out`: by her wish, nothing is. `failed`: somebody has to act, see `problem`.
   */
  state: v.picklist(['open', 'writing', 'waiting', 'written', 'left-out', 'failed']),
  problem: v.nullable(problemSchema),
  nextTryAt: v.nullable(v.string()),
  /** `none`: not recorded. `coming`: Twilio is still preparing it. `kept`: to be attached. `attached`: on the record. */
  recording: v.picklist(['none', 'coming', 'kept', 'attached']),
});
export type WrapUp = v.InferOutput<typeof wrapUpSchema>;

const wrapUpInput = v.object({ draft: wrapUpDraftSchema, edit: v.pipe(v.number(), v.safeInteger(), v.minValue(0)) });

const nothing = v.object({});

/** Everything that an agent's extension asks. */
export const agentApi = together(lineApi, traceApi, {
  wellKnown: route({ method: 'GET', path: '/.well-known/sidetone', input: null, reply: wellKnownSchema }),

  /**
   * Exchanges the one-time code that the sign-in page handed over (valid 60 s, once) for a session. Sign-in begins at
   * `GET /sign-in?redirect_uri&state&code_challenge` (S256; redirect_uri `https://<extension id>.chromiumapp.org/…`) and returns there
   * with `code` and `state`, or `problem` (a ProblemCode) and `state`.
   */
  signIn: route({
    method: 'POST',
    path: '/api/sign-in',
    input: v.object({ code: v.pipe(v.string(), v.maxLength(200)), codeVerifier: v.pipe(v.string(), v.maxLength(200)) }),
    reply: v.object({
      /** Opaque; sent as `Authorization: Bearer …`. 14 days, sliding. */
      token: v.string(),
      me: meSchema,
    }),
  }),
  setPresence: route({
    method: 'PUT',
    path: '/api/agent/presence',
    input: v.object({ presence: presenceSchema }),
    reply: v.object({ presence: presenceSchema }),
  }),
  /** Who has this number? For the dial field. `POST`, so that numbers stay out of URLs. */
  lookUp: route({
    method: 'POST',
    path: '/api/agent/look-up',
    input: v.object({ number: v.pipe(v.string(), v.maxLength(80)) }),
    reply: v.object({ number: v.nullable(e164Schema), records: v.array(crmRecordSchema) }),
  }),
  signOut: route({ method: 'POST', path: '/api/agent/sign-out', input: null, reply: nothing }),
  me: route({ method: 'GET', path: '/api/agent/me', input: null, reply: meSchema }),

  /** Keeps a draft, during the call or after it. An older `edit` than the kept one changes nothing. */
  keepWrapUp: route({ method: 'PUT', path: '/api/agent/calls/:id/wrap-up', input: wrapUpInput, reply: nothing }),
  /** Saves it for good, once the call is over: what it says is written to the CRM. Repeated, it answers the same. */
  saveWrapUp: route({ method: 'POST', path: '/api/agent/calls/:id/wrap-up', input: wrapUpInput, reply: wrapUpSchema }),
  /** Tries again now what waits. */
  retryWrapUp: route({
    method: 'POST',
    path: '/api/agent/calls/:id/wrap-up/retry',
    input: null,
    reply: wrapUpSchema,
  }),
  /** Hers that are open, on their way, waiting, failed, or written within the last minute; newest first. */
  wrapUps: route({
    method: 'GET',
    path: '/api/agent/wrap-ups',
    input: null,
    reply: v.object({ wrapUps: v.array(wrapUpSchema) }),
  }),
  /** Records whose name, company or number contains the text, by her own eyes; at most 10. */
  searchRecords: route({
    method: 'POST',
    path: '/api/agent/records/search',
    input: v.object({ text: v.pipe(v.string(), v.minLength(2), v.maxLength(80)) }),
    reply: v.object({ records: v.array(foundRecordSchema) }),
  }),
  /**
   * An address at this server that plays the call's recording for five minutes, with range requests. Problems: not-found, not-allowed,
   * recording-gone, twilio-away.
   */
  recordingLink: route({
    method: 'POST',
    path: '/api/agent/calls/:id/recording-link',
    input: null,
    reply: v.object({ url: v.string() }),
  }),
  /** The same of one part, by its number, where `RecentCall.parts` names several. Since 1.4. */
  recordingPartLink: route({
    method: 'POST',
    path: '/api/agent/calls/:id/recording-link/:part',
    input: null,
    reply: v.object({ url: v.string() }),
  }),
} as const);
