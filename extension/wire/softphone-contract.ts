import * as v from 'valibot';
import { recordRefSchema } from '#shared/crm/crm-record.ts';
import { callIdSchema, e164Schema } from '#shared/ids.ts';
import { type Command, command, nothing, own, panels } from './command.ts';

/**
 * The call that is meant, by its id where its view shows one: what arrives late is not for the call that has come to the front meanwhile.
 * null: whichever is there.
 */
const meant = { callId: v.nullable(callIdSchema) };
const ofCall = v.object(meant);

/** What the softphone answers. Apart from the background's part, which its document need not load. */
export const softphoneContract = {
  'call.dial': command({
    owner: 'softphone',
    askers: panels,
    input: v.object({
      /** As written, with an extension behind it where there is one: `910 000 000 ext 12`. */
      to: v.pipe(v.string(), v.maxLength(80)),
      record: v.nullable(recordRefSchema),
      from: v.nullable(e164Schema),
    }),
    output: v.object({ callId: callIdSchema }),
  }),
  'call.answer': command({ owner: 'softphone', askers: [...panels, 'background'], input: ofCall, output: nothing }),
  /** Only while it rings: whoever declines by what she still sees of it must not hang up the call that she has just answered. */
  'call.decline': command({ owner: 'softphone', askers: [...panels, 'background'], input: ofCall, output: nothing }),
  /** Declines a ringing call; hangs up any other. Does nothing where that call is over, or no longer at the front. */
  'call.end': command({ owner: 'softphone', askers: [...panels, 'background'], input: ofCall, output: nothing }),
  /** Takes the call that rings beside hers: hers is put on hold first. Problems: call-gone, control-failed. */
  'second.answer': command({ owner: 'softphone', askers: [...panels, 'background'], input: ofCall, output: nothing }),
  'second.decline': command({ owner: 'softphone', askers: [...panels, 'background'], input: ofCall, output: nothing }),
  /** Talks to the one on hold, and puts the other on hold. */
  'second.swap': command({ owner: 'softphone', askers: [...panels, 'background'], input: nothing, output: nothing }),
  'call.mute': command({
    owner: 'softphone',
    askers: [...panels, 'background'],
    input: v.object({ ...meant, muted: v.boolean() }),
    output: nothing,
  }),
  'call.sendDigits': command({
    owner: 'softphone',
    askers: panels,
    /** With `w`, space and comma for pauses, as in `12#w9`. */
    input: v.object({ ...meant, digits: v.pipe(v.string(), v.regex(/^[0-9*#w, ]{1,64}$/)) }),
    output: nothing,
  }),
  'call.chooseRecord': command({
    owner: 'softphone',
    askers: panels,
    input: v.object({ ...meant, record: recordRefSchema }),
    output: nothing,
  }),
  /** Puts the "call ended" view away. */
  'call.dismiss': command({ owner: 'softphone', askers: panels, input: nothing, output: nothing }),
  /** Until when she is not rung because she notes a call; null: she is. ISO 8601. */
  'wrapUp.presence': command({
    owner: 'softphone',
    askers: ['background'],
    input: v.object({ until: v.nullable(v.string()) }),
    output: nothing,
  }),
  /** Tries again whatever the line's problem is: reconnects, registers, asks for the microphone's state. */
  'line.retry': command({ owner: 'softphone', askers: own, input: nothing, output: nothing }),
} as const satisfies Record<string, Command<never, unknown> | Command<unknown, unknown>>;
