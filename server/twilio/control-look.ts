import { isFinal } from '#server/calls/call-event.ts';
import type { CommandedCall, Done } from './commanded-call.ts';
import type { TwilioRest } from './rest.ts';
import { roomOf } from './room-document.ts';

const UNKNOWN: Done = { told: { result: 'unknown', sid: null, code: null }, looked: null };

/** Asks who is in a call's room, and which of its legs are over. What can't be asked is not guessed: then nothing was seen. */
export async function lookAt(rest: TwilioRest, { callId, legs }: CommandedCall): Promise<Done> {
  const alive = legs.filter(({ state }) => state !== 'over');
  const [room, ...reports] = await Promise.all([
    rest.liveConference(roomOf(callId)),
    ...alive.map(async ({ leg }) => ({ leg, report: await rest.call(leg) })),
  ]);
  if (!room.ok) return UNKNOWN;
  const over: string[] = [];
  for (const { leg, report } of reports) {
    if (!report.ok) return UNKNOWN;
    const status = report.value?.status;
    if (report.value === null || (status && isFinal(status))) over.push(leg);
  }
  const there = room.value ? await rest.participants(room.value.sid) : null;
  if (there && !there.ok) return UNKNOWN;
  const participants = (there?.value ?? []).map(({ leg, label, joined, onHold, muted }) => ({
    ...{ leg, label, ringing: !joined, held: onHold, muted },
  }));
  return {
    told: { result: 'done', sid: null, code: null },
    looked: { room: room.value?.sid ?? null, participants, over },
  };
}
