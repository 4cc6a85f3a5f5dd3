import * as v from 'valibot';
import { route } from '#shared/api/route.ts';
import { directionSchema } from '#shared/call/call.ts';
import { callControlSchema } from '#shared/call/control.ts';
import { agentIdSchema, callIdSchema, e164Schema } from '#shared/ids.ts';

/** Most calls in a row that somebody may be let leave ringing, before she is set Away. */
export const MOST_UNANSWERED = 10;

/** What the whole team goes by. */
export const teamRulesSchema = v.object({
  /** Administrators may listen in; whoever is listened to always sees it. */
  supervision: v.boolean(),
  /** After so many calls in a row that she let ring, an agent is Away ("not answering"); 0: never. */
  awayAfterUnanswered: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(MOST_UNANSWERED)),
});
export type TeamRules = v.InferOutput<typeof teamRulesSchema>;

/** A caller or callee, as far as the administrator who looks may know her: by what her own CRM access has shown. */
const otherSideSchema = v.object({ number: v.nullable(e164Schema), name: v.nullable(v.string()) });

/** A call that one of the team is on, or that is being dialled. */
export const runningCallSchema = v.object({
  callId: callIdSchema,
  agentId: agentIdSchema,
  agentName: v.string(),
  direction: directionSchema,
  state: v.picklist(['dialling', 'talking', 'held']),
  /** In that state since then (ISO 8601). */
  since: v.string(),
  other: otherSideSchema,
  line: e164Schema,
  lineName: v.nullable(v.string()),
  /** Supervisors in it, whoever they are. */
  listeners: callControlSchema.entries.listeners,
  /** The asker's own part: how she is in it, what she has asked and is not confirmed, what came to nothing. */
  mine: v.object({
    how: v.nullable(v.picklist(['listen', 'whisper', 'barge'])),
    pending: callControlSchema.entries.pending,
    failed: callControlSchema.entries.failed,
  }),
  /** Whether she may listen in: she is no part of it, and somebody talks. */
  open: v.boolean(),
});
export type RunningCall = v.InferOutput<typeof runningCallSchema>;

/** A caller whom nobody has answered yet. */
export const waitingCallerSchema = v.object({
  callId: callIdSchema,
  state: v.picklist(['in-menu', 'ringing', 'queued']),
  /** She called then (ISO 8601). */
  since: v.string(),
  other: otherSideSchema,
  line: e164Schema,
  lineName: v.nullable(v.string()),
  /** Whose phones ring for her now. */
  rings: v.array(v.string()),
});
export type WaitingCaller = v.InferOutput<typeof waitingCallerSchema>;

export const liveBoardSchema = v.object({
  supervision: v.boolean(),
  /** Longest first; at most 200 of each. */
  calls: v.array(runningCallSchema),
  waiting: v.array(waitingCallerSchema),
  /** What this is the state of: `liveAfter` answers as soon as there is another. */
  seen: v.string(),
});
export type LiveBoard = v.InferOutput<typeof liveBoardSchema>;

/** Who talks and who waits now, and what the team goes by. All since 1.4; asked by admins. */
export const superviseApi = {
  teamRules: route({ method: 'GET', path: '/api/admin/team-rules', input: null, reply: teamRulesSchema }),
  /** What is left out stays as it is. */
  saveTeamRules: route({
    method: 'PUT',
    path: '/api/admin/team-rules',
    input: v.partial(teamRulesSchema),
    reply: teamRulesSchema,
  }),
  live: route({ method: 'GET', path: '/api/admin/live', input: null, reply: liveBoardSchema }),
  /** Held until the board is another than the one whose `seen` is given, at most three seconds: ask again at once. */
  liveAfter: route({ method: 'GET', path: '/api/admin/live/after/:seen', input: null, reply: liveBoardSchema }),
} as const;

/** An agent's own choice: she is rung while she is on a call, when nobody is free. Since 1.4. */
export const callWaitingApi = {
  callWaiting: route({
    method: 'GET',
    path: '/api/agent/call-waiting',
    input: null,
    reply: v.object({ on: v.boolean() }),
  }),
  setCallWaiting: route({
    method: 'PUT',
    path: '/api/agent/call-waiting',
    input: v.object({ on: v.boolean() }),
    reply: v.object({ on: v.boolean() }),
  }),
} as const;
