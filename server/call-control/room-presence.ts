import type { TimedEvent } from '#server/calls/call-event.ts';
import { type ToldTo, toldTo } from './asked-and-told.ts';
import type { Told } from './control.ts';
import { of } from './in-order.ts';
import { REPORT_GRAIN_MS } from './limits.ts';

/** Twilio's list of who is in a room, or its answer, is surely later than a report only by more than this. */
const GRAIN_MS = 2 * REPORT_GRAIN_MS;

type RoomEvent = Extract<TimedEvent, { kind: 'room' }>;
type Looked = Extract<TimedEvent, { kind: 'looked' }> & { toldAt: Date };

/** What is known of the rooms of a call: a room that was left by all is followed by another one of the same name. */
export interface Rooms {
  /** As they followed each other. */
  rooms: readonly string[];
  /** The one that came last. */
  latest: string | null;
  events: readonly RoomEvent[];
  /** By command. */
  looks: readonly Looked[];
  told: readonly Told[];
}

export function roomsOf(events: readonly TimedEvent[], told: readonly Told[]): Rooms {
  const reports = of(events, 'room').sort((a, b) => a.sequence - b.sequence);
  const looks = of(events, 'looked')
    .sort((a, b) => a.n - b.n)
    .map((look) => ({ ...look, toldAt: told.find(({ n }) => n === look.n)?.at ?? look.at }));
  const rooms = inTurn(reports, looks);
  return { rooms, latest: rooms.at(-1) ?? null, events: reports, looks, told };
}

/** One room at a time carries a call's name: of two that began in one second, the one that is over, or that nobody is in, came first. */
function inTurn(reports: readonly RoomEvent[], looks: readonly Looked[]): string[] {
  const known = new Map<string, { began: number; ended: number; inside: Set<string> }>();
  const begun = (room: string, at: Date) => {
    const one = known.get(room) ?? { began: at.getTime(), ended: Number.POSITIVE_INFINITY, inside: new Set() };
    one.began = Math.min(one.began, at.getTime());
    known.set(room, one);
    return one;
  };
  for (const { room, at, what, leg } of reports) {
    const one = begun(room, at);
    if (what === 'end') one.ended = at.getTime();
    if (leg && what === 'join') one.inside.add(leg);
    if (leg && what === 'leave') one.inside.delete(leg);
  }
  for (const { room, toldAt } of looks) if (room) begun(room, toldAt);
  return [...known]
    .sort(
      ([a, one], [b, other]) =>
        one.began - other.began ||
        (one.ended === other.ended ? 0 : one.ended - other.ended) ||
        one.inside.size - other.inside.size ||
        (a < b ? -1 : 1),
    )
    .map(([room]) => room);
}

export interface Presence {
  /** `never`: not heard of in any room. */
  is: 'never' | 'in' | 'gone';
  since: Date;
  /** When it came into that room. */
  joined: Date;
}

const NEVER = new Date(0);

/** Whether a leg is in a room. The last report of the last room it was in counts, unless something that is surely later contradicts. */
export function presenceOf(rooms: Rooms, leg: string): Presence {
  const reported = lastComingOrGoing(rooms, leg);
  const later = (at: Date) => at.getTime() > (reported?.since.getTime() ?? 0) + GRAIN_MS;
  if (reported?.is !== 'in')
    return seenIn(rooms, leg, later) ?? reported ?? { is: 'never', since: NEVER, joined: NEVER };
  const missing = [
    ...rooms.looks.flatMap(({ participants, toldAt }) =>
      !participants.some((one) => one.leg === leg) && later(toldAt) ? [toldAt] : [],
    ),
    ...participantGone(rooms.told, leg).filter(later),
    ...removed(rooms.told, leg),
  ];
  const [first] = missing.sort((a, b) => a.getTime() - b.getTime());
  return first ? { is: 'gone', since: first, joined: reported.joined } : reported;
}

/** Only Twilio's list tells that it is there: the last one, and those before it without a gap. */
function seenIn({ looks }: Rooms, leg: string, later: (at: Date) => boolean): Presence | undefined {
  let first: Date | undefined;
  for (const { participants, toldAt } of looks.filter((look) => later(look.toldAt)).reverse()) {
    if (!participants.some((one) => one.leg === leg && !one.ringing)) break;
    first = toldAt;
  }
  return first && { is: 'in', since: first, joined: first };
}

