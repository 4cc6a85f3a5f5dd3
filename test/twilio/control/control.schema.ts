import * as z from 'zod';
import { CHAOS_NAMES } from '#test/twilio/webhook/chaos.ts';
import { WEBHOOK_KINDS } from '#test/twilio/webhook/timeline.ts';

const e164 = z.string().regex(/^\+[1-9]\d{2,14}$/, 'not an E.164 number');
const method = z.enum(['GET', 'POST']);
const url = z.union([z.literal(''), z.url({ protocol: /^https?$/ })]);
const digits = z.string().regex(/^[0-9*#A-Dw]+$/, 'not keys of a phone');

export const numberSettings = z.strictObject({
  friendlyName: z.string().max(64).optional(),
  voiceUrl: url.optional(),
  voiceMethod: method.optional(),
  voiceFallbackUrl: url.optional(),
  voiceFallbackMethod: method.optional(),
  voiceApplicationSid: z.string().optional(),
  voiceCallerIdLookup: z.boolean().optional(),
  statusCallback: url.optional(),
  statusCallbackMethod: method.optional(),
});

export const phoneNumber = e164;

export const accountChange = z.strictObject({
  status: z.enum(['active', 'suspended', 'closed']).optional(),
  type: z.enum(['Full', 'Trial']).optional(),
  authToken: z.string().min(1).optional(),
  balance: z.string().optional(),
  blockedPrefixes: z.array(z.string().regex(/^\+\d+$/)).optional(),
});

export const callerId = z.strictObject({ phoneNumber: e164, friendlyName: z.string().max(64).optional() });

export const behaviour = z.strictObject({
  whenRung: z.enum(['answers', 'no-answer', 'busy', 'declines', 'fails']),
  afterSeconds: z.number().min(0).optional(),
  toneHz: z.number().min(200).max(3400).optional(),
});

export const identity = z.string().min(1).max(256);

export const placedCall = z.strictObject({
  from: e164,
  to: e164,
  withheld: z.enum(['anonymous', 'restricted', 'blocked', 'unknown', 'unavailable']).optional(),
  showAs: z.string().optional(),
  toneHz: z.number().min(200).max(3400).optional(),
  forwardedFrom: z.string().optional(),
  callerName: z.string().optional(),
});

export const pressed = z.strictObject({ digits });
export const said = z.strictObject({ text: z.string().min(1).max(4096), language: z.string().optional() });
export const turned = z.strictObject({
  ms: z
    .number()
    .int()
    .min(0)
    .max(7 * 24 * 3_600_000),
});
export const cut = z.strictObject({ identity: identity.optional() });

export const chaosRule = z.strictObject({
  what: z.enum(CHAOS_NAMES),
  kind: z.union([z.literal('all'), z.enum(WEBHOOK_KINDS)]).default('all'),
  count: z.number().int().min(1).optional(),
  probability: z.number().min(0).max(1).optional(),
  seed: z.number().int().optional(),
  delayMs: z.number().int().min(0).optional(),
});
