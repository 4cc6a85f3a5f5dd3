import { expect, it } from 'vitest';
import type { TimedEvent } from '#server/calls/call-event.ts';
import { presenceOf, roomsOf } from './room-presence.ts';

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
