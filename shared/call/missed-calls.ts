import type { RecentCall } from '#shared/api/line-api.ts';

const LOOK_BACK_MS = 24 * 3_600_000;

/** Missed and cut off calls that still wait for somebody: of the last 24 hours, by callers whom nobody has called back or talked to since. */
export function openMissed(calls: readonly RecentCall[], now: Date): readonly RecentCall[] {
  const since = now.getTime() - LOOK_BACK_MS;
  return calls.filter(
    (call) =>
      (call.cutOff ?? call.disposition === 'missed') &&
      call.handledBy === null &&
      Date.parse(call.startedAt) > since &&
      !calls.some((later) => later.number !== null && later.number === call.number && settles(later, call)),
  );
}

/** How many people that is: several calls of one caller count once; withheld numbers, which nobody can call back, count each. */
export function missedCount(calls: readonly RecentCall[], now: Date): number {
  const open = openMissed(calls, now);
  const callers = new Set(open.flatMap(({ number }) => number ?? []));
  return callers.size + open.filter(({ number }) => number === null).length;
}

const settles = (later: RecentCall, missed: RecentCall): boolean =>
  later.startedAt > missed.startedAt && (later.talkedSeconds > 0 || later.direction === 'outgoing');

/** Somebody who waits to be called back. */
export interface Waiting {
  /** Her last try. */
  readonly call: RecentCall;
  readonly times: number;
}

/**
 * The open missed calls as a list to work through: each caller once, whoever has waited longest first; at its end who withheld the number,
 * whom nobody can call.
 */
export function toCallBack(calls: readonly RecentCall[], now: Date): readonly Waiting[] {
  const oldestFirst = openMissed(calls, now).toSorted((a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt));
  const callers = new Map<string, Waiting>();
  for (const call of oldestFirst) {
    const who = call.number ?? call.id;
    callers.set(who, { call, times: (callers.get(who)?.times ?? 0) + 1 });
  }
  const withheld = ({ call }: Waiting) => (call.number === null ? 1 : 0);
  return [...callers.values()].toSorted((a, b) => withheld(a) - withheld(b));
}
