import { isFinal } from '#server/calls/call-event.ts';
import type { CommandedCall, Done } from './commanded-call.ts';
import type { RestClient } from './rest-client.ts';
import { legReport } from './rest-legs.ts';
import { roomNamed } from './rest-room.ts';
import { roomOf } from './room-document.ts';

/** Asks who is in a call's room, and which of its legs are over. What can't be asked is not guessed: then nothing was seen. */
export async function lookAt(client: RestClient, { callId, legs }: CommandedCall): Promise<Done> {
  const alive = legs.filter(({ state }) => state !== 'over');
  const [room, ...reports] = await Promise.all([
    roomNamed(client, roomOf(callId)),
    ...alive.map(async ({ leg }) => ({ leg, report: await legReport(client, leg) })),
  ]);
  if (!room.ok || reports.some(({ report }) => !report.ok))
    return { told: { result: 'unknown', sid: null, code: null }, looked: null };
  const over = reports.flatMap(({ leg, report }) => {
    if (!report.ok) return [];
    const status = report.value?.status;
    return report.value === null || (status && isFinal(status)) ? [leg] : [];
  });
  return {
    told: { result: 'done', sid: null, code: null },
    looked: { room: room.value?.sid ?? null, participants: room.value?.participants ?? [], over },
  };
}
