import * as v from 'valibot';
import { route } from '#shared/api/route.ts';
import { diagnosisFindingSchema } from '#shared/api/team-api.ts';
import { agentIdSchema, callIdSchema } from '#shared/ids.ts';

/** One thing that happened in a call, and why. The words stand in `extension/locales/`. */
export const TRACE_CODES = [
  'arrived',
  'refused', // `why`: blocked, withheld
  'closed',
  'language', // `language`
  'menu', // `keys`, `label`
  'wrong-key', // `keys`
  'no-key',
  'rang', // `names`, `seconds`, `round`; `second`: 1 where they are on a call each
  'skipped', // `name`, `why`: offline, away, on-a-call, not-active
  'declined', // `name`
  'no-answer', // `name`, `seconds`
  'queued', // `place`
  'waited', // `seconds`
  'left-queue', // `why`
  'offered', // `name`
  'answered', // `name`
  'voicemail', // `seconds`
  'call-back',
  'forwarded',
  'said', // `words`
  'caller-gone',
  'placed', // outgoing; `name`
  'ended', // `seconds`
] as const;
/** The same of what happens between answer and end, since 1.4: nobody older is told of it. */
export const CONTROL_TRACE_CODES = [
  'held', // `name`
  'resumed', // `name`
  'transfer', // `name` to `to`; `how`: blind, consult, add
  'transfer-taken', // `name`: by whom
  'transfer-completed', // `name`: the agent who asked first
  'transfer-joined', // `name`
  'transfer-cancelled', // `name`
  'transfer-failed', // `to`, `why`
  'to-queue', // `name`
  'recording-started', // `name`
  'recording-paused', // `name`
  'recording-resumed', // `name`
  'recording-stopped', // `name`
  'recording-declined',
  'listened', // `name`, `how`: listen, whisper, barge; `seconds`
  'line-lost', // `name`
  'rescued', // `name`
  'quality', // `name`, and what was measured of `mos` (1 to 4.5), `loss` (% of packets), `jitter` (ms)
] as const;
export const traceLineSchema = v.object({
  code: v.picklist([...TRACE_CODES, ...CONTROL_TRACE_CODES]),
  /** ISO 8601, UTC. */
  at: v.string(),
  values: v.optional(v.record(v.string(), v.union([v.string(), v.number()]))),
});
export type TraceLine = v.InferOutput<typeof traceLineSchema>;

/** What an agent asks about calls and her own line. All since 1.3. */
export const traceApi = {
  callTrace: route({
    method: 'GET',
    path: '/api/agent/calls/:id/trace',
    input: null,
    reply: v.object({ callId: callIdSchema, lines: v.array(traceLineSchema) }),
  }),
  /** What the server knows of why she can't make or receive calls. */
  diagnosis: route({
    method: 'GET',
    path: '/api/agent/diagnosis',
    input: null,
    reply: v.object({ agentId: agentIdSchema, findings: v.array(diagnosisFindingSchema) }),
  }),
  /** Rings her softphone: whoever answers hears a sentence, then her own voice. Problems: twilio-not-connected, too-many-calls, softphone-away. */
  ringMe: route({ method: 'POST', path: '/api/agent/ring-me', input: null, reply: v.object({}) }),
} as const;
