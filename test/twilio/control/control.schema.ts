import * as v from 'valibot';
import { CHAOS_NAMES } from '#test/twilio/webhook/chaos.ts';
import { WEBHOOK_KINDS } from '#test/twilio/webhook/timeline.ts';

const e164 = v.pipe(v.string(), v.regex(/^\+[1-9]\d{2,14}$/, 'not an E.164 number'));
const method = v.picklist(['GET', 'POST']);
const url = v.union([v.literal(''), v.pipe(v.string(), v.url(), v.regex(/^https?:/i, 'not an http address'))]);
const digits = v.pipe(v.string(), v.regex(/^[0-9*#A-Dw]+$/, 'not keys of a phone'));

export const numberSettings = v.strictObject({
  friendlyName: v.optional(v.pipe(v.string(), v.maxLength(64))),
  voiceUrl: v.optional(url),
  voiceMethod: v.optional(method),
  voiceFallbackUrl: v.optional(url),
  voiceFallbackMethod: v.optional(method),
  voiceApplicationSid: v.optional(v.string()),
  voiceCallerIdLookup: v.optional(v.boolean()),
  statusCallback: v.optional(url),
  statusCallbackMethod: v.optional(method),
});

export const phoneNumber = e164;

export const accountChange = v.strictObject({
  status: v.optional(v.picklist(['active', 'suspended', 'closed'])),
  type: v.optional(v.picklist(['Full', 'Trial'])),
  authToken: v.optional(v.pipe(v.string(), v.minLength(1))),
  balance: v.optional(v.string()),
  blockedPrefixes: v.optional(v.array(v.pipe(v.string(), v.regex(/^\+\d+$/)))),
});

export const callerId = v.strictObject({
  phoneNumber: e164,
  friendlyName: v.optional(v.pipe(v.string(), v.maxLength(64))),
});

export const behaviour = v.strictObject({
  whenRung: v.picklist(['answers', 'no-answer', 'busy', 'declines', 'fails']),
  afterSeconds: v.optional(v.pipe(v.number(), v.minValue(0))),
  toneHz: v.optional(v.pipe(v.number(), v.minValue(200), v.maxValue(3400))),
});

export const identity = v.pipe(v.string(), v.minLength(1), v.maxLength(256));

export const placedCall = v.strictObject({
  from: e164,
  to: e164,
  withheld: v.optional(v.picklist(['anonymous', 'restricted', 'blocked', 'unknown', 'unavailable'])),
  showAs: v.optional(v.string()),
  toneHz: v.optional(v.pipe(v.number(), v.minValue(200), v.maxValue(3400))),
  forwardedFrom: v.optional(v.string()),
  callerName: v.optional(v.string()),
});

export const pressed = v.strictObject({ digits });
export const said = v.strictObject({
  text: v.pipe(v.string(), v.minLength(1), v.maxLength(4096)),
  language: v.optional(v.string()),
});
export const recognized = v.variant('final', [
  v.strictObject({ final: v.literal(false), text: v.pipe(v.string(), v.maxLength(4096)) }),
  v.strictObject({
    final: v.literal(true),
    text: v.pipe(v.string(), v.maxLength(4096)),
    confidence: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 1),
  }),
]);
export const turned = v.strictObject({
  ms: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(7 * 24 * 3_600_000)),
});
export const cut = v.strictObject({ identity: v.optional(identity) });
/** 1: nothing arrives. */
export const loss = v.strictObject({ loss: v.pipe(v.number(), v.minValue(0), v.maxValue(1)) });

export const expire = v.strictObject({ identity: v.pipe(v.string(), v.minLength(1)) });

export const chaosRule = v.strictObject({
  what: v.picklist(CHAOS_NAMES),
  kind: v.optional(v.union([v.literal('all'), v.picklist(WEBHOOK_KINDS)]), 'all'),
  count: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
  probability: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
  seed: v.optional(v.pipe(v.number(), v.safeInteger())),
  delayMs: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
  copies: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(10))),
});
