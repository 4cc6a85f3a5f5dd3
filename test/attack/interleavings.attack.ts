import assert from 'node:assert/strict';
import { conversationOf } from '#server/call-control/conversation.ts';
import { nextDocument } from '#server/call-control/next-document.ts';
import { plan } from '#server/call-control/plan.ts';
import type { TimedEvent } from '#server/calls/call-event.ts';
import { fold } from '#server/calls/ledger.ts';
import type { Direction } from '#shared/call/call.ts';
import type { Luck } from '#test/fuzz/luck.ts';
import { START } from '#test/support/control/paper-call.ts';
import { seenBy } from '#test/support/control/people.ts';
import { RandomCall } from '#test/support/control/random-call.ts';
import { randomFacts } from '#test/support/control/random-facts.ts';
import type { Attack } from './attack.ts';
import { inRounds } from './rounds.ts';

/** A call that could have happened is dear to make: its facts are told in so many orders. */
const ORDERS_A_CALL = 25;

/** The facts of calls, whole or in part, in any order and number: what comes of them is always the same, and nothing throws. */
export const interleavings: Attack = {
  name: 'event interleavings',
  count: 200_000,
  run: (count, seed) => inRounds(count, seed, ORDERS_A_CALL * 2, async (luck, size) => tryInterleavings(luck, size)),
};

function tryInterleavings(luck: Luck, count: number): string[] {
  try {
    for (let n = 0; n < count; n += ORDERS_A_CALL) {
      const orders = Math.min(ORDERS_A_CALL, count - n);
      if (luck.chance(0.3)) ofOneCall(luck, orders);
      else for (let i = 0; i < orders; i += 1) ofAnything(luck);
    }
    return [];
  } catch (error) {
    return [String(error instanceof Error ? error.stack : error)];
  }
}

/** A call to which things really happen: asks, losses, failures and people. */
function ofOneCall(luck: Luck, orders: number): void {
  const random = new RandomCall(luck.whole(0, 2 ** 31));
  random.storm();
  const { events, facts } = random.call;
  for (let i = 0; i < orders; i += 1) {
    // Some reports never come.
    const some = luck.chance(0.5)
      ? events.slice(0, luck.whole(1, events.length))
      : events.filter(() => luck.chance(0.8));
    checkOrder(luck, facts, some, random.call.now);
  }
}

/** Facts that have nothing to do with each other. */
function ofAnything(luck: Luck): void {
  const direction = luck.pick<Direction>(['incoming', 'outgoing']);
  const rules = { agentId: null, number: null, announces: luck.chance(0.5), records: luck.chance(0.5) };
  const facts = { ...rules, direction, parentLeg: luck.pick(['customer', 'ana']) };
  checkOrder(luck, facts, randomFacts(luck), new Date(START + luck.whole(0, 100_000)));
}

function checkOrder(luck: Luck, facts: Parameters<typeof conversationOf>[0], some: TimedEvent[], now: Date): void {
  const c = conversationOf(facts, some);
  const told = luck.shuffled([...some, ...luck.some(some, some.length)]);
  assert.deepEqual(conversationOf(facts, told), c, 'the order and number of events changes nothing of who is where');
  assert.deepEqual(fold(facts.direction, told), fold(facts.direction, some), 'nor of the call');
  assert(plan(c, now), 'what is to be done can be told');
  assert(seenBy({ conversation: c }), 'it can be shown');
  const asking = {
    leg: 'customer',
    step: luck.whole(0, 5),
    status: 'ended',
    agentLost: luck.chance(0.5),
    mobiles: [],
  } as const;
  for (const after of ['dial', 'room', 'redirect'] as const) {
    const next = nextDocument(c, { ...asking, after, now });
    assert(next === undefined || next.do.length > 0, 'who asks what comes next is told');
  }
}
