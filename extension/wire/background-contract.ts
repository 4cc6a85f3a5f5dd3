import * as v from 'valibot';
import { colleagueSchema, goAwaySchema } from '#shared/api/control-api.ts';
import { traceLineSchema } from '#shared/api/trace-api.ts';
import { presenceSchema } from '#shared/call/call.ts';
import { askSchema } from '#shared/call/control.ts';
import { crmRecordSchema } from '#shared/crm/crm-record.ts';
import { callIdSchema, e164Schema } from '#shared/ids.ts';
import { type Command, command, nothing, own, panels } from './command.ts';
import { optionsContract } from './options-contract.ts';
import { pageContract } from './page-contract.ts';
import { settingsSchema } from './settings.ts';
import { wrapUpContract } from './wrap-up-contract.ts';

/** What the background answers. */
export const backgroundContract = {
  ...wrapUpContract,
  ...pageContract,
  ...optionsContract,
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
  /** Opens the CRM's sign-in window; answers once it has closed. */
  'session.signIn': command({
    owner: 'background',
    limitMs: 10 * 60_000, // waits for a person
    askers: own,
    input: v.object({ origin: v.nullable(v.pipe(v.string(), v.maxLength(300))) }),
    output: nothing,
  }),
  'session.signOut': command({ owner: 'background', askers: own, input: nothing, output: nothing }),
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
  /** Has the server ring her softphone: whoever answers hears her own voice. */
  'diagnosis.ringMe': command({ owner: 'background', askers: own, input: nothing, output: nothing }),
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
} as const satisfies Record<string, Command<never, unknown> | Command<unknown, unknown>>;
