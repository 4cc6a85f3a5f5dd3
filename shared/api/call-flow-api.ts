import * as v from 'valibot';
import { route } from '#shared/api/route.ts';
import { callFlowSchema, enteredFlowSchema, optionKeySchema } from '#shared/call-flow/call-flow.schema.ts';
import { audioIdSchema } from '#shared/call-flow/prompt.ts';
import { flowSummarySchema } from '#shared/call-flow/summary.ts';
import { agentIdSchema, e164Schema } from '#shared/ids.ts';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const nothing = v.object({});
const path = v.array(optionKeySchema);
const name = v.pipe(v.string(), v.maxLength(80));
/** Of a request that holds a whole flow: five levels of menus have up to 7,029 options, 1.3 MB before more than a label is said of any. */
const mostBytes = 4 * 1024 * 1024;

/** A number with the flow that its next caller meets. */
export const savedFlowSchema = v.object({
  number: e164Schema,
  name: v.string(),
  flow: callFlowSchema,
  /** Counts a number's saved versions, from 1. */
  version: count,
  /** ISO 8601, UTC. */
  savedAt: v.string(),
  savedBy: v.string(),
  /** Whom the flow names and who are no longer active users of the CRM: nobody rings them. */
  noLongerActive: v.optional(v.array(v.object({ agentId: agentIdSchema, name: v.string() }))),
});
export type SavedFlow = v.InferOutput<typeof savedFlowSchema>;

export const flowVersionSchema = v.object({
  version: count,
  savedAt: v.string(),
  savedBy: v.string(),
  /** What it changed of the version before, as the editor's parts: `menu`, `people`, `queue` …; empty: the first. */
  changed: v.array(v.string()),
  /** Brought back from that earlier version; null: saved in the editor. */
  restoredFrom: v.nullable(count),
});
export type FlowVersion = v.InferOutput<typeof flowVersionSchema>;

/**
 * What is wrong with a flow, or worth knowing. `fault`: it can't be saved so. `warning`: callers would notice. `note`: how it works.
 * The sentence for each code stands in `extension/locales/`.
 */
export const FINDING_CODES = [
  'leads-nowhere', // an option without an action, or a menu without options
  'nobody-in-group',
  'nobody-online', // now; `names`
  'rung-in-chunks', // `people`, `chunks`: more than ten at once
  'message-missing', // an audio prompt without its file
  'audio-unreachable', // the URL of a prompt can't be had; `reason`
  'audio-outdated', // what the URL of a copy leads to has changed, or is gone; `reason`: `changed`, or why it can't be had
  'audio-for-menu', // a recorded menu must name its keys itself
  'person-not-active', // no longer an active CRM user; `names`
  'same-key',
  'too-many-options',
  'too-many-levels',
  'twiml-too-large',
  'label-missing',
  'never-open',
  'opening-backwards', // closes before it opens
  'forward-number-missing',
  'forward-not-allowed', // the number may not be called by the team's own rules
  'no-operator', // a key or giving up leads to an operator, and there is none
  'no-voicemail', // something leads to voicemail, and it is off
  'language-missing', // a prompt that the number's first language has, another lacks; `language`
  'same-queue-key',
  'music-missing',
] as const;
export const findingSchema = v.object({
  code: v.picklist(FINDING_CODES),
  level: v.picklist(['fault', 'warning', 'note']),
  /** The menu's option it concerns: keys from the first menu on; null: none. */
  option: v.nullable(path),
  /** The editor's part it concerns: `welcome`, `menu`, `people`, `busy`, `queue`, `voicemail`, `hours`, `operator` … */
  part: v.string(),
  values: v.optional(v.record(v.string(), v.union([v.string(), v.number()]))),
});
export type Finding = v.InferOutput<typeof findingSchema>;

/** What a number does with its callers, and how much there is to fix about it. */
export const flowInShortSchema = v.object({
  number: e164Schema,
  does: flowSummarySchema,
  /** Findings of the level `fault`. */
  faults: count,
  /** Faults and warnings. */
  toFix: count,
});
export type FlowInShort = v.InferOutput<typeof flowInShortSchema>;