function lastComingOrGoing({ events, rooms }: Rooms, leg: string): Presence | undefined {
  const ends = new Map(events.flatMap(({ what, room, at }) => (what === 'end' ? [[room, at] as const] : [])));
  const hers = events.filter((event) => event.leg === leg && (event.what === 'join' || event.what === 'leave'));
  const inRooms = rooms.flatMap((room) => {
    const last = hers.filter((event) => event.room === room).at(-1);
    if (!last) return [];
    const end = ends.get(room);
    const goneAt = last.what === 'leave' ? last.at : end;
    return [
      goneAt
        ? { is: 'gone' as const, since: goneAt, joined: last.at }
        : { is: 'in' as const, since: last.at, joined: last.at },
    ];
  });
  return inRooms.sort((a, b) => a.joined.getTime() - b.joined.getTime()).at(-1);
}

/** When Twilio did not know her as a participant. */
const participantGone = (told: readonly Told[], leg: string): Date[] =>
  told.flatMap(({ command, answer, at }) =>
    answer?.result === 'gone' &&
    (command.do === 'hold' || command.do === 'mute' || command.do === 'ends-room' || command.do === 'remove') &&
    command.leg === leg
      ? [at]
      : [],
  );

const removed = (told: readonly Told[], leg: string): Date[] =>
  toldTo(told, 'remove').flatMap(({ command, answer }) =>
    answer?.result === 'done' && command.leg === leg ? [answer.at] : [],
  );

/** Whether a leg hears music. */
export interface Hold {
  /** null: it does not. */
  since: Date | null;
  /** A report of the room, or its list, says so; not alone Twilio's answer to what it was told. */
  seen: boolean;
}

/** What was told last is believed once Twilio has confirmed it: by its answer, until the room has told of it. */
export function holdOf(rooms: Rooms, leg: string): Hold {
  const last = lastHold(rooms.told, leg);
  if (!last) return { since: null, seen: true };
  const seen = seenHeld(rooms, leg, last);
  const held = answeredHeld(rooms, leg, last) ?? seen;
  // While she is being taken back she has waited since before.
  const on = last.command.on ? last : (lastHold(rooms.told, leg, true) ?? last);
  return { since: held ? (on.answer?.at ?? on.at) : null, seen: held === seen };
}

const looksAfter = ({ looks, latest }: Rooms, { n }: Told): Looked[] =>
  looks.filter((look) => look.n > n && (latest === null || look.room === latest));

const reportsOf = ({ events, latest }: Rooms, leg: string): RoomEvent[] =>
  events.filter(({ room, leg: whose, held }) => room === latest && whose === leg && held !== null);

function seenHeld(rooms: Rooms, leg: string, last: Told): boolean {
  const listed = looksAfter(rooms, last)
    .flatMap(({ participants }) => participants.filter((one) => one.leg === leg))
    .at(-1);
  return listed?.held ?? reportsOf(rooms, leg).at(-1)?.held ?? false;
}

/** Undefined where something else has been heard since, or it was of another room. */
function answeredHeld(rooms: Rooms, leg: string, last: ToldTo<'hold'>): boolean | undefined {
  const { answer, command } = last;
  if (answer?.result !== 'done' || answer.sid === null || answer.sid !== rooms.latest) return undefined;
  const isLater = ({ at }: RoomEvent) => at.getTime() > answer.at.getTime() + GRAIN_MS;
  if (looksAfter(rooms, last).length > 0 || reportsOf(rooms, leg).some(isLater)) return undefined;
  return command.on;
}

/** The last that Twilio may have done; `on`: the last of that kind. */
export const lastHold = (told: readonly Told[], leg: string, on?: boolean): ToldTo<'hold'> | undefined =>
  toldTo(told, 'hold').findLast(
    ({ answer, command }) =>
      command.leg === leg &&
      (on === undefined || command.on === on) &&
      answer?.result !== 'refused' &&
      answer?.result !== 'gone',
  );
