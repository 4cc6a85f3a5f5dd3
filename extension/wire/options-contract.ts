import * as v from 'valibot';
import { diagnosisFindingSchema } from '#shared/api/team-api.ts';
import { e164Schema } from '#shared/ids.ts';
import { type Command, command, nothing } from './command.ts';

/** What the background answers to the options page alone. */
export const optionsContract = {
  /** Asks the server at this address who it is (`/.well-known/sidetone`). */
  'server.check': command({
    owner: 'background',
    askers: ['options'],
    input: v.object({ address: v.pipe(v.string(), v.maxLength(300)) }),
    output: v.object({ origin: v.string(), team: v.nullable(v.string()), setUp: v.boolean() }),
  }),
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
  /** What the server knows of why she can't make or receive calls. */
  'diagnosis.ask': command({
    owner: 'background',
    askers: ['options'],
    input: nothing,
    output: v.object({ findings: v.array(diagnosisFindingSchema) }),
  }),
  /** Whether a second call may ring while she is on one; null: only asks. */
  'line.callWaiting': command({
    owner: 'background',
    askers: ['options'],
    input: v.object({ on: v.nullable(v.boolean()) }),
    output: v.object({ on: v.boolean() }),
  }),
} as const satisfies Record<string, Command<never, unknown> | Command<unknown, unknown>>;
