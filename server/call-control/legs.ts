import type { AgentId } from '#shared/ids.ts';
import { toldTo } from './asked-and-told.ts';
import type { CallFacts, ConversationLeg, KnownAsk, Question, Told } from './control.ts';
import type { Role } from './control-event.ts';
import { isFinal } from './leg-status.ts';
import { REPORT_GRAIN_MS } from './limits.ts';
import { holdOf, presenceOf, type Rooms } from './room-presence.ts';
import type { Sighting } from './sightings.ts';

export interface LegsAre {
  facts: CallFacts;
  seen: readonly Sighting[];
  asks: readonly KnownAsk[];
  told: readonly Told[];
  questions: readonly Question[];
  rooms: Rooms;
  owner: AgentId | null;
}

/** Who is in the call, and where. Legs that have no part in it (a forwarded call's) are left out. */
export function legsOf(from: LegsAre): ConversationLeg[] {
  const { facts, rooms, seen, told } = from;
  return seen.flatMap((one): ConversationLeg[] => {
    const role = roleOf(from, one);
    if (!role) return [];
    const { state, since } = whereIs(from, one);
    const ask = from.asks.find(({ askId }) => askId === one.askId)?.ask;
    const target = ask?.what === 'transfer' ? ask.to : undefined;
    const hold = state === 'in-room' ? holdOf(rooms, one.leg) : { since: null, seen: true };
    return [
      {
        leg: one.leg,
        role,
        agentId: one.agentId,
        mobile: one.mobile,
        number: role === 'customer' ? facts.number : target?.who === 'number' ? target.number : null,
        askId: one.askId,
        led: one.led,
        state,
        status: state === 'in-room' && !isFinal(one.status) ? 'answered' : one.status,
        since,
        held: hold.since !== null,
        heldSince: hold.since,
        holdSeen: hold.seen,
        muted: mutedOf(told, one.leg, role),
        endsRoom: endsRoomOf(told, one.leg, one.askId === null),
        coaching: coachingOf(told, one.leg),
      },
    ];
  });
}

/** The first leg that an outgoing call rings is the customer's; on an incoming one she is the one who came. */
function roleOf({ asks, facts, owner, questions }: LegsAre, one: Sighting): Role | undefined {
  if (one.leg === facts.parentLeg) return facts.direction === 'incoming' ? 'customer' : 'agent';
  const isOwner = one.agentId !== null && one.agentId === owner;
  if (one.askId !== null) {
    const ask = asks.find(({ askId }) => askId === one.askId)?.ask;
    if (ask?.what === 'supervise') return 'supervisor';
    return isOwner ? 'agent' : 'asked';
  }
  if (one.led !== null) {
    const question = questions.find(({ leg, step }) => leg !== one.leg && step === one.led);
    return isOwner || question?.into === 'ring-back' ? 'agent' : 'asked';
  }
  if (facts.direction === 'outgoing') return one.agentId === null ? 'customer' : undefined;
  return one.agentId === null ? undefined : 'agent';
}

function whereIs(from: LegsAre, one: Sighting): Pick<ConversationLeg, 'state' | 'since'> {
  if (isFinal(one.status)) return { state: 'over', since: one.since };
  const presence = presenceOf(from.rooms, one.leg);
  const [out, into] = (['out', 'room'] as const).map((into) =>
    from.questions.findLast((question) => question.leg === one.leg && question.into === into),
  );
  if (out) return { state: 'out', since: out.at };
  const elsewhere = wentElsewhere(from, one.leg, presence.joined);
  if (presence.is === 'in' && !elsewhere) return { state: 'in-room', since: presence.since };
  const gone = elsewhere ?? presence.since;
  const [leading] = [into?.at, movedAt(from, one.leg)]
    .flatMap((at) => (at && at > gone ? [at] : []))
    .sort((a, b) => b.getTime() - a.getTime());
  if (leading) return { state: 'moving', since: leading };
  if (presence.is !== 'never' && !elsewhere) return { state: 'out', since: presence.since };
  return { state: one.status === 'answered' ? 'in-dial' : 'ringing', since: elsewhere ?? one.since };
}

/** Told to go to the room, and neither arrived nor seen elsewhere since. */
function movedAt({ rooms, told }: LegsAre, leg: string): Date | undefined {
  const last = toldTo(told, 'move').findLast(({ command }) => command.leg === leg);
  if (!last || last.answer?.result === 'refused' || last.answer?.result === 'gone') return undefined;
  if (last.answer?.result === 'done') return last.answer.at;
  // It may never have reached Twilio: if the room does not know her either, it did not.
  const look = rooms.looks.find(({ n }) => n > last.n);
  return look && !look.participants.some((one) => one.leg === leg) ? undefined : last.at;
}

/**
 * When she was last led elsewhere than into the room, if that is since she came into it. Who was led or moved there later, and came in that
 * same second, has come by that.
 */
function wentElsewhere(from: LegsAre, leg: string, joined: Date): Date | undefined {
  const hers = from.questions.filter((question) => question.leg === leg);
  const led = hers.findLast(({ at, into }) => into !== 'room' && at > joined)?.at;
  if (!led) return undefined;
  const toRoom = [hers.findLast(({ into }) => into === 'room')?.at, movedAt(from, leg)];
  const maySinceHaveCome = joined.getTime() + REPORT_GRAIN_MS > led.getTime();
  return maySinceHaveCome && toRoom.some((at) => at && at > led) ? undefined : led;
}

const mutedOf = (told: readonly Told[], leg: string, role: Role): boolean =>
  toldTo(told, 'mute').findLast(({ answer, command }) => command.leg === leg && answer?.result === 'done')?.command
    .on ?? role === 'supervisor';

/** Whoever came by a Dial ends the room, unless it was told otherwise; whoever was asked in does not. */
const endsRoomOf = (told: readonly Told[], leg: string, byDefault: boolean): boolean =>
  toldTo(told, 'ends-room').findLast(({ answer, command }) => command.leg === leg && answer?.result === 'done')?.command
    .on ?? byDefault;

const coachingOf = (told: readonly Told[], leg: string): string | null =>
  toldTo(told, 'coach').findLast(({ answer, command }) => command.leg === leg && answer?.result === 'done')?.command
    .to ?? null;
