import * as z from 'zod/mini';

/**
 * What the Voice SDK sends: pstream 1.6 (voice-sdk lib/twilio/pstream.ts). Frames are `{"type", "version", "payload"}`; the only other one is the
 * heartbeat.
 */
export const HEARTBEAT = '\n';
export const PSTREAM_VERSION = '1.6';

const callSid = z.string().check(z.minLength(1), z.maxLength(100));
const sdp = z.string();

export const clientMessageSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('listen'),
    payload: z.object({ token: z._default(z.string(), ''), reconnectTimeout: z._default(z.number(), 0) }),
  }),
  z.object({ type: z.literal('register'), payload: z.object({ media: z.object({ audio: z.boolean() }) }) }),
  z.object({
    type: z.literal('invite'),
    payload: z.object({
      callsid: callSid,
      sdp,
      reconnect: z.optional(z.string()),
      twilio: z._default(z.object({ params: z.optional(z.string()) }), {}),
    }),
  }),
  z.object({ type: z.literal('answer'), payload: z.object({ callsid: callSid, sdp }) }),
  z.object({ type: z.literal('reject'), payload: z.object({ callsid: callSid }) }),
  z.object({
    type: z.literal('hangup'),
    payload: z.object({ callsid: callSid, message: z.optional(z.nullable(z.string())) }),
  }),
  z.object({ type: z.literal('reinvite'), payload: z.object({ callsid: callSid, sdp }) }),
  z.object({ type: z.literal('dtmf'), payload: z.object({ callsid: callSid, dtmf: z.string() }) }),
  z.object({
    type: z.literal('message'),
    payload: z.object({
      callsid: callSid,
      content: z.unknown(),
      contenttype: z.optional(z.string()),
      messagetype: z.optional(z.string()),
      voiceeventsid: z.string(),
    }),
  }),
]);

export type ClientMessage = z.infer<typeof clientMessageSchema>;
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
    const message = clientMessageSchema.safeParse(JSON.parse(frame));
    return message.success ? message.data : undefined;
  } catch {
    return undefined;
  }
}
