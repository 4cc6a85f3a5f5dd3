import type { ControlCommand } from '#server/call-control/control-event.ts';
import { legStatusSchema } from '#server/call-control/leg-status.ts';
import { type CallEvent, keyOf, type TimedEvent } from '#server/calls/call-event.ts';
import type { Luck } from '#test/fuzz/luck.ts';
import { START } from './paper-call.ts';
import { ana, ben, outside, sue } from './people.ts';

const LEGS = ['customer', 'ana', 'ben', 'other'] as const;
const ASKS = ['ask-1', 'ask-2', 'ask-3'] as const;

/** Facts that need have nothing to do with each other: whatever a ledger may hold. */
export function randomFacts(luck: Luck): TimedEvent[] {
  const events = Array.from({ length: luck.whole(1, 40) }, () => ({
    ...randomControlFact(luck),
    at: new Date(START + luck.whole(0, 120) * 500),
  }));
  return [...new Map(events.map((event) => [keyOf(event), event])).values()];
}

/** One of them; `legs`: whose it may be, beside the customer's own. */
export function randomControlFact(luck: Luck, legs: readonly [string, ...string[]] = LEGS): CallEvent {
  const agentId = luck.pick([ana, ben, sue]);
  const maybe = luck.chance(0.3) ? null : agentId;
  const [leg, askId, on] = [luck.pick(legs), luck.pick(ASKS), luck.chance(0.5)];
  const status = luck.pick(legStatusSchema.options);
  const n = luck.whole(1, 8);
  const step = luck.whole(0, 4);
  const to = luck.chance(0.5) ? ({ who: 'agent', agentId } as const) : ({ who: 'number', number: outside } as const);
  return luck.pick<CallEvent>([
    { kind: 'arrived', leg: 'customer' },
    { kind: 'parent', status },
    { kind: 'end-asked', agentId },
    { kind: 'leg', leg, status, agentId: maybe, seconds: null },
    { kind: 'leg', leg, status, agentId: maybe, seconds: null, ...(on ? { askId } : { led: step }) },
    { kind: 'asked', askId, agentId, ask: { what: 'transfer', how: luck.pick(['blind', 'consult', 'add']), to } },
    { kind: 'asked', askId, agentId, ask: { what: 'hold', on } },
    { kind: 'asked', askId, agentId, ask: { what: 'record', to: luck.pick(['on', 'off', 'paused']) } },
    { kind: 'asked', askId, agentId, ask: { what: 'transfer-step', step: luck.pick(['complete', 'cancel', 'swap']) } },
    { kind: 'settled', askId },
    { kind: 'gave-up', askId, why: 'too-late' },
    { kind: 'told', n, command: randomCommand(luck, legs) },
    {
      kind: 'answered',
      n,
      result: luck.pick(['done', 'gone', 'refused', 'unknown']),
      sid: luck.chance(0.5) ? leg : null,
    },
    {
      kind: 'led',
      leg,
      step,
      after: luck.pick(['dial', 'room', 'redirect']),
      status,
      into: luck.pick(['room', 'transfer', 'ring-back', 'flow', 'out']),
      askId,
      agentId: maybe,
      words: 'line-lost',
    },
    {
      kind: 'room',
      room: luck.pick(['CF1', 'CF2']),
      sequence: luck.whole(1, 9),
      what: luck.pick(['join', 'leave', 'hold', 'end', 'announced']),
      leg: luck.chance(0.2) ? null : leg,
      held: on,
      muted: on,
      coaching: null,
    },
    {
      kind: 'looked',
      n,
      room: 'CF1',
      participants: [{ leg, label: `asked-${askId}`, ringing: luck.chance(0.3), held: on, muted: false }],
      over: luck.some(legs, 2),
    },
    { kind: 'handed', askId, from: ana, agentId },
    {
      kind: 'recorded',
      part: luck.whole(1, 3),
      what: luck.pick(['announcing', 'declined', 'started', 'over', 'absent']),
      sid: 'RE',
    },
  ]);
}

function randomCommand(luck: Luck, legs: readonly [string, ...string[]]): ControlCommand {
  const [leg, on] = [luck.pick(legs), luck.chance(0.5)];
  return luck.pick<ControlCommand>([
    { do: 'move', leg, role: 'agent' },
    { do: 'hold', leg, on },
    { do: 'remove', leg },
    { do: 'end', leg },
    { do: 'look' },
    { do: 'redirect', leg, step: luck.whole(1, 4) },
    { do: 'record', leg, part: luck.whole(1, 3) },
    { do: 'invite', askId: luck.pick(ASKS), role: 'asked', agentId: null, number: outside, seconds: 20 },
  ]);
}
