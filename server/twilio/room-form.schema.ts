import * as v from 'valibot';

const sid = (kind: 'CA' | 'CF') => v.pipe(v.string(), v.regex(new RegExp(`^${kind}[0-9a-f]{32}$`, 'i')));
const flag = v.fallback(
  v.nullable(
    v.pipe(
      v.picklist(['true', 'false']),
      v.transform((text) => text === 'true'),
    ),
  ),
  null,
);

/** What the ledger calls each of a room's events. */
const EVENTS = {
  'conference-start': 'start',
  'conference-end': 'end',
  'participant-join': 'join',
  'participant-leave': 'leave',
  'participant-hold': 'hold',
  'participant-unhold': 'unhold',
  'participant-mute': 'mute',
  'participant-unmute': 'unmute',
  'participant-modify': 'modify',
  'announcement-end': 'announced',
  'announcement-fail': 'announce-failed',
} as const;
const isEvent = (text: string): text is keyof typeof EVENTS => Object.hasOwn(EVENTS, text);

/** A room has changed. Source: docs/voice/twiml/conference#statuscallback. */
export const roomFormSchema = v.object({
  ConferenceSid: sid('CF'),
  FriendlyName: v.pipe(v.string(), v.maxLength(64)),
  /** null: one that we do not know. */
  StatusCallbackEvent: v.pipe(
    v.string(),
    v.transform((text) => (isEvent(text) ? EVENTS[text] : null)),
  ),
  SequenceNumber: v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.transform(Number)),
  /** RFC 2822. */
  Timestamp: v.optional(v.pipe(v.string(), v.maxLength(64))),
  CallSid: v.optional(sid('CA')),
  Hold: v.optional(flag, null),
  Muted: v.optional(flag, null),
  Coaching: v.optional(flag, null),
});
export type RoomForm = v.InferOutput<typeof roomFormSchema>;
