import * as v from 'valibot';
import { agentSchema, meSchema, recentCallSchema, wrapUpSchema } from '#shared/api/agent-api.ts';
import { partySchema } from '#shared/api/party.ts';
import { directionSchema, presenceSchema } from '#shared/call/call.ts';
import { callControlSchema } from '#shared/call/control.ts';
import { recordRefSchema } from '#shared/crm/crm-record.ts';
import { callIdSchema, e164Schema } from '#shared/ids.ts';
import { problemSchema } from '#shared/problem.ts';
import { settingsSchema } from './settings.ts';

/**
 * What the contexts show each other. A *snapshot* is its owner's whole state, published at every change; who comes late gets the latest.
 * Apart from the commands, since the softphone's document publishes without checking itself and need not load these.
 */

/** The softphone's line: whether calls can come and go, and if not, the one reason and what mends it. */
export const lineSchema = v.variant('state', [
  v.object({ state: v.literal('signed-out'), problem: v.nullable(problemSchema) }),
  v.object({ state: v.literal('connecting'), since: v.string() }),
  v.object({ state: v.literal('ready') }),
  /** Calls can't come or go (`blocks: true`), or only partly (no outgoing number: calls still come in). */
  v.object({ state: v.literal('problem'), problem: problemSchema, blocks: v.boolean() }),
]);
export type Line = v.InferOutput<typeof lineSchema>;

const callBase = {
  /** null while an incoming call is not matched with the server's call yet. */
  id: v.nullable(callIdSchema),
  direction: directionSchema,
  party: partySchema,
  /** Our number. */
  line: v.nullable(e164Schema),
  lineName: v.nullable(v.string()),
  /** The record the call belongs to: the page's, or the one of the matches that was chosen. */
  record: v.nullable(recordRefSchema),
  /** ISO 8601, UTC. */
  startedAt: v.string(),
  /** Outgoing: what is dialled by tones once somebody answers, with its pauses; missing: nothing. */
  extension: v.optional(v.string()),
  /** A colleague's call that she comes into as a supervisor: how, and whose it is. Missing: it is her own. */
  supervises: callControlSchema.entries.supervises,
};

/** What keeps the voices from being heard well, worst first: one of them is shown, with what to do. */
export const QUALITY_WARNINGS = [
  'microphone-silent', // nothing comes from it
  'no-sound', // nothing comes from the other side
  'packets-lost',
  'jitter',
  'delay',
  'network-changed',
] as const;
export const qualitySchema = v.object({
  level: v.picklist(['good', 'fair', 'poor']),
  warning: v.nullable(v.picklist(QUALITY_WARNINGS)),
});
export type Quality = v.InferOutput<typeof qualitySchema>;

/** The agent's call, each state with what exists then. */
export const callViewSchema = v.variant('state', [
  /** Asking the server, then Twilio. */
  v.object({ state: v.literal('dialling'), ...callBase }),
  /** Outgoing: the far end rings. */
  v.object({ state: v.literal('ringing-out'), ...callBase }),
  /**
   * Incoming: we ring. `control` as in `live`, where somebody has talked in it already: a colleague passes it on (`from`, with the note so
   * far), or it is her own and comes back to her; null, missing: it is new.
   */
  v.object({
    state: v.literal('ringing'),
    ...callBase,
    control: v.optional(v.nullable(callControlSchema)),
  }),
  /** Answered here; audio is coming up. */
  v.object({ state: v.literal('answering'), ...callBase }),
  v.object({
    state: v.literal('live'),
    ...callBase,
    answeredAt: v.string(),
    muted: v.boolean(),
    /** The signalling is away; the SDK is trying. */
    reconnecting: v.boolean(),
    /** Digits sent so far, an extension's among them. */
    digits: v.string(),
    /** Hold, transfer, recording as the server tells them; null: not heard of, or a server before 1.4: then none of it is offered. */
    control: v.nullable(callControlSchema),
    quality: v.nullable(qualitySchema),
  }),
  v.object({
    state: v.literal('ended'),
    ...callBase,
    endedAt: v.string(),
    /** At least 1 once she was connected. */
    talkedSeconds: v.number(),
    /**
     * `elsewhere`: a colleague answered; `gave-up`: the caller hung up while it rang; `passed-on`: she gave it to a colleague, who has it
     * (`answeredBy`) or is still rung (null), and who notes it.
     */
    how: v.picklist([
      'hung-up',
      'they-hung-up',
      'no-answer',
      'busy',
      'declined',
      'cancelled',
      'gave-up',
      'elsewhere',
      'passed-on',
      'failed',
    ]),
    answeredBy: v.nullable(v.string()),
    problem: v.nullable(problemSchema),
  }),
]);
export type CallView = v.InferOutput<typeof callViewSchema>;

