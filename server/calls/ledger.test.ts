import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { Direction } from '#shared/call/call.ts';
import { agentIdSchema } from '#shared/ids.ts';
import type { CallEvent, TimedEvent } from './call-event.ts';
import { type CallState, fold } from './ledger.ts';

const ana = v.parse(agentIdSchema, 'u_00000000000000000001');
const ben = v.parse(agentIdSchema, 'u_00000000000000000002');
const start = Date.parse('2026-03-02T09:00:00Z');
const at = (second: number, event: CallEvent): TimedEvent => ({ ...event, at: new Date(start + second * 1000) });
const time = (second: number) => new Date(start + second * 1000);
const leg = (
  second: number,
  status: Extract<CallEvent, { kind: 'leg' }>['status'],
  who: { leg: string; agentId: typeof ana | null } = { leg: 'customer', agentId: null },
  seconds: number | null = null,
) => at(second, { kind: 'leg', status, seconds, ...who });

const anasLeg = { leg: 'ana', agentId: ana };
const bensLeg = { leg: 'ben', agentId: ben };

const answeredIncoming = [
  at(0, { kind: 'arrived', leg: 'customer' }),
  at(0, { kind: 'rang', step: 0, agentIds: [ana, ben], seconds: 25 }),
  leg(1, 'initiated', anasLeg),
  leg(1, 'initiated', bensLeg),
  leg(1, 'ringing', anasLeg),
  leg(1, 'ringing', bensLeg),
  leg(4, 'answered', anasLeg),
  leg(4, 'cancelled', bensLeg, 0),
  leg(64, 'ended', anasLeg, 60),
  at(64, { kind: 'dial-ended', step: 0, status: 'ended', leg: 'ana', seconds: 60 }),
  at(65, { kind: 'parent', status: 'ended' }),
];

const answeredOutgoing = [
  at(0, { kind: 'placed' }),
  at(1, { kind: 'connected', leg: 'ana' }),
  leg(1, 'initiated'),
  leg(2, 'ringing'),
  leg(8, 'answered'),
  at(38, { kind: 'end-asked', agentId: ana }),
  leg(38, 'ended', undefined, 30),
  at(38, { kind: 'dial-ended', step: 0, status: 'ended', leg: 'customer', seconds: 30 }),
  at(38, { kind: 'parent', status: 'ended' }),
];

const life = (direction: Direction, events: TimedEvent[]) =>
  events.map((_, i) => fold(direction, events.slice(0, i + 1)).state);

