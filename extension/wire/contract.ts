import * as z from 'zod/mini';
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
  readonly input: z.ZodMiniType<Input>;
  readonly output: z.ZodMiniType<Output>;
}

function command<Input, Output, O extends Owner>(definition: Command<Input, Output, O>): Command<Input, Output, O> {
  return definition;
}

const nothing = z.object({});
const panels = ['popup', 'options', 'page'] as const;
const own = ['popup', 'options'] as const;

/** As the browser names a device; empty: the system's own choice. */
const deviceId = z.string().check(z.maxLength(300));

export const settingsSchema = z.object({
  language: z.enum(['auto', 'en', 'es']),
  theme: z.enum(['auto', 'light', 'dark']),
  microphoneId: deviceId,
  speakerId: deviceId,
  ringerId: deviceId,
  /** 0 to 1. */
  ringerVolume: z.number().check(z.gte(0), z.lte(1)),
});
export type Settings = z.infer<typeof settingsSchema>;

export const commands = {
  // ---- the softphone
  'call.dial': command({
    owner: 'softphone',
    askers: panels,
    input: z.object({
      to: z.string().check(z.maxLength(80)),
      record: z.nullable(recordRefSchema),
      from: z.nullable(e164Schema),
    }),
    output: z.object({ callId: callIdSchema }),
  }),
  'call.answer': command({ owner: 'softphone', askers: [...panels, 'background'], input: nothing, output: nothing }),
  /** Declines a ringing call; hangs up any other. */
  'call.end': command({ owner: 'softphone', askers: [...panels, 'background'], input: nothing, output: nothing }),
  'call.mute': command({
    owner: 'softphone',
    askers: [...panels, 'background'],
    input: z.object({ muted: z.boolean() }),
    output: nothing,
  }),
  'call.sendDigits': command({
    owner: 'softphone',
    askers: panels,
    input: z.object({ digits: z.string().check(z.regex(/^[0-9*#]{1,32}$/)) }),
    output: nothing,
  }),
  'call.chooseRecord': command({
    owner: 'softphone',
    askers: panels,
    input: z.object({ record: recordRefSchema }),
    output: nothing,
  }),
  /** Puts the "call ended" view away. */
  'call.dismiss': command({ owner: 'softphone', askers: panels, input: nothing, output: nothing }),
  'presence.set': command({
    owner: 'softphone',
    askers: own,
    input: z.object({ presence: presenceSchema }),
    output: nothing,
  }),
  'number.lookUp': command({
    owner: 'softphone',
    askers: own,
    input: z.object({ number: z.string().check(z.maxLength(80)) }),
    output: z.object({ number: z.nullable(e164Schema), records: z.array(crmRecordSchema) }),
  }),
  /** Tries again whatever the line's problem is: reconnects, registers, asks for the microphone's state. */
  'line.retry': command({ owner: 'softphone', askers: own, input: nothing, output: nothing }),
  /** Calls one route of the server's admin contract on the asker's behalf: the options page holds no token. */
  'admin.ask': command({
    owner: 'softphone',
    askers: ['options'],
    input: z.object({
      route: z.string().check(z.maxLength(64)),
      params: z.record(z.string(), z.string()),
      input: z.unknown(),
    }),
    output: z.object({ reply: z.unknown() }),
  }),

  // ---- the background
  /** Asks the server at this address who it is (`/.well-known/sidetone`). */
  'server.check': command({
    owner: 'background',
    askers: ['options'],
    input: z.object({ address: z.string().check(z.maxLength(300)) }),
    output: z.object({ origin: z.string(), team: z.nullable(z.string()), setUp: z.boolean() }),
  }),
  /** Opens the CRM's sign-in window; answers once it has closed. */
  'session.signIn': command({
    owner: 'background',
    askers: own,
    input: z.object({ origin: z.nullable(z.string().check(z.maxLength(300))) }),
    output: nothing,
  }),
  'session.signOut': command({ owner: 'background', askers: own, input: nothing, output: nothing }),
  'settings.set': command({
    owner: 'background',
    askers: own,
    input: z.partial(settingsSchema),
    output: settingsSchema,
  }),
  /** Opens a page of ours, or a record of the CRM, in a tab (an existing one where it can). */
  open: command({
    owner: 'background',
    askers: panels,
    input: z.discriminatedUnion('what', [
      z.object({ what: z.literal('options'), section: z.string().check(z.regex(/^[a-z-]{0,32}$/)) }),
      z.object({ what: z.literal('onboarding'), step: z.enum(['server', 'sign-in', 'microphone', 'ready']) }),
      z.object({ what: z.literal('record'), url: z.string().check(z.maxLength(500)) }),
      z.object({ what: z.literal('popup') }),
    ]),
    output: nothing,
  }),
  /** Where a page may find numbers and how to read national ones: asked once by each content script. */
  'page.hello': command({
    owner: 'background',
    askers: ['page'],
    input: nothing,
    output: z.object({
      active: z.boolean(),
      country: z.string(),
      language: z.enum(['en', 'es']),
      theme: settingsSchema.shape.theme,
    }),
  }),
  /** Puts the in-page card into the asking tab (its own script, injected at the first call). */
  'page.showCard': command({ owner: 'background', askers: ['page'], input: nothing, output: nothing }),
  /** Someone types in this frame of a page (told at each change; over after 5 s without a key): nothing may be opened over it. */
  'page.typing': command({
    owner: 'background',
    askers: ['page'],
    input: z.object({ typing: z.boolean() }),
    output: nothing,
  }),
} as const satisfies Record<string, Command<never, unknown> | Command<unknown, unknown>>;

export type CommandName = keyof typeof commands;
export type CommandInput<N extends CommandName> = z.infer<(typeof commands)[N]['input']>;
export type CommandOutput<N extends CommandName> = z.infer<(typeof commands)[N]['output']>;

/** The softphone's line: whether calls can come and go, and if not, the one reason and what mends it. */
export const lineSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('signed-out'), problem: z.nullable(problemSchema) }),
  z.object({ state: z.literal('connecting'), since: z.string() }),
  z.object({ state: z.literal('ready') }),
  /** Calls can't come or go (`blocks: true`), or only partly (no outgoing number: calls still come in). */
  z.object({ state: z.literal('problem'), problem: problemSchema, blocks: z.boolean() }),
]);
export type Line = z.infer<typeof lineSchema>;

const callBase = {
  /** null while an incoming call is not matched with the server's call yet. */
  id: z.nullable(callIdSchema),
  direction: directionSchema,
  party: partySchema,
  /** Our number. */
  line: z.nullable(e164Schema),
  lineName: z.nullable(z.string()),
  /** The record the call belongs to: the page's, or the one of the matches that was chosen. */
  record: z.nullable(recordRefSchema),
  /** ISO 8601, UTC. */
  startedAt: z.string(),
};

/** The agent's call, each state with what exists then. */
export const callViewSchema = z.discriminatedUnion('state', [
  /** Asking the server, then Twilio. */
  z.object({ state: z.literal('dialling'), ...callBase }),
  /** Outgoing: the far end rings. */
  z.object({ state: z.literal('ringing-out'), ...callBase }),
  /** Incoming: we ring. */
  z.object({ state: z.literal('ringing'), ...callBase }),
  /** Answered here; audio is coming up. */
  z.object({ state: z.literal('answering'), ...callBase }),
  z.object({
    state: z.literal('live'),
    ...callBase,
    answeredAt: z.string(),
    muted: z.boolean(),
    /** The signalling is away; the SDK is trying. */
    reconnecting: z.boolean(),
    /** Digits sent so far. */
    digits: z.string(),
  }),
  z.object({
    state: z.literal('ended'),
    ...callBase,
    endedAt: z.string(),
    talkedSeconds: z.number(),
    /** `elsewhere`: a colleague answered; `gave-up`: the caller hung up while it rang. */
    how: z.enum([
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
    answeredBy: z.nullable(z.string()),
    problem: z.nullable(problemSchema),
  }),
]);
export type CallView = z.infer<typeof callViewSchema>;

export const microphoneSchema = z.enum(['unknown', 'granted', 'prompt', 'denied', 'missing']);
export type Microphone = z.infer<typeof microphoneSchema>;

/** Everything that the softphone shows. Published by the offscreen document. */
export const softphoneSnapshotSchema = z.object({
  line: lineSchema,
  agent: z.nullable(agentSchema),
  team: z.nullable(z.string()),
  presence: presenceSchema,
  /** On a call: shown as Busy whatever was chosen. */
  busy: z.boolean(),
  call: z.nullable(callViewSchema),
  recentCalls: z.array(recentCallSchema),
  missedCount: z.int(),
  outgoingNumbers: z.array(e164Schema),
  country: z.string(),
  microphone: microphoneSchema,
  crmOrigin: z.nullable(z.string()),
});
export type SoftphoneSnapshot = z.infer<typeof softphoneSnapshotSchema>;

export const snapshots = {
  softphone: { owner: 'softphone', schema: softphoneSnapshotSchema },
  settings: {
    owner: 'background',
    schema: z.object({ settings: settingsSchema, serverOrigin: z.nullable(z.string()) }),
  },
} as const;
export type SnapshotName = keyof typeof snapshots;
export type Snapshot<N extends SnapshotName> = z.infer<(typeof snapshots)[N]['schema']>;

/** Loudness of both voices, 0 to 1, about 15 times a second, for the tone line only: sent on a port while someone watches, never stored. */
export type Levels = { you: number; them: number };

/** How a view asks, whatever carries it. Views know this and the snapshots, and nothing of chrome. */
export interface Wire {
  ask<N extends CommandName>(name: N, input: CommandInput<N>): Promise<Result<CommandOutput<N>>>;
  /** Calls `show` with the latest snapshot (as soon as there is one) and with every later one. */
  watch<N extends SnapshotName>(name: N, show: (snapshot: Snapshot<N>) => void, signal: AbortSignal): void;
  watchLevels(show: (levels: Levels) => void, signal: AbortSignal): void;
}
