import * as v from 'valibot';
import { agentIdSchema, e164Schema } from '#shared/ids.ts';
import { problemSchema } from '#shared/problem.ts';

/** Seconds that whoever a customer is passed on to is rung, and that the first agent is rung when nobody took her. */
export const TRANSFER_RING_SECONDS = 20;
export const RING_BACK_SECONDS = 15;
/** An agent whose line was lost in a call is called again for so long, before the call goes on to her group. */
export const RESCUE_RING_SECONDS = 20;

/** Another person to talk to: a colleague, or a number as typed. */
const somebodySchema = v.variant('who', [
  v.object({ who: v.literal('agent'), agentId: agentIdSchema }),
  v.object({ who: v.literal('number'), number: v.pipe(v.string(), v.maxLength(80)) }),
]);

const recordSchema = v.object({
  what: v.literal('record'),
  to: v.picklist(['on', 'paused', 'off']),
  /** By the page itself: she is in a field that nobody may record, or has left it. */
  auto: v.optional(v.literal(true)),
});
const holdSchema = v.object({ what: v.literal('hold'), on: v.boolean() });
/** Of the transfer that runs: gives her to them; all talk; she talks to the other one of both; takes her back. */
const transferStepSchema = v.object({
  what: v.literal('transfer-step'),
  step: v.picklist(['complete', 'join', 'swap', 'cancel']),
});
/** By a supervisor: unheard; heard by the agent alone; heard by all; no more. */
const superviseSchema = v.object({
  what: v.literal('supervise'),
  how: v.picklist(['listen', 'whisper', 'barge', 'stop']),
});
/** The call that rings beside hers is to wait in its line's queue. */
const toQueueSchema = v.object({ what: v.literal('to-queue') });

const transferOf = <To extends v.GenericSchema>(to: To) =>
  v.object({
    what: v.literal('transfer'),
    /** `blind`: she leaves at once. `consult`: she asks first, the customer waits. `add`: they come into the conversation. */
    how: v.picklist(['blind', 'consult', 'add']),
    to,
  });

/** What an agent asks of a running call, beyond answering and ending it. */
export const askSchema = v.variant('what', [
  holdSchema,
  recordSchema,
  transferOf(somebodySchema),
  transferStepSchema,
  superviseSchema,
  toQueueSchema,
]);
export type Ask = v.InferOutput<typeof askSchema>;

/** An ask as the ledger keeps it: its number is checked and read. */
export const keptAskSchema = v.variant('what', [
  holdSchema,
  recordSchema,
  transferOf(
    v.variant('who', [
      v.object({ who: v.literal('agent'), agentId: agentIdSchema }),
      v.object({ who: v.literal('number'), number: e164Schema }),
    ]),
  ),
  transferStepSchema,
  superviseSchema,
  toQueueSchema,
]);
export type KeptAsk = v.InferOutput<typeof keptAskSchema>;

/** Which ask is meant, in one word: what the view says while it is under way, or when it came to nothing. */
export const askWordSchema = v.picklist([
  ...['hold', 'resume', 'record', 'pause-recording', 'stop-recording'],
  ...[
    'blind',
    'consult',
    'add',
    'complete',
    'join',
    'swap',
    'cancel',
    'listen',
    'whisper',
    'barge',
    'stop',
    'to-queue',
  ],
] as const);
export type AskWord = v.InferOutput<typeof askWordSchema>;

/** How a running call stands for one of its agents: what Twilio has confirmed, never what is hoped for. */
export const callControlSchema = v.object({
  /** `held`: she hears music. */
  customer: v.picklist(['talking', 'held']),
  /** ISO 8601; null: not held. */
  heldSince: v.nullable(v.string()),
  /** Asked, and not confirmed yet. */
  pending: v.nullable(askWordSchema),
  /** The last ask came to nothing; the call goes on as it was. */
  failed: v.nullable(v.object({ what: askWordSchema, problem: problemSchema })),
  /** `announcing`: it begins once that is said. */
  recording: v.picklist(['off', 'announcing', 'on', 'paused']),
  transfer: v.nullable(
    v.object({
      how: v.picklist(['blind', 'consult', 'add']),
      to: v.object({
        agentId: v.nullable(agentIdSchema),
        number: v.nullable(e164Schema),
        name: v.nullable(v.string()),
      }),
      /** `talking`: to her, the customer waits. `waiting`: she waits, the customer talks. `together`: all talk. */
      state: v.picklist(['ringing', 'talking', 'waiting', 'together']),
      /** Since when that is so; ISO 8601. */
      since: v.string(),
    }),
  ),
  /** She supervises it: how she wants to be in it, and whose call it is. Missing: she does not. */
  supervises: v.optional(v.object({ how: v.picklist(['listen', 'whisper', 'barge']), name: v.string() })),
  /** Supervisors in the call: nothing hides them. */
  listeners: v.array(v.object({ name: v.string(), how: v.picklist(['listen', 'whisper', 'barge']) })),
  /** The colleague who passes or has passed the call on to her. */
  from: v.nullable(
    v.object({
      agentId: agentIdSchema,
      name: v.string(),
      /** The call is still that colleague's, who asks her or has all three talk; missing: it is hers. */
      asks: v.optional(v.boolean()),
      /**
       * While that is so. `talking`: the two talk, the customer waits. `waiting`: she waits, the colleague talks with the customer.
       * `together`: all talk. Missing: not told.
       */
      stands: v.optional(v.picklist(['ringing', 'talking', 'waiting', 'together'])),
    }),
  ),
  /** What that colleague has noted so far. */
  note: v.nullable(v.string()),
});
export type CallControl = v.InferOutput<typeof callControlSchema>;
