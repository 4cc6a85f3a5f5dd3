import * as v from 'valibot';
import { presenceSchema } from '#shared/call/call.ts';
import { crmRecordSchema, recordRefSchema } from '#shared/crm/crm-record.ts';
import { callIdSchema, e164Schema } from '#shared/ids.ts';
import type { Result } from '#shared/result.ts';
import { settingsSchema } from './settings.ts';
import type { Levels, Snapshot, SnapshotName } from './snapshots.ts';

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
  /** Only while it rings: whoever declines by what she still sees of it must not hang up the call that she has just answered. */
  'call.decline': command({ owner: 'softphone', askers: [...panels, 'background'], input: nothing, output: nothing }),
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
  /** Calls one route of the server's admin contract on the asker's behalf: the options page holds no token. */
  'admin.ask': command({
    owner: 'background',
    askers: ['options'],
    input: v.object({
      route: v.pipe(v.string(), v.maxLength(64)),
      params: v.record(v.string(), v.string()),
      input: v.optional(v.unknown()),
    }),
    output: v.object({ reply: v.optional(v.unknown()) }),
  }),
  /** An address that plays the recording of one of the recent calls; good for a few minutes, then to be asked for again. */
  'recording.link': command({
    owner: 'background',
    askers: ['popup'],
    input: v.object({ callId: callIdSchema }),
    output: v.object({ url: v.pipe(v.string(), v.url()) }),
  }),
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
  /** Someone types in this frame of a page, or in our own options (told at each change; over after 5 s without a key): nothing may be opened over it. */
  'page.typing': command({
    owner: 'background',
    askers: ['page', 'options'],
    input: v.object({ typing: v.boolean() }),
    output: nothing,
  }),
} as const satisfies Record<string, Command<never, unknown> | Command<unknown, unknown>>;

export type CommandName = keyof typeof commands;
export type CommandInput<N extends CommandName> = v.InferOutput<(typeof commands)[N]['input']>;
export type CommandOutput<N extends CommandName> = v.InferOutput<(typeof commands)[N]['output']>;

/** How a view asks, whatever carries it. Views know this and the snapshots, and nothing of chrome. */
export interface Wire {
  ask<N extends CommandName>(name: N, input: CommandInput<N>): Promise<Result<CommandOutput<N>>>;
  /** Calls `show` with the latest snapshot (as soon as there is one) and with every later one. */
  watch<N extends SnapshotName>(name: N, show: (snapshot: Snapshot<N>) => void, signal: AbortSignal): void;
  watchLevels(show: (levels: Levels) => void, signal: AbortSignal): void;
}
