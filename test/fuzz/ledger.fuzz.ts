import assert from 'node:assert/strict';
import * as v from 'valibot';
import { type CallEvent, keyOf, type TimedEvent } from '#server/calls/call-event.ts';
import { fold } from '#server/calls/ledger.ts';
import type { Direction } from '#shared/call/call.ts';
import { agentIdSchema } from '#shared/ids.ts';
import { randomControlFact } from '#test/support/control/random-facts.ts';
import { type Luck, luckOf } from './luck.ts';

const AGENTS = [1, 2, 3].map((n) => v.parse(agentIdSchema, `u_${String(n).padStart(20, '0')}`));
type Leg = Pick<CallEvent & { kind: 'leg' }, 'leg' | 'agentId' | 'mobile'>;

/** A leg is one person's, on her softphone or her mobile, for as long as it lives. */
const LEGS: readonly [Leg, ...Leg[]] = [
  { leg: 'softphone-1', agentId: AGENTS[0] ?? null },
  { leg: 'softphone-2', agentId: AGENTS[1] ?? null },
  { leg: 'mobile-3', agentId: AGENTS[2] ?? null, mobile: true },
];
const CONTROLLED = ['customer', 'softphone-1', 'softphone-2', 'mobile-3'] as const;
const STATUSES = [
  'initiated',
  'ringing',
  'answered',
  'ended',
  'busy',
  'no-answer',
  'declined',
  'failed',
  'cancelled',
] as const;
const START = Date.parse('2026-11-23T10:00:00Z');
const ORDERS = 6;

/** One random call's events in several orders, some of them told twice; throws unless the ledger always comes to the same. */
export function fuzzLedger(seed: number): number {
  const luck = luckOf(seed);
  const direction = luck.pick<Direction>(['incoming', 'outgoing']);
  const held = luck.chance(0.5);
  const events = onceEach(Array.from({ length: luck.whole(1, held ? 30 : 16) }, () => randomEvent(luck, held)));
  const expected = fold(direction, events);
  for (let orders = 0; orders < ORDERS; orders += 1) {
    const told = luck.shuffled([...events, ...luck.some(events, events.length)]);
    assert.deepEqual(fold(direction, told), expected, 'the order and number of reports changes nothing');
  }
  return events.length;
}

/** The database keeps one event of a key. */
function onceEach(events: readonly TimedEvent[]): TimedEvent[] {
  return [...new Map(events.map((event) => [keyOf(event), event])).values()];
}

/** `held`: the call is under our hands, with rooms, transfers and recordings. */
function randomEvent(luck: Luck, held: boolean): TimedEvent {
  const fact = held && luck.chance(0.5) ? randomControlFact(luck, CONTROLLED) : randomFact(luck);
  return { ...fact, at: new Date(START + luck.whole(0, 600) * 1000) };
}

function randomFact(luck: Luck): CallEvent {
  const whose = luck.pick(LEGS);
  const { leg, agentId } = whose;
  const status = luck.pick(STATUSES);
  const seconds = luck.chance(0.3) ? null : luck.whole(0, 90);
  const step = luck.whole(0, 3);
  const by: CallEvent[] = agentId
    ? [
        { kind: 'accepted', leg, agentId },
        { kind: 'end-asked', agentId },
      ]
    : [];
  return luck.pick<CallEvent>([
    { kind: 'leg', ...whose, status, seconds },
    { kind: 'leg', ...whose, status, seconds },
    { kind: 'dial-ended', step, status, leg: luck.chance(0.3) ? null : leg, seconds },
    { kind: 'parent', status },
    { kind: 'placed' },
    { kind: 'connected', leg },
    { kind: 'withdrawn' },
    { kind: 'arrived', leg },
    { kind: 'rang', step, agentIds: luck.some(AGENTS, 3), seconds: 20 },
    { kind: 'queued', step, place: luck.whole(1, 25) },
    { kind: 'said', step, words: luck.pick(['busy', 'unavailable', 'voicemail-left']) },
    { kind: 'refused', why: 'blocked' },
    ...by,
  ]);
}
