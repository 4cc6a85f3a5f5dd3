import * as v from 'valibot';
import { meSchema } from '#shared/api/line-api.ts';
import { partySchema } from '#shared/api/party.ts';
import { directionSchema, dispositionSchema, presenceSchema } from '#shared/call/call.ts';
import { callControlSchema } from '#shared/call/control.ts';
import { callIdSchema, e164Schema } from '#shared/ids.ts';

/**
 * `GET /api/agent/events`, a WebSocket. Sub-protocols offered: `sidetone.<contract>` and `bearer.<session token>` (browsers can set no
 * header; a token in the URL would be logged); the server selects the first. Frames are JSON, at most 16 KB.
 *
 * Close codes: 4401 signed out, 4403 not from an allowed extension, 4426 update-extension, 4427 update-server, 4409 replaced by a
 * newer connection of the same agent, 1001 the server stops (reconnect at once). An event of an unknown type is ignored.
 */
export const EVENTS_PATH = '/api/agent/events';

export const CLOSE = {
  signedOut: 4401,
  notAllowed: 4403,
  replaced: 4409,
  updateExtension: 4426,
  updateServer: 4427,
} as const;

/** One call that concerns this agent now. The list is a snapshot: whoever connects late gets the same. */
export const liveCallSchema = v.object({
  id: callIdSchema,
  direction: directionSchema,
  state: v.picklist(['dialling', 'ringing', 'talking', 'ended']),
  /** Our number that was called, or that is shown. */
  line: e164Schema,
  lineName: v.nullable(v.string()),
  party: partySchema,
  startedAt: v.string(),
  answeredAt: v.nullable(v.string()),
  /** Once ended. `answeredElsewhere`: a colleague took it; her name where known. */
  disposition: v.nullable(dispositionSchema),
  answeredElsewhere: v.nullable(v.string()),
  /** While somebody talks, for whoever is in it; missing from a server before 1.4. */
  control: v.optional(v.nullable(callControlSchema)),
});
export type LiveCall = v.InferOutput<typeof liveCallSchema>;

/** A union, here and in what it holds: the softphone's document can do without what a variant takes. */
export const serverEventSchema = v.union([
  /** First frame. `heartbeatSeconds`: how often the server asks; an endpoint silent for 15 s is not rung. */
  v.object({ type: v.literal('hello'), endpointId: v.string(), heartbeatSeconds: v.number(), me: meSchema }),
  /** Answer with `alive` and the same `n`. */
  v.object({ type: v.literal('heartbeat'), n: v.pipe(v.number(), v.safeInteger()) }),
  /** All calls of this agent that are not over, and those that ended in the last 10 s. */
  v.object({ type: v.literal('calls'), calls: v.array(liveCallSchema) }),
  /** Numbers, role, presence or connection changed. */
  v.object({ type: v.literal('me'), me: meSchema }),
  /** The recent calls changed: ask for them again when they are shown. */
  v.object({ type: v.literal('recent-calls') }),
  /** A wrap-up of hers has changed: ask for them. Since 1.2. */
  v.object({ type: v.literal('wrap-ups') }),
]);
export type ServerEvent = v.InferOutput<typeof serverEventSchema>;

export const clientEventSchema = v.variant('type', [
  /** Answer to a heartbeat, with the state of the Voice SDK's Device: only a registered one is rung. */
  v.object({
    type: v.literal('alive'),
    n: v.pipe(v.number(), v.safeInteger()),
    registered: v.boolean(),
    onCall: v.boolean(),
    /** She is noting a call and is not rung meanwhile; since 1.2. */
    wrappingUp: v.optional(v.boolean()),
  }),
  /** The Device's state changed. */
  v.object({
    type: v.literal('device'),
    registered: v.boolean(),
    onCall: v.boolean(),
    /** As in `alive`; since 1.2. */
    wrappingUp: v.optional(v.boolean()),
  }),
  /** The agent's presence, kept where the agent chose it. */
  v.object({ type: v.literal('presence'), presence: presenceSchema }),
]);
export type ClientEvent = v.InferOutput<typeof clientEventSchema>;
