import * as v from 'valibot';
import type { Group, Happened, Part, Position, Step } from '#server/call-flow/turn.ts';
import { optionKeySchema } from '#shared/call-flow/call-flow.schema.ts';
import { audioIdSchema } from '#shared/call-flow/prompt.ts';
import { languageSchema } from '#shared/call-flow/voices.ts';
import { agentIdSchema, e164Schema } from '#shared/ids.ts';

/** Why a caller is no longer in the flow, as the ledger keeps it: `Ending` of the call flow. */
export const endingSchema = v.picklist([
  'busy',
  'unavailable',
  'nobody-answered',
  'closed',
  'no-key',
  'queue-full',
  'waited-too-long',
  'call-back',
  'voicemail-left',
  'forwarded',
  'apology',
]);

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const agentIds = v.array(agentIdSchema);

const parts: v.GenericSchema<unknown, Part[]> = v.array(
  v.union([
    v.object({ say: v.string(), language: languageSchema, voice: v.string() }),
    v.object({ play: audioIdSchema }),
  ]),
);

const stepSchema: v.GenericSchema<unknown, Step> = v.variant('do', [
  v.object({ do: v.literal('ask'), parts, seconds: count }),
  v.object({
    do: v.literal('ring'),
    parts,
    agentIds,
    mobiles: v.array(v.object({ agentId: agentIdSchema, number: e164Schema })),
    seconds: count,
    second: v.exactOptional(v.literal(true)),
  }),
  v.object({ do: v.literal('queue'), parts }),
  v.object({ do: v.literal('voicemail'), parts, longestSeconds: count }),
  v.object({ do: v.literal('forward'), parts, to: e164Schema }),
  v.object({ do: v.literal('end'), parts, why: endingSchema }),
  v.object({ do: v.literal('refuse') }),
]);

const path = v.array(optionKeySchema);
const group: v.GenericSchema<unknown, Group> = v.variant('of', [
  v.object({ of: v.literal('number') }),
  v.object({ of: v.literal('option'), path }),
  v.object({ of: v.literal('operator') }),
]);

const positionSchema: v.GenericSchema<unknown, Position> = v.object({
  language: languageSchema,
  at: v.variant('place', [
    v.object({ place: v.literal('language'), readings: count }),
    v.object({ place: v.literal('menu'), path, readings: count, asked: count }),
    v.object({ place: v.literal('announcement'), group }),
    v.object({ place: v.literal('ring'), group, owner: v.boolean(), round: count, rung: agentIds }),
    v.object({ place: v.literal('queue'), group, rung: agentIds }),
    v.object({ place: v.literal('voicemail') }),
    v.object({ place: v.literal('forward') }),
    v.object({ place: v.literal('over'), why: v.exactOptional(endingSchema) }),
  ]),
});

const happenedSchema: v.GenericSchema<unknown, Happened> = v.variant('what', [
  v.object({ what: v.literal('arrived') }),
  v.object({ what: v.literal('keys'), keys: v.string() }),
  v.object({ what: v.literal('rang-out') }),
  v.object({ what: v.literal('offered'), agentId: agentIdSchema }),
  v.object({
    what: v.literal('left-queue'),
    why: v.picklist(['voicemail-key', 'call-back-key', 'full', 'too-long', 'nobody-online', 'closed', 'failed']),
  }),
  v.object({ what: v.literal('voicemail-done') }),
  v.object({ what: v.literal('forward-over') }),
  v.object({ what: v.literal('came-back'), why: v.picklist(['line-lost', 'transfer-failed', 'to-queue']) }),
]);

/** One step of a caller's way through her line's flow: what had happened, what she met then, and where she stood. */
export const turnEventSchema = v.object({
  kind: v.literal('turn'),
  step: count,
  happened: happenedSchema,
  did: stepSchema,
  position: positionSchema,
});
