import type { CallView, Quality } from '#extension/wire/snapshots.ts';
import type { Colleague } from '#shared/api/control-api.ts';
import type { CallControl } from '#shared/call/control.ts';
import type { Replies } from '#test/gallery/fake-wire.ts';
import { ago, callId, javier, jim, ken, marta, NOW, number, nuria, priya, tomas } from '#test/gallery/people.ts';
import { live, ringing, trouble } from '#test/gallery/phones.ts';

/** How running calls stand, as the server tells it. */
export const control = (more: Partial<CallControl> = {}): CallControl => ({
  customer: 'talking',
  heldSince: null,
  pending: null,
  failed: null,
  recording: 'on',
  transfer: null,
  listeners: [],
  from: null,
  note: null,
  ...more,
});

export const good: Quality = { level: 'good', warning: null };

/** Laura's call with a server that can do everything. */
export const running = (more: Partial<CallControl> = {}, call: Parameters<typeof live>[0] = {}): CallView =>
  live({ control: control(more), quality: good, ...call });

export const onHold: Partial<CallControl> = { customer: 'held', heldSince: ago(42) };

type Passing = NonNullable<CallControl['transfer']>;

const toKen: Passing['to'] = { agentId: ken.id, number: null, name: ken.name };
export const toBank: Passing['to'] = { agentId: null, number: number('+34900102030'), name: null };

/** Laura waits while Ken is asked. */
export const passing = (state: Passing['state'], more: Partial<Passing> = {}): Partial<CallControl> => ({
  ...(state === 'waiting' || state === 'together' ? {} : { customer: 'held', heldSince: ago(35) }),
  transfer: { how: 'consult', to: toKen, state, since: ago(35), ...more },
});

export const failed = (what: NonNullable<CallControl['failed']>['what'], why: string): Partial<CallControl> => ({
  failed: { what, problem: trouble('control-failed', { params: { why } }) },
});

/** Javier calls while Laura is on the line; and Javier, who waits. */
export const javierRings = ringing({
  id: callId(10),
  party: { number: number('+34944231160'), match: { state: 'known', records: [javier] } },
  record: javier.ref,
  startedAt: ago(5),
  lineName: 'Sales',
});
export const javierWaits = running(
  { customer: 'held', heldSince: ago(80) },
  {
    id: callId(10),
    party: { number: number('+34944231160'), match: { state: 'known', records: [javier] } },
    record: javier.ref,
  },
);

const colleague = (who: { id: Colleague['agentId']; name: string }, more: Partial<Colleague> = {}): Colleague => ({
  agentId: who.id,
  name: who.name,
  presence: 'online',
  awayReason: null,
  busySince: null,
  rings: true,
  ...more,
});

export const colleagues: readonly Colleague[] = [
  colleague(nuria, { presence: 'offline', rings: false }),
  colleague(priya, { busySince: ago(220), rings: false }),
  colleague(jim, {
    presence: 'away',
    awayReason: 'break',
    awayUntil: new Date(NOW.getTime() + 13 * 60_000).toISOString(),
    rings: false,
  }),
  colleague(tomas, { presence: 'away', awayReason: 'Con un cliente', rings: false }),
  colleague(ken),
  colleague(marta),
];

export const team: Replies = { 'colleagues.list': { ok: true, value: { colleagues } } };
