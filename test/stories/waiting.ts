import * as v from 'valibot';
import type { Queue } from '#shared/call-flow/call-flow.schema.ts';
import { newFlow, newPeople } from '#shared/call-flow/new-flow.ts';
import { type E164, e164Schema } from '#shared/ids.ts';
import type { TestAgent } from '#test/support/agent.ts';
import { eventually } from '#test/support/eventually.ts';
import { said } from './heard.ts';
import type { Switchboard } from './switchboard.ts';

/** Callers of a line with a queue, on a switchboard. */

export const ANNOUNCED = /Su llamada es importante/;

/** One caller after another, none of them in the CRM. */
export const callerNumber = (n: number): E164 => v.parse(e164Schema, `+346200000${String(n).padStart(2, '0')}`);

/** The line rings these people, and has a queue. */
export const saveQueue = (board: Switchboard, people: readonly TestAgent[], over: Partial<Queue> = {}) =>
  board.save({
    people: newPeople(people.map(({ id }) => id)),
    queue: {
      ...newFlow('es-ES', 'Europe/Madrid').queue,
      on: true,
      callers: 25,
      minutes: 25,
      announceSeconds: 20,
      ...over,
    },
  });

/** Somebody calls who finds nobody free, and waits. */
export async function waits(board: Switchboard, from?: E164): Promise<string> {
  const sid = board.call(from);
  const { control } = board.world.twilio;
  await eventually('she waits', () => control.call(sid).transcript.some(({ what }) => what === 'queued'));
  await eventually('she is told so', () => said(board.world, sid).length > 0);
  return sid;
}

/** Her softphone is on a call that the server knows nothing of. */
export const isBusy = (one: TestAgent): Promise<void> => one.device({ registered: true, onCall: true });
export const isFree = (one: TestAgent): Promise<void> => one.device({ registered: true, onCall: false });
