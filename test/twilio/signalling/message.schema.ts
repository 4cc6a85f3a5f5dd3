import * as v from 'valibot';

/**
 * What the Voice SDK sends: pstream 1.6 (voice-sdk lib/twilio/pstream.ts). Frames are `{"type", "version", "payload"}`; the only other one is the
 * heartbeat.
 */
export const HEARTBEAT = '\n';
export const PSTREAM_VERSION = '1.6';

const callSid = v.pipe(v.string(), v.minLength(1), v.maxLength(100));
const sdp = v.string();

export const clientMessageSchema = v.variant('type', [
  v.object({
    type: v.literal('listen'),
    payload: v.object({ token: v.optional(v.string(), ''), reconnectTimeout: v.optional(v.number(), 0) }),
  }),
  v.object({ type: v.literal('register'), payload: v.object({ media: v.object({ audio: v.boolean() }) }) }),
  v.object({
    type: v.literal('invite'),
    payload: v.object({
      callsid: callSid,
      sdp,
      reconnect: v.optional(v.string()),
      twilio: v.optional(v.object({ params: v.optional(v.string()) }), {}),
    }),
  }),
  v.object({ type: v.literal('answer'), payload: v.object({ callsid: callSid, sdp }) }),
  v.object({ type: v.literal('reject'), payload: v.object({ callsid: callSid }) }),
  v.object({
    type: v.literal('hangup'),
    payload: v.object({ callsid: callSid, message: v.optional(v.nullable(v.string())) }),
  }),
  v.object({ type: v.literal('reinvite'), payload: v.object({ callsid: callSid, sdp }) }),
  v.object({ type: v.literal('dtmf'), payload: v.object({ callsid: callSid, dtmf: v.string() }) }),
  v.object({
    type: v.literal('message'),
    payload: v.object({
      callsid: callSid,
      content: v.unknown(),
      contenttype: v.optional(v.string()),
      messagetype: v.optional(v.string()),
      voiceeventsid: v.string(),
    }),
  }),
]);

export type ClientMessage = v.InferOutput<typeof clientMessageSchema>;
export type InviteMessage = Extract<ClientMessage, { type: 'invite' }>;
/** A message about a call that there is already. */
export type CallMessage = Exclude<ClientMessage, { type: 'listen' | 'register' | 'invite' }>;

export type ServerMessageType =
  | 'connected'
  | 'ready'
  | 'offline'
  | 'close'
  | 'error'
  | 'invite'
  | 'ringing'
  | 'answer'
  | 'hangup'
  | 'cancel'
  | 'message'
  | 'ack';

/** Reads a frame; undefined when it is not a message of the protocol. */
export function readMessage(frame: string): ClientMessage | undefined {
  try {
    const message = v.safeParse(clientMessageSchema, JSON.parse(frame));
    return message.success ? message.output : undefined;
  } catch {
    return undefined;
  }
}