describe('an incoming call', () => {
  it('rings, is talked, ends', () => {
    expect([...new Set(life('incoming', answeredIncoming))]).toEqual(['ringing', 'talking', 'ended']);
    expect(fold('incoming', answeredIncoming)).toEqual({
      state: 'ended',
      rang: [ana, ben],
      disposition: 'answered',
      agentId: ana,
      answeredAt: time(4),
      endedAt: time(64),
      talkedSeconds: 60,
    });
  });

  it('is missed when the caller gives up while it rings', () => {
    const events = [
      ...answeredIncoming.slice(0, 6),
      leg(9, 'cancelled', anasLeg, 0),
      leg(9, 'cancelled', bensLeg, 0),
      // the network reports what it likes of a Dial that its caller left
      at(9, { kind: 'dial-ended', step: 0, status: 'ended', leg: 'ana', seconds: 0 }),
      at(9, { kind: 'parent', status: 'no-answer' }),
    ];
    expect(fold('incoming', events)).toMatchObject({
      state: 'ended',
      disposition: 'missed',
      agentId: null,
      talkedSeconds: 0,
    });
  });

  it('goes on ringing with the next agents when the first do not answer', () => {
    const carla = v.parse(agentIdSchema, 'u_00000000000000000003');
    const events = [
      ...answeredIncoming.slice(0, 6),
      at(30, { kind: 'dial-ended', step: 0, status: 'no-answer', leg: null, seconds: 0 }),
      at(30, { kind: 'rang', step: 1, agentIds: [carla], seconds: 25 }),
    ];
    expect(fold('incoming', events)).toEqual({ state: 'ringing', rang: [ana, ben, carla] });
  });

  it('talks with whom the next ring has reached, although the first one has ended', () => {
    const events = [
      ...answeredIncoming.slice(0, 2),
      at(20, { kind: 'dial-ended', step: 0, status: 'no-answer', leg: null, seconds: 0 }),
      at(20, { kind: 'rang', step: 1, agentIds: [ben], seconds: 20 }),
      leg(24, 'answered', bensLeg),
    ];
    for (const told of [events, [...events].reverse()])
      expect(fold('incoming', told)).toMatchObject({ state: 'talking', agentId: ben });
    const ended = [...events, at(90, { kind: 'dial-ended', step: 1, status: 'ended', leg: 'ben', seconds: 66 })];
    for (const told of [ended, [...ended].reverse()])
      expect(fold('incoming', told)).toMatchObject({ state: 'ended', endedAt: time(90), talkedSeconds: 66 });
  });

  it('is missed once the caller has been told that nobody is there', () => {
    const events = [
      at(0, { kind: 'arrived', leg: 'customer' }),
      at(0, { kind: 'said', step: 0, words: 'unavailable' }),
    ];
    expect(fold('incoming', events)).toMatchObject({ state: 'ended', disposition: 'missed', endedAt: time(0) });
  });

  it('is not answered by a mobile on which nobody pressed 1, whatever order the reports come in', () => {
    const mobile = (second: number, status: 'ringing' | 'answered' | 'ended', seconds: number | null = null) =>
      at(second, { kind: 'leg', leg: 'mobile', status, agentId: ana, mobile: true, seconds });
    const events = [
      at(0, { kind: 'arrived', leg: 'customer' }),
      at(0, { kind: 'rang', step: 0, agentIds: [], mobiles: [ana], seconds: 25 }),
      mobile(1, 'ringing'),
      mobile(9, 'answered'),
      mobile(17, 'ended', 8),
      at(17, { kind: 'dial-ended', step: 0, status: 'ended', leg: 'mobile', seconds: 8 }),
      at(18, { kind: 'parent', status: 'ended' }),
    ];
    for (const told of [events, [...events].reverse()])
      expect(fold('incoming', told)).toMatchObject({ state: 'ended', disposition: 'missed', agentId: null });
    const accepted = [...events, at(12, { kind: 'accepted', leg: 'mobile', agentId: ana })];
    for (const told of [accepted, [...accepted].reverse()])
      expect(fold('incoming', told)).toMatchObject({ disposition: 'answered', agentId: ana, answeredAt: time(12) });
    expect(fold('incoming', accepted.slice(0, 4))).toMatchObject({ state: 'ringing' });
  });

  it('that is refused has not been missed', () => {
    const events = [
      at(0, { kind: 'arrived', leg: 'customer' }),
      at(0, { kind: 'refused', why: 'blocked' }),
      at(1, { kind: 'parent', status: 'no-answer' }),
    ];
    for (const told of [events, [...events].reverse()])
      expect(fold('incoming', told)).toMatchObject({ state: 'ended', disposition: 'declined', talkedSeconds: 0 });
  });

  it.each(['voicemail-left', 'call-back', 'queue-full', 'waited-too-long', 'closed', 'no-key'] as const)(
    'is missed, once, when its flow ends with %s',
    (words) => {
      const events = [
        ...answeredIncoming.slice(0, 6),
        at(30, { kind: 'dial-ended', step: 0, status: 'no-answer', leg: null, seconds: 0 }),
        at(50, { kind: 'said', step: 2, words }),
        at(52, { kind: 'parent', status: 'ended' }),
      ];
      expect(fold('incoming', events)).toMatchObject({ state: 'ended', disposition: 'missed', endedAt: time(50) });
    },
  );

  it('that was forwarded is answered by nobody of ours', () => {
    const events = [
      at(0, { kind: 'arrived', leg: 'customer' }),
      leg(4, 'answered', { leg: 'elsewhere', agentId: null }),
      leg(34, 'ended', { leg: 'elsewhere', agentId: null }, 30),
      at(34, { kind: 'dial-ended', step: 0, status: 'ended', leg: 'elsewhere', seconds: 30 }),
    ];
    expect(fold('incoming', events)).toMatchObject({ disposition: 'answered', agentId: null, talkedSeconds: 30 });
  });

  it('belongs to the one that the network connected when two answer at once', () => {
    const events = [
      ...answeredIncoming.slice(0, 6),
      leg(4, 'answered', bensLeg),
      leg(4, 'answered', anasLeg),
      leg(5, 'ended', bensLeg, 0),
      leg(64, 'ended', anasLeg, 60),
      at(64, { kind: 'dial-ended', step: 0, status: 'ended', leg: 'ana', seconds: 60 }),
    ];
    expect(fold('incoming', events)).toMatchObject({ agentId: ana, talkedSeconds: 60 });
  });

  it('was answered even when that report never came', () => {
    const events = answeredIncoming.filter((event) => !(event.kind === 'leg' && event.status === 'answered'));
    expect(fold('incoming', events)).toMatchObject({
      disposition: 'answered',
      agentId: ana,
      answeredAt: time(4),
      talkedSeconds: 60,
    });
  });
});