export const microphoneSchema = v.picklist(['unknown', 'granted', 'prompt', 'denied', 'missing']);
export type Microphone = v.InferOutput<typeof microphoneSchema>;

/** Everything that the softphone shows. Published by the offscreen document. */
export const softphoneSnapshotSchema = v.object({
  line: lineSchema,
  /** Who is signed in on this browser; known before the server has said anything. */
  agent: v.nullable(agentSchema),
  team: v.nullable(v.string()),
  presence: presenceSchema,
  /** As in `Me`: why she is Away, and until when by her own word. */
  awayReason: v.optional(v.nullable(v.string())),
  awayUntil: v.optional(v.nullable(v.string())),
  /** On a call: shown as Busy whatever was chosen. */
  busy: v.boolean(),
  call: v.nullable(callViewSchema),
  /**
   * Beside it: one that rings while she talks (a soft beep), or the one she has put on hold for it. One that has ended stands here until
   * it is put away (`call.dismiss`): there is nothing to show of it but its wrap-up.
   */
  second: v.nullable(callViewSchema),
  recentCalls: v.array(recentCallSchema),
  missedCount: v.pipe(v.number(), v.safeInteger()),
  outgoingNumbers: v.array(e164Schema),
  country: v.string(),
  microphone: microphoneSchema,
  crmOrigin: v.nullable(v.string()),
  /** As in `Me`: the minor of the server's contract; null: not heard of, or older than 1.3. */
  contractMinor: v.nullable(v.pipe(v.number(), v.safeInteger())),
  /** How calls end for this team; null until the server has said. */
  wrapUp: v.nullable(v.nonOptional(meSchema.entries.wrapUp)),
  /** She notes a call and is not rung meanwhile. */
  wrappingUp: v.boolean(),
  /** When the server last said that her wrap-ups may have changed (ISO 8601): whoever keeps them asks again. */
  wrapUpsAt: v.nullable(v.string()),
});
export type SoftphoneSnapshot = v.InferOutput<typeof softphoneSnapshotSchema>;

/** Whom "Save & call next" calls. */
export const nextCallSchema = v.object({
  from: v.picklist(['missed', 'list']),
  name: v.nullable(v.string()),
  number: e164Schema,
  record: v.nullable(recordRefSchema),
});
export type NextCall = v.InferOutput<typeof nextCallSchema>;

/** What she notes of her calls. Published by the background, which keeps it in storage and sends it to the server. */
export const wrapUpsSnapshotSchema = v.object({
  /** The one whose window is open; views show it unless there is a call. null: none, those that are open wait as pills. */
  shown: v.nullable(callIdSchema),
  /**
   * Newest first. The running call's is among them, without an end, once something of it was noted. What the server has not taken yet
   * stands as `waiting`.
   */
  wrapUps: v.array(wrapUpSchema),
  /** Saved, and taken by the server: nothing of these can be changed any more. */
  fixed: v.array(callIdSchema),
  /** After the one that is shown. null: nobody, there is no such button. */
  next: v.nullable(nextCallSchema),
  mayLeaveOut: v.boolean(),
  /** ISO 8601: until then no call rings because of the window; null: calls ring. */
  notRungUntil: v.nullable(v.string()),
});
export type WrapUpsSnapshot = v.InferOutput<typeof wrapUpsSnapshotSchema>;

export const snapshots = {
  softphone: { owner: 'softphone', schema: softphoneSnapshotSchema },
  settings: {
    owner: 'background',
    schema: v.object({ settings: settingsSchema, serverOrigin: v.nullable(v.string()) }),
  },
  wrapUps: { owner: 'background', schema: wrapUpsSnapshotSchema },
} as const;
export type SnapshotName = keyof typeof snapshots;
export type Snapshot<N extends SnapshotName> = v.InferOutput<(typeof snapshots)[N]['schema']>;

/** Loudness of both voices, 0 to 1, about 15 times a second, for the tone line only: sent on a port while someone watches, never stored. */
export type Levels = { you: number; them: number };
