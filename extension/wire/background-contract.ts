import * as v from 'valibot';
import { colleagueSchema, goAwaySchema } from '#shared/api/control-api.ts';
import { diagnosisFindingSchema } from '#shared/api/team-api.ts';
import { traceLineSchema } from '#shared/api/trace-api.ts';
import { presenceSchema } from '#shared/call/call.ts';
import { askSchema } from '#shared/call/control.ts';
import { wrapUpDraftSchema } from '#shared/call/wrap-up.ts';
import { crmRecordSchema, foundRecordSchema, recordRefSchema } from '#shared/crm/crm-record.ts';
import { callIdSchema, e164Schema } from '#shared/ids.ts';
import { type Command, command, notes, nothing, own, panels } from './command.ts';
import { settingsSchema } from './settings.ts';

/** Some fields of a draft; the others stay as they are, whoever changed them. */
const draftChange = v.partial(wrapUpDraftSchema);
export type DraftChange = v.InferOutput<typeof draftChange>;

/** One row of a list in the CRM, as the page shows it. `number`: its first; null: the list shows none. */
export const listRowSchema = v.object({
  record: recordRefSchema,
  name: v.pipe(v.string(), v.maxLength(200)),
  number: v.nullable(e164Schema),
});
export type ListRow = v.InferOutput<typeof listRowSchema>;

/** The corner of the window in which the in-page card stands, in whatever tab. */
export const cardPlaceSchema = v.object({ x: v.picklist(['left', 'right']), y: v.picklist(['top', 'bottom']) });
export type CardPlace = v.InferOutput<typeof cardPlaceSchema>;

