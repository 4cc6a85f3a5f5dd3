import { describe, expect, it } from 'vitest';
import type { TimedEvent } from '#server/calls/call-event.ts';
import type { Told } from './control.ts';
import { holdOf, presenceOf, roomsOf } from './room-presence.ts';

type RoomEvent = Extract<TimedEvent, { kind: 'room' }>;

const FIRST_SECOND = new Date('2026-11-23T07:47:01Z');

/** A room's reports in the order in which they came to be, all in one second. */
const reportsOf = (
  room: string,
  reports: readonly (readonly ['join' | 'leave' | 'end', string | null])[],
): RoomEvent[] =>
  reports.map(([what, leg], index) => ({
    kind: 'room',
    at: FIRST_SECOND,
    room,
    sequence: index + 1,
    what,
    leg,
    held: leg ? false : null,
    muted: leg ? false : null,
    coaching: leg ? false : null,
  }));

const left = [
  ['join', 'customer'],
  ['join', 'agent'],
  ['leave', 'customer'],
  ['leave', 'agent'],
] as const;

it.each([
  ['CF1', 'CF2', 'its end'],
  ['CF2', 'CF1', 'its end'],
  ['CF1', 'CF2', 'only that all have left it'],
  ['CF2', 'CF1', 'only that all have left it'],
] as const)(
  'the second of two rooms of one second counts: %s, then %s, of the first is known %s',
  (one, other, known) => {
    const first = reportsOf(one, known === 'its end' ? [...left, ['end', null]] : left);
    const rooms = roomsOf([...first, ...reportsOf(other, [['join', 'customer']])], []);
    expect(rooms.rooms).toEqual([one, other]);
    expect(rooms.latest).toBe(other);
    expect(presenceOf(rooms, 'customer').is).toBe('in');
    expect(presenceOf(rooms, 'agent').is).toBe('gone');
  },
);

describe('the answer that somebody is on hold', () => {
  const later = (seconds: number) => new Date(FIRST_SECOND.getTime() + seconds * 1_000);
  const answered = (at: Date, sid: string): Told => ({
    n: 1,
    command: { do: 'hold', leg: 'customer', on: true },
    at,
    answer: { result: 'done', sid, at },
  });
  const joined = reportsOf('CF1', [['join', 'customer']]);

  it('counts before the room tells of it', () => {
    const rooms = roomsOf(joined, [answered(later(0.4), 'CF1')]);
    expect(holdOf(rooms, 'customer')).toEqual({ since: later(0.4), seen: false });
  });

  it('is of the room that it was about, and of no other', () => {
    const next = reportsOf('CF2', [['join', 'customer']]).map((report) => ({ ...report, at: later(1) }));
    const rooms = roomsOf([...joined, ...next], [answered(later(0.4), 'CF1')]);
    expect(holdOf(rooms, 'customer')).toEqual({ since: null, seen: true });
  });

  it('is over once she has come in again', () => {
    const again = reportsOf('CF1', [['join', 'customer']]).map((report) => ({ ...report, sequence: 9, at: later(5) }));
    const rooms = roomsOf([...joined, ...again], [answered(later(0.4), 'CF1')]);
    expect(holdOf(rooms, 'customer')).toEqual({ since: null, seen: true });
  });
});