describe('an outgoing call', () => {
  it('dials, rings, is talked, ends', () => {
    expect([...new Set(life('outgoing', answeredOutgoing))]).toEqual([
      'placed',
      'dialling',
      'ringing',
      'talking',
      'ended',
    ]);
    expect(fold('outgoing', answeredOutgoing)).toEqual({
      state: 'ended',
      rang: [],
      disposition: 'answered',
      agentId: null,
      answeredAt: time(8),
      endedAt: time(38),
      talkedSeconds: 30,
    });
  });

  it.each(['busy', 'no-answer', 'declined', 'failed', 'cancelled'] as const)('ends %s', (status) => {
    const events = [
      ...answeredOutgoing.slice(0, 4),
      leg(20, status, undefined, 0),
      at(20, {
        kind: 'dial-ended',
        step: 0,
        status: status === 'declined' ? 'busy' : status,
        leg: 'customer',
        seconds: 0,
      }),
      at(20, { kind: 'parent', status: 'ended' }),
    ];
    expect(fold('outgoing', events)).toMatchObject({
      state: 'ended',
      disposition: status,
      answeredAt: null,
      talkedSeconds: 0,
    });
  });

  it('is cancelled, not unanswered, when the agent gave up', () => {
    const events = [
      ...answeredOutgoing.slice(0, 4),
      at(9, { kind: 'end-asked', agentId: ana }),
      leg(9, 'no-answer', undefined, 0),
      at(9, { kind: 'parent', status: 'ended' }),
    ];
    expect(fold('outgoing', events)).toMatchObject({ state: 'ended', disposition: 'cancelled' });
  });

  it('is cancelled when the softphone never connected', () => {
    const events = [at(0, { kind: 'placed' }), at(60, { kind: 'withdrawn' })];
    expect(fold('outgoing', events)).toMatchObject({ state: 'ended', disposition: 'cancelled', endedAt: time(60) });
  });
});