/** A pretended call: everything that may differ from now, and what has been done in it so far. */
export const pretendedCallSchema = v.object({
  number: v.nullable(e164Schema),
  flow: callFlowSchema,
  /** null: withheld. */
  from: v.nullable(e164Schema),
  /** ISO 8601, UTC. */
  at: v.pipe(
    v.string(),
    v.isoTimestamp(),
    v.check((text) => !Number.isNaN(Date.parse(text)), 'no such moment'),
  ),
  /** Who is what; whoever is not named: as she is now. */
  people: v.pipe(
    v.array(v.object({ agentId: agentIdSchema, is: v.picklist(['free', 'on-a-call', 'away', 'offline']) })),
    v.maxLength(500),
  ),
  /** The caller's record has this owner; null: none, or unknown. */
  owner: v.nullable(agentIdSchema),
  /** Others who wait before the caller, where she comes into the queue. */
  waiting: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(25)),
  done: v.pipe(
    v.array(
      v.variant('do', [
        v.object({ do: v.literal('press'), key: v.pipe(v.string(), v.regex(/^[0-9*#]$/)) }),
        /** Nobody presses anything, nobody answers, the queue's longest wait is over: whatever time brings next. */
        v.object({ do: v.literal('wait') }),
        v.object({ do: v.literal('answer'), agentId: agentIdSchema }),
        /** In the queue: this agent becomes free. */
        v.object({ do: v.literal('free'), agentId: agentIdSchema }),
        v.object({ do: v.literal('hang-up') }),
      ]),
    ),
    v.maxLength(100),
  ),
});
export type PretendedCall = v.InferOutput<typeof pretendedCallSchema>;

/** What a pretended caller meets, in order. */
export const scriptLineSchema = v.variant('line', [
  v.object({ line: v.literal('said'), text: v.string(), language: v.string() }),
  v.object({ line: v.literal('played'), name: v.string(), file: audioIdSchema }),
  v.object({ line: v.literal('pressed'), key: v.string() }),
  v.object({ line: v.literal('no-key'), seconds: count }),
  v.object({
    line: v.literal('rings'),
    people: v.array(v.object({ agentId: agentIdSchema, on: v.picklist(['softphone', 'mobile']) })),
    /** They are on a call each: call waiting. Since 1.4. */
    second: v.optional(v.boolean()),
    /** Who is in the group and does not ring, and why. */
    skipped: v.array(
      v.object({ agentId: agentIdSchema, why: v.picklist(['offline', 'away', 'on-a-call', 'not-active', 'later']) }),
    ),
    seconds: count,
    round: count,
    inTurn: v.boolean(),
  }),
  v.object({ line: v.literal('answered'), agentId: agentIdSchema }),
  v.object({ line: v.literal('nobody-answered'), seconds: count }),
  v.object({ line: v.literal('queued'), place: count, of: count }),
  v.object({ line: v.literal('waited'), seconds: count }),
  v.object({ line: v.literal('voicemail'), seconds: count }),
  v.object({ line: v.literal('forwarded'), to: e164Schema }),
  v.object({ line: v.literal('refused') }),
  v.object({ line: v.literal('over'), why: v.string() }),
]);
export type ScriptLine = v.InferOutput<typeof scriptLineSchema>;

/** The setting up of incoming numbers beyond the first form. All since 1.3; asked by admins. */
export const callFlowApi = {
  /** Of all incoming numbers. Addresses of sound files are not tried: nobody waits for strangers’ servers here. */
  callFlowsInShort: route({
    method: 'GET',
    path: '/api/admin/call-flows',
    input: null,
    reply: v.object({ flows: v.array(flowInShortSchema) }),
  }),
  callFlow: route({
    method: 'GET',
    path: '/api/admin/incoming-numbers/:number/flow',
    input: null,
    reply: savedFlowSchema,
  }),
  /**
   * Adds the number or changes it; its next caller meets it. `basedOn`: the version that was edited, null for a new number. Problems:
   * changed-meanwhile, flow-faulty (its first fault in `params.code`), number-not-in-account, user-unknown, audio-unknown.
   */
  saveCallFlow: route({
    method: 'PUT',
    path: '/api/admin/incoming-numbers/:number/flow',
    input: v.object({ name, flow: enteredFlowSchema, basedOn: v.nullable(count) }),
    mostBytes,
    reply: savedFlowSchema,
  }),
  flowVersions: route({
    method: 'GET',
    path: '/api/admin/incoming-numbers/:number/versions',
    input: null,
    reply: v.object({ versions: v.array(flowVersionSchema) }),
  }),
  flowVersion: route({
    method: 'GET',
    path: '/api/admin/incoming-numbers/:number/versions/:version',
    input: null,
    reply: savedFlowSchema,
  }),
  /** Makes an earlier version the live one again, as a new version. */
  restoreFlowVersion: route({
    method: 'POST',
    path: '/api/admin/incoming-numbers/:number/versions/:version/restore',
    input: null,
    reply: savedFlowSchema,
  }),
  /** Points the number's webhook at this server again. */
  mendIncomingNumber: route({
    method: 'POST',
    path: '/api/admin/incoming-numbers/:number/mend',
    input: null,
    reply: nothing,
  }),
  checkCallFlow: route({
    method: 'POST',
    path: '/api/admin/call-flows/check',
    input: v.object({ number: v.nullable(e164Schema), flow: enteredFlowSchema }),
    mostBytes,
    reply: v.object({ findings: v.array(findingSchema), /** Rules that found nothing. */ passed: count }),
  }),
  tryCallFlow: route({
    method: 'POST',
    path: '/api/admin/call-flows/try',
    input: pretendedCallSchema,
    mostBytes,
    reply: v.object({
      script: v.array(scriptLineSchema),
      /** What can be done next. */
      can: v.array(v.picklist(['press', 'wait', 'answer', 'free', 'hang-up'])),
      over: v.boolean(),
    }),
  }),
} as const;
