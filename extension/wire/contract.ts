import * as v from 'valibot';
import { agentSchema, recentCallSchema } from '#shared/api/agent-api.ts';
import { partySchema } from '#shared/api/party.ts';
import { directionSchema, presenceSchema } from '#shared/call/call.ts';
import { crmRecordSchema, recordRefSchema } from '#shared/crm/crm-record.ts';
import { callIdSchema, e164Schema } from '#shared/ids.ts';
import { problemSchema } from '#shared/problem.ts';
import type { Result } from '#shared/result.ts';

/**
 * The one contract between the extension's contexts. A *command* has one owner, the askers that may send it, a checked input, and is
 * always answered: with a value or a Problem. A *snapshot* is its owner's whole state, published at every change; who comes late gets
 * the latest. Everything travels through the background (a star); a page is an untrusted asker.
 */
export const CONTEXTS = ['background', 'softphone', 'popup', 'options', 'page'] as const;
export type Context = (typeof CONTEXTS)[number];

export type Owner = 'background' | 'softphone';

export interface Command<Input = unknown, Output = unknown, O extends Owner = Owner> {
  readonly owner: O;
  readonly askers: readonly Context[];
  readonly input: v.GenericSchema<unknown, Input>;
  readonly output: v.GenericSchema<unknown, Output>;
}

function command<Input, Output, O extends Owner>(definition: Command<Input, Output, O>): Command<Input, Output, O> {
  return definition;
}

const nothing = v.object({});
const panels = ['popup', 'options', 'page'] as const;
const own = ['popup', 'options'] as const;

/** As the browser names a device; empty: the system's own choice. */
const deviceId = v.pipe(v.string(), v.maxLength(300));

export const settingsSchema = v.object({
  language: v.picklist(['auto', 'en', 'es']),
  theme: v.picklist(['auto', 'light', 'dark']),
  microphoneId: deviceId,
  speakerId: deviceId,
  ringerId: deviceId,
  /** 0 to 1. */
  ringerVolume: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
});
export type Settings = v.InferOutput<typeof settingsSchema>;