describe('a call that is passed on', () => {
  const told = (second: number, n: number, leg: string, role: 'agent' | 'customer') =>
    at(second, { kind: 'told', n, command: { do: 'move', leg, role } });
  const led = (second: number, leg: string, step: number, into: 'room' | 'transfer' | 'out') =>
    at(second, {
      kind: 'led',
      leg,
      step,
      after: 'dial',
      status: 'ended',
      into,
      askId: 'transfer',
      agentId: null,
      words: null,
    });
  const joined = (second: number, sequence: number, leg: string) =>
    at(second, { kind: 'room', room: 'CF', sequence, what: 'join', leg, held: false, muted: false, coaching: null });
  const handed = at(30, { kind: 'handed', askId: 'transfer', from: ana, agentId: ben });

  const outgoing = [
    ...answeredOutgoing.slice(0, 5),
    told(12, 1, 'customer', 'customer'),
    led(12, 'ana', 1, 'room'),
    joined(13, 1, 'customer'),
    joined(13, 2, 'ana'),
    led(30, 'ana', 2, 'out'),
    handed,
    at(30, { kind: 'parent', status: 'ended' }),
    leg(90, 'ended', undefined, 82),
  ];

  it('goes on without the agent who placed it, and ends with its customer', () => {
    for (const events of [outgoing, [...outgoing].reverse()])
      expect(fold('outgoing', events)).toMatchObject({
        state: 'ended',
        disposition: 'answered',
        agentId: ben,
        endedAt: time(90),
        talkedSeconds: 82,
      });
    expect(fold('outgoing', outgoing.slice(0, -1))).toMatchObject({ state: 'talking', agentId: ben });
  });

  it('ends with the agent who placed it when it never got as far as the room', () => {
    const events = [
      ...answeredOutgoing.slice(0, 5),
      told(12, 1, 'customer', 'customer'),
      at(12, { kind: 'answered', n: 1, result: 'refused', sid: null }),
      at(20, { kind: 'parent', status: 'ended' }),
    ];
    expect(fold('outgoing', events)).toMatchObject({ state: 'ended', endedAt: time(20) });
  });

  it('does not end with the leg of the first agent, and is talked for the whole of its time', () => {
    const events = [
      ...answeredIncoming.slice(0, 8),
      led(20, 'customer', 1, 'transfer'),
      leg(20, 'ended', anasLeg, 16),
      at(22, { kind: 'leg', leg: 'ben-2', status: 'answered', agentId: ben, led: 1, seconds: null }),
      handed,
      at(64, { kind: 'leg', leg: 'ben-2', status: 'ended', agentId: ben, led: 1, seconds: 42 }),
    ];
    for (const heard of [events, [...events].reverse()])
      expect(fold('incoming', heard)).toMatchObject({ state: 'talking', agentId: ben, answeredAt: time(4) });
    expect(fold('incoming', [...events, at(65, { kind: 'parent', status: 'ended' })])).toMatchObject({
      state: 'ended',
      agentId: ben,
      answeredAt: time(4),
      talkedSeconds: 61,
    });
  });
});

describe('reports that come late, twice, in any order, or not at all', () => {
  const ranks: Record<CallState['state'], number> = { placed: 0, dialling: 1, ringing: 2, talking: 3, ended: 4 };
  let seed = 5;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * below);
  };
  const shuffled = (events: TimedEvent[]) => {
    const result = [...events];
    for (let i = result.length - 1; i > 0; i--) {
      const j = random(i + 1);
      const [a, b] = [result[i], result[j]];
      if (a && b) [result[i], result[j]] = [b, a];
    }
    return result;
  };

  it.each([
    ['incoming', answeredIncoming],
    ['outgoing', answeredOutgoing],
  ] as const)('leave an %s call where the same reports in order would', (direction, events) => {
    const inOrder = fold(direction, events);
    for (let i = 0; i < 3_000; i++)
      expect(fold(direction, shuffled([...events, ...events.slice(random(events.length))]))).toEqual(inOrder);
  });

  it.each([
    ['incoming', answeredIncoming],
    ['outgoing', answeredOutgoing],
  ] as const)('never take an %s call back to an earlier state', (direction, events) => {
    for (let i = 0; i < 2_000; i++) {
      const heard = shuffled(events.filter(() => random(10) > 0));
      let rank = 0;
      for (let n = 1; n <= heard.length; n++) {
        const now = ranks[fold(direction, heard.slice(0, n)).state];
        expect(now).toBeGreaterThanOrEqual(rank);
        rank = now;
      }
    }
  });

  it('never throw, whatever they say of each other', () => {
    const everything = [
      ...answeredIncoming,
      ...answeredOutgoing,
      at(3, { kind: 'withdrawn' }),
      at(9, { kind: 'said', step: 2, words: 'busy' }),
    ];
    for (let i = 0; i < 3_000; i++) {
      const events = shuffled(everything).slice(0, random(everything.length + 1));
      for (const direction of ['incoming', 'outgoing'] as const)
        expect(ranks[fold(direction, events).state]).toBeDefined();
    }
  });
});
