import { describe, expect, it } from 'vitest';
import { keyOf } from '#server/calls/call-event.ts';
import { fold } from '#server/calls/ledger.ts';
import type { Direction } from '#shared/call/call.ts';
import { luckOf } from '#test/fuzz/luck.ts';
import { START } from '#test/support/control/paper-call.ts';
import { seenBy } from '#test/support/control/people.ts';
import { RandomCall } from '#test/support/control/random-call.ts';
import { randomFacts } from '#test/support/control/random-facts.ts';
import { conversationOf } from './conversation.ts';
import { focusOf } from './focus.ts';
import { nextDocument } from './next-document.ts';
import { plan } from './plan.ts';

const RUNS = 120;
const seeds = Array.from({ length: RUNS }, (_, i) => i + 1);

describe('whatever happens to a call, of asks, losses, failures and people', () => {
  it('it comes to rest: nothing open, nobody waiting for nobody, and nothing left once it is over', () => {
    for (const seed of seeds) {
      const random = new RandomCall(seed, seed % 5 === 0);
      random.storm();
      random.calm(200_000);
      const c = random.call.conversation;
      const why = `seed ${seed}`;
      expect(c.open, why).toEqual([]);
      const { customer } = random;
      if (customer?.state === 'talking') {
        const company = random
          .alive()
          .filter((leg) => leg !== customer && leg.in.what !== 'nothing' && leg.askId?.startsWith('sue') !== true);
        expect(company.length, `${why}: the customer is alone`).toBeGreaterThan(0);
        expect(customer.held, `${why}: music`).toBe(
          customer.in.what === 'room' &&
            focusOf(c.asks).on === 'asked' &&
            c.legs.some((leg) => leg.role === 'agent' && leg.state === 'in-room'),
        );
        const left = random.alive().filter((leg) => leg.in.what === 'room');
        expect(customer.in.what === 'room' ? [] : left, `${why}: apart`).toEqual([]);
        random.call.twilio.hangUp('customer');
      }
      random.calm(120_000);
      expect(
        random.alive().map(({ leg }) => leg),
        `${why}: left behind`,
      ).toEqual([]);
      expect(random.call.conversation.at, why).toBe('over');
      const last = plan(random.call.conversation, random.call.now);
      expect(last, why).toEqual({ commands: [], append: [], lookAgainAt: null });
      expect(fold(random.call.facts.direction, random.call.events).state, why).toBe('ended');
    }
  });

  it('the order and number of its events change nothing of what it is', () => {
    for (const seed of seeds.slice(0, 60)) {
      const random = new RandomCall(seed);
      random.storm();
      const { events, facts } = random.call;
      const luck = luckOf(seed);
      const some = events.slice(0, luck.whole(1, events.length));
      const expected = conversationOf(facts, some);
      const twice = luck.shuffled([...some, ...luck.some(some, some.length)]);
      expect(conversationOf(facts, twice), `seed ${seed}`).toEqual(expected);
      expect(fold(facts.direction, twice), `seed ${seed}`).toEqual(fold(facts.direction, some));
      expect(new Set(some.map(keyOf)).size).toBe(some.length);
    }
  });

  it('facts that have nothing to do with each other are folded alike, too, and nothing throws', () => {
    for (let seed = 1; seed <= 2_000; seed += 1) {
      const luck = luckOf(seed);
      const direction = luck.pick<Direction>(['incoming', 'outgoing']);
      const fixed = { agentId: null, number: null, announces: luck.chance(0.5), records: luck.chance(0.5) };
      const facts = { ...fixed, direction, parentLeg: luck.pick(['customer', 'ana']) };
      const some = randomFacts(luck);
      const c = conversationOf(facts, some);
      for (const told of [luck.shuffled([...some, ...luck.some(some, some.length)]), some.toReversed()]) {
        expect(conversationOf(facts, told), `seed ${seed}`).toEqual(c);
        expect(fold(direction, told), `seed ${seed}`).toEqual(fold(direction, some));
      }
      expect(plan(c, new Date(START + luck.whole(0, 100_000)))).toBeDefined();
      expect(seenBy({ conversation: c })).toBeDefined();
      const asking = {
        leg: 'customer',
        step: luck.whole(0, 5),
        status: 'ended',
        agentLost: luck.chance(0.5),
        mobiles: [],
      } as const;
      for (const after of ['dial', 'room', 'redirect'] as const) {
        const next = nextDocument(c, { ...asking, after, now: new Date(START + 60_000) });
        expect(next === undefined || next.do.length > 0).toBe(true);
      }
    }
  });

  it('nothing is planned that throws, whatever part of its events is known', () => {
    for (const seed of seeds.slice(0, 60)) {
      const random = new RandomCall(seed);
      random.storm();
      const luck = luckOf(seed + 1_000);
      for (let i = 0; i < 10; i += 1) {
        const some = random.call.events.filter(() => luck.chance(0.7));
        expect(plan(conversationOf(random.call.facts, some), random.call.now)).toBeDefined();
      }
    }
  });
});
