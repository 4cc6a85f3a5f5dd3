import * as z from 'zod/mini';
import { meSchema } from '#shared/api/agent-api.ts';
import { partySchema } from '#shared/api/party.ts';
import { directionSchema, dispositionSchema, presenceSchema } from '#shared/call/call.ts';
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
export const liveCallSchema = z.object({
  id: callIdSchema,
  direction: directionSchema,
  state: z.enum(['dialling', 'ringing', 'talking', 'ended']),
  /** Our number that was called, or that is shown. */
  line: e164Schema,
  lineName: z.nullable(z.string()),
  party: partySchema,
  startedAt: z.string(),
  answeredAt: z.nullable(z.string()),
  /** Once ended. `answeredElsewhere`: a colleague took it; her name where known. */
  disposition: z.nullable(dispositionSchema),
  answeredElsewhere: z.nullable(z.string()),
});
export type LiveCall = z.infer<typeof liveCallSchema>;

export const serverEventSchema = z.discriminatedUnion('type', [
  /** First frame. `heartbeatSeconds`: how often the server asks; an endpoint silent for 15 s is not rung. */
  z.object({ type: z.literal('hello'), endpointId: z.string(), heartbeatSeconds: z.number(), me: meSchema }),
  /** Answer with `alive` and the same `n`. */
  z.object({ type: z.literal('heartbeat'), n: z.int() }),
  /** All calls of this agent that are not over, and those that ended in the last 10 s. */
  z.object({ type: z.literal('calls'), calls: z.array(liveCallSchema) }),
  /** Numbers, role, presence or connection changed. */
  z.object({ type: z.literal('me'), me: meSchema }),
  /** The recent calls changed: ask for them again when they are shown. */
  z.object({ type: z.literal('recent-calls') }),
]);
export type ServerEvent = z.infer<typeof serverEventSchema>;

export const clientEventSchema = z.discriminatedUnion('type', [
  /** Answer to a heartbeat, with the state of the Voice SDK's Device: only a registered one is rung. */
  z.object({ type: z.literal('alive'), n: z.int(), registered: z.boolean(), onCall: z.boolean() }),
  /** The Device's state changed. */
  z.object({ type: z.literal('device'), registered: z.boolean(), onCall: z.boolean() }),
  /** The agent's presence, kept where the agent chose it. */
  z.object({ type: z.literal('presence'), presence: presenceSchema }),
]);
export type ClientEvent = z.infer<typeof clientEventSchema>;
