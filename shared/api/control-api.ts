import * as v from 'valibot';
import { route } from '#shared/api/route.ts';
import { LONGEST_AWAY_MINUTES, LONGEST_AWAY_REASON } from '#shared/call/away.ts';
import { presenceSchema } from '#shared/call/call.ts';
import { askSchema } from '#shared/call/control.ts';
import { agentIdSchema, e164Schema } from '#shared/ids.ts';

/** A colleague whom a call may be passed on to. */
export const colleagueSchema = v.object({
  agentId: agentIdSchema,
  name: v.string(),
  presence: presenceSchema,
  /** One of `AWAY_REASONS` or her own words; `null`: for no reason she gave. */
  awayReason: v.nullable(v.string()),
  /** Away until then by her own word (ISO 8601). */
  awayUntil: v.optional(v.nullable(v.string())),
  /** On a call since then (ISO 8601), or noting one; null: free. */
  busySince: v.nullable(v.string()),
  /** Her softphone would ring now. */
  rings: v.boolean(),
  /** A line of the team's that rings nobody but her; null: there is none, or several would ring. */
  directLine: v.optional(v.nullable(e164Schema)),
});
export type Colleague = v.InferOutput<typeof colleagueSchema>;

/** What an agent says of being Away: why (one of `AWAY_REASONS` or her own words), and for how long; null: she does not say. */
export const goAwaySchema = v.object({
  reason: v.nullable(v.pipe(v.string(), v.maxLength(LONGEST_AWAY_REASON))),
  minutes: v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(LONGEST_AWAY_MINUTES))),
});

/** The call itself, once it runs. All since 1.4. */
export const controlApi = {
  /**
   * Asks something of a running call. Answered once it is kept: what becomes of it comes with the `calls` event (`control`). Asked again
   * with the same `askId` it is the same ask. Problems: call-gone, not-allowed (no part of the call, or no supervisor), transfer-running,
   * no-transfer, those of a number that can't be called, user-unknown, softphone-away (the colleague's), no-queue.
   */
  control: route({
    method: 'POST',
    path: '/api/agent/calls/:id/control',
    input: v.object({ askId: v.pipe(v.string(), v.regex(/^[\w-]{16,64}$/)), ask: askSchema }),
    reply: v.object({}),
  }),
  /** Everybody else who is active, free ones first; at most 200. */
  colleagues: route({
    method: 'GET',
    path: '/api/agent/colleagues',
    input: null,
    reply: v.object({ colleagues: v.array(colleagueSchema) }),
  }),
  /**
   * Sets her Away, and says why and for how long; she keeps her place in line, and nobody is brought back by the time alone. Apart from
   * `setPresence`, so that the softphone's document need not load it. An empty reason is none.
   */
  goAway: route({
    method: 'PUT',
    path: '/api/agent/away',
    input: goAwaySchema,
    reply: v.object({}),
  }),
} as const;