export const commands = {
  // ---- the softphone
  'call.dial': command({
    owner: 'softphone',
    askers: panels,
    input: v.object({
      to: v.pipe(v.string(), v.maxLength(80)),
      record: v.nullable(recordRefSchema),
      from: v.nullable(e164Schema),
    }),
    output: v.object({ callId: callIdSchema }),
  }),
  'call.answer': command({ owner: 'softphone', askers: [...panels, 'background'], input: nothing, output: nothing }),
  /** Declines a ringing call; hangs up any other. */
  'call.end': command({ owner: 'softphone', askers: [...panels, 'background'], input: nothing, output: nothing }),
  'call.mute': command({
    owner: 'softphone',
    askers: [...panels, 'background'],
    input: v.object({ muted: v.boolean() }),
    output: nothing,
  }),
  'call.sendDigits': command({
    owner: 'softphone',
    askers: panels,
    input: v.object({ digits: v.pipe(v.string(), v.regex(/^[0-9*#]{1,32}$/)) }),
    output: nothing,
  }),
  'call.chooseRecord': command({
    owner: 'softphone',
    askers: panels,
    input: v.object({ record: recordRefSchema }),
    output: nothing,
  }),
  /** Puts the "call ended" view away. */
  'call.dismiss': command({ owner: 'softphone', askers: panels, input: nothing, output: nothing }),
  'presence.set': command({
    owner: 'softphone',
    askers: own,
    input: v.object({ presence: presenceSchema }),
    output: nothing,
  }),
  'number.lookUp': command({
    owner: 'softphone',
    askers: own,
    input: v.object({ number: v.pipe(v.string(), v.maxLength(80)) }),
    output: v.object({ number: v.nullable(e164Schema), records: v.array(crmRecordSchema) }),
  }),
  /** Tries again whatever the line's problem is: reconnects, registers, asks for the microphone's state. */
  'line.retry': command({ owner: 'softphone', askers: own, input: nothing, output: nothing }),
  /** Calls one route of the server's admin contract on the asker's behalf: the options page holds no token. */
  'admin.ask': command({
    owner: 'softphone',
    askers: ['options'],
    input: v.object({
      route: v.pipe(v.string(), v.maxLength(64)),
      params: v.record(v.string(), v.string()),
      input: v.optional(v.unknown()),
    }),
    output: v.object({ reply: v.optional(v.unknown()) }),
  }),

  // ---- the background
  /** Asks the server at this address who it is (`/.well-known/sidetone`). */
  'server.check': command({
    owner: 'background',
    askers: ['options'],
    input: v.object({ address: v.pipe(v.string(), v.maxLength(300)) }),
    output: v.object({ origin: v.string(), team: v.nullable(v.string()), setUp: v.boolean() }),
  }),
  /** Opens the CRM's sign-in window; answers once it has closed. */
  'session.signIn': command({
    owner: 'background',
    askers: own,
    input: v.object({ origin: v.nullable(v.pipe(v.string(), v.maxLength(300))) }),
    output: nothing,
  }),
  'session.signOut': command({ owner: 'background', askers: own, input: nothing, output: nothing }),
  'settings.set': command({
    owner: 'background',
    askers: own,
    input: v.partial(settingsSchema),
    output: settingsSchema,
  }),
  /** Opens a page of ours, or a record of the CRM, in a tab (an existing one where it can). */
  open: command({
    owner: 'background',
    askers: panels,
    input: v.variant('what', [
      v.object({ what: v.literal('options'), section: v.pipe(v.string(), v.regex(/^[a-z-]{0,32}$/)) }),
      v.object({ what: v.literal('onboarding'), step: v.picklist(['server', 'sign-in', 'microphone', 'ready']) }),
      v.object({ what: v.literal('record'), url: v.pipe(v.string(), v.maxLength(500)) }),
      v.object({ what: v.literal('popup') }),
    ]),
    output: nothing,
  }),
  /** Where a page may find numbers and how to read national ones: asked once by each content script. */
  'page.hello': command({
    owner: 'background',
    askers: ['page'],
    input: nothing,
    output: v.object({
      active: v.boolean(),
      country: v.string(),
      language: v.picklist(['en', 'es']),
      theme: settingsSchema.entries.theme,
    }),
  }),
  /** Puts the in-page card into the asking tab (its own script, injected at the first call). */
  'page.showCard': command({ owner: 'background', askers: ['page'], input: nothing, output: nothing }),
  /** Someone types in this frame of a page (told at each change; over after 5 s without a key): nothing may be opened over it. */
  'page.typing': command({
    owner: 'background',
    askers: ['page'],
    input: v.object({ typing: v.boolean() }),
    output: nothing,
  }),
} as const satisfies Record<string, Command<never, unknown> | Command<unknown, unknown>>;

export type CommandName = keyof typeof commands;
export type CommandInput<N extends CommandName> = v.InferOutput<(typeof commands)[N]['input']>;
export type CommandOutput<N extends CommandName> = v.InferOutput<(typeof commands)[N]['output']>;

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
};

/** The agent's call, each state with what exists then. */
export const callViewSchema = v.variant('state', [
  /** Asking the server, then Twilio. */
  v.object({ state: v.literal('dialling'), ...callBase }),
  /** Outgoing: the far end rings. */
  v.object({ state: v.literal('ringing-out'), ...callBase }),
  /** Incoming: we ring. */
  v.object({ state: v.literal('ringing'), ...callBase }),
  /** Answered here; audio is coming up. */
  v.object({ state: v.literal('answering'), ...callBase }),
  v.object({
    state: v.literal('live'),
    ...callBase,
    answeredAt: v.string(),
    muted: v.boolean(),
    /** The signalling is away; the SDK is trying. */
    reconnecting: v.boolean(),
    /** Digits sent so far. */
    digits: v.string(),
  }),
  v.object({
    state: v.literal('ended'),
    ...callBase,
    endedAt: v.string(),
    talkedSeconds: v.number(),
    /** `elsewhere`: a colleague answered; `gave-up`: the caller hung up while it rang. */
    how: v.picklist([
      'hung-up',
      'they-hung-up',
      'no-answer',
      'busy',
      'declined',
      'cancelled',
      'gave-up',
      'elsewhere',
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
  agent: v.nullable(agentSchema),
  team: v.nullable(v.string()),
  presence: presenceSchema,
  /** On a call: shown as Busy whatever was chosen. */
  busy: v.boolean(),
  call: v.nullable(callViewSchema),
  recentCalls: v.array(recentCallSchema),
  missedCount: v.pipe(v.number(), v.safeInteger()),
  outgoingNumbers: v.array(e164Schema),
  country: v.string(),
  microphone: microphoneSchema,
  crmOrigin: v.nullable(v.string()),
});
export type SoftphoneSnapshot = v.InferOutput<typeof softphoneSnapshotSchema>;

export const snapshots = {
  softphone: { owner: 'softphone', schema: softphoneSnapshotSchema },
  settings: {
    owner: 'background',
    schema: v.object({ settings: settingsSchema, serverOrigin: v.nullable(v.string()) }),
  },
} as const;
export type SnapshotName = keyof typeof snapshots;
export type Snapshot<N extends SnapshotName> = v.InferOutput<(typeof snapshots)[N]['schema']>;

/** Loudness of both voices, 0 to 1, about 15 times a second, for the tone line only: sent on a port while someone watches, never stored. */
export type Levels = { you: number; them: number };

/** How a view asks, whatever carries it. Views know this and the snapshots, and nothing of chrome. */
export interface Wire {
  ask<N extends CommandName>(name: N, input: CommandInput<N>): Promise<Result<CommandOutput<N>>>;
  /** Calls `show` with the latest snapshot (as soon as there is one) and with every later one. */
  watch<N extends SnapshotName>(name: N, show: (snapshot: Snapshot<N>) => void, signal: AbortSignal): void;
  watchLevels(show: (levels: Levels) => void, signal: AbortSignal): void;
}