/** What the background answers. */
export const backgroundContract = {
  /** Asks something of the running call: hold, transfer, recording … What becomes of it stands in the call's `control`. */
  'call.control': command({
    owner: 'background',
    askers: [...panels, 'background'],
    input: v.object({ callId: callIdSchema, ask: askSchema }),
    output: nothing,
  }),
  /** Everybody to whom a call may be passed on. */
  'colleagues.list': command({
    owner: 'background',
    askers: panels,
    input: nothing,
    output: v.object({ colleagues: v.array(colleagueSchema) }),
  }),
  /** Changes the draft of a call, during it or after it. Answered once it is kept: from then on nothing can lose it. */
  'wrapUp.edit': command({
    owner: 'background',
    askers: notes,
    input: v.object({ callId: callIdSchema, change: draftChange }),
    output: nothing,
  }),
  /** Saves it for good, with a last change, and puts its window away. Works without the server, which is told as soon as it is back. */
  'wrapUp.save': command({
    owner: 'background',
    askers: notes,
    input: v.object({ callId: callIdSchema, change: draftChange }),
    output: nothing,
  }),
  /** Calls the snapshot's `next`, and saves this one. When there can be no call, nothing is saved and the window stays. */
  'wrapUp.callNext': command({
    owner: 'background',
    askers: notes,
    input: v.object({ callId: callIdSchema, change: draftChange }),
    output: nothing,
  }),
  /** Makes the window of a call small, or opens it. */
  'wrapUp.minimise': command({
    owner: 'background',
    askers: notes,
    input: v.object({ callId: callIdSchema, small: v.boolean() }),
    output: nothing,
  }),
  /** Tries again now what waits to be saved. */
  'wrapUp.retry': command({
    owner: 'background',
    askers: notes,
    input: v.object({ callId: callIdSchema }),
    output: nothing,
  }),
  'wrapUp.searchRecords': command({
    owner: 'background',
    askers: notes,
    input: v.object({ text: v.pipe(v.string(), v.minLength(2), v.maxLength(80)) }),
    output: v.object({ records: v.array(foundRecordSchema) }),
  }),
  /** The rows of a list in the CRM, in its order, told when one of them is opened or called. */
  'page.list': command({
    owner: 'background',
    askers: ['page'],
    input: v.object({ rows: v.pipe(v.array(listRowSchema), v.maxLength(500)) }),
    output: nothing,
  }),
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
    limitMs: 10 * 60_000, // waits for a person
    askers: own,
    input: v.object({ origin: v.nullable(v.pipe(v.string(), v.maxLength(300))) }),
    output: nothing,
  }),
  'session.signOut': command({ owner: 'background', askers: own, input: nothing, output: nothing }),
  /** Calls one route of the server's admin contract on the asker's behalf: the options page holds no token. */
  'admin.ask': command({
    owner: 'background',
    limitMs: 30_000, // the server may ask Twilio
    askers: ['options'],
    input: v.object({
      route: v.pipe(v.string(), v.maxLength(64)),
      params: v.record(v.string(), v.string()),
      input: v.optional(v.unknown()),
    }),
    output: v.object({ reply: v.optional(v.unknown()) }),
  }),
  /** Sends a sound file to the server, whose answer is what the route of the admin contract says. `base64`: at most 5 MB of sound. */
  'audio.upload': command({
    owner: 'background',
    limitMs: 120_000, // 5 MB over a slow line
    askers: ['options'],
    input: v.object({
      name: v.pipe(v.string(), v.maxLength(200)),
      base64: v.pipe(v.string(), v.maxLength(7_000_000)),
    }),
    output: v.object({ reply: v.optional(v.unknown()) }),
  }),
  /** Keeps what is being made of a number while it is not live, also when its tab is closed; null: nothing any more. */
  'flow.keep': command({
    owner: 'background',
    askers: ['options'],
    input: v.object({ number: e164Schema, draft: v.unknown() }),
    output: nothing,
  }),
  /** What was kept of a number; null: nothing. */
  'flow.kept': command({
    owner: 'background',
    askers: ['options'],
    input: v.object({ number: e164Schema }),
    output: v.object({ draft: v.unknown() }),
  }),
  /** An address that plays the recording of one of the recent calls; good for a few minutes, then to be asked for again. */
  'recording.link': command({
    owner: 'background',
    askers: ['popup'],
    /** `part`: where the recording is in several. */
    input: v.object({ callId: callIdSchema, part: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))) }),
    output: v.object({ url: v.pipe(v.string(), v.url()) }),
  }),
  /** What happened in one of the recent calls, and why, in order. */
  'call.trace': command({
    owner: 'background',
    askers: ['popup'],
    input: v.object({ callId: callIdSchema }),
    output: v.object({ lines: v.array(traceLineSchema) }),
  }),
  /** What the server knows of why she can't make or receive calls. */
  'diagnosis.ask': command({
    owner: 'background',
    askers: ['options'],
    input: nothing,
    output: v.object({ findings: v.array(diagnosisFindingSchema) }),
  }),
  /** Has the server ring her softphone: whoever answers hears her own voice. */
  'diagnosis.ringMe': command({ owner: 'background', askers: own, input: nothing, output: nothing }),
  /** Whether a second call may ring while she is on one; null: only asks. */
  'line.callWaiting': command({
    owner: 'background',
    askers: ['options'],
    input: v.object({ on: v.nullable(v.boolean()) }),
    output: v.object({ on: v.boolean() }),
  }),
  'settings.set': command({
    owner: 'background',
    askers: own,
    input: v.partial(settingsSchema),
    output: settingsSchema,
  }),
  'presence.set': command({
    owner: 'background',
    askers: [...own, 'background'],
    input: v.object({ presence: presenceSchema }),
    output: nothing,
  }),
  'number.lookUp': command({
    owner: 'background',
    askers: own,
    input: v.object({ number: v.pipe(v.string(), v.maxLength(80)) }),
    output: v.object({ number: v.nullable(e164Schema), records: v.array(crmRecordSchema) }),
  }),
  /** Sets her Away, with why (one of `AWAY_REASONS` or her own words) and for how long; null: she does not say. */
  'presence.away': command({
    owner: 'background',
    askers: own,
    input: goAwaySchema,
    output: nothing,
  }),
  /** Opens a page of ours, or a record of the CRM, in a tab (an existing one where it can); `window`: the softphone in a window that stays. */
  open: command({
    owner: 'background',
    askers: panels,
    input: v.variant('what', [
      v.object({ what: v.literal('options'), section: v.pipe(v.string(), v.regex(/^[a-z-]{0,32}$/)) }),
      v.object({ what: v.literal('onboarding'), step: v.picklist(['server', 'sign-in', 'microphone', 'ready']) }),
      v.object({ what: v.literal('record'), url: v.pipe(v.string(), v.maxLength(500)) }),
      v.object({ what: v.literal('popup') }),
      v.object({ what: v.literal('window') }),
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
      /** Where she has put the card; missing: nowhere yet. */
      card: v.optional(cardPlaceSchema),
    }),
  }),
  /** She has dragged the card to a corner: it stands there from now on. */
  'page.placeCard': command({ owner: 'background', askers: ['page'], input: cardPlaceSchema, output: nothing }),
  /** She is in a field of the page that nobody may record, or has left it: the recording of her call pauses meanwhile, if the team wants that. */
  'page.sensitive': command({
    owner: 'background',
    askers: ['page'],
    input: v.object({ callId: callIdSchema, sensitive: v.boolean() }),
    output: nothing,
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
