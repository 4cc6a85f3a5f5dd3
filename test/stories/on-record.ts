import type { CallId } from '#shared/ids.ts';
import { eventually } from '#test/support/eventually.ts';
import type { World } from '#test/support/world.ts';
import { recordedSound } from '#test/twilio/media/recorded-sound.ts';
import { LAURA_ID } from '#test/zoho/data/seed-records.ts';
import { ALL_OF_IT, onLaurasRecord } from './noted-call.ts';
import { near } from './outgoing-call.scene.ts';
import { VOICE_HZ } from './stage.ts';

/** Seconds by which what Twilio counts and what was heard may differ. */
const ROUNDED_SECONDS = 2;
/** Of a call of ours the network counts the announcement, too, which is not in the file. */
const ANNOUNCED_SECONDS = { Inbound: 0, Outbound: 4 } as const;

export interface Expected {
  type: 'Inbound' | 'Outbound';
  /** Whose voice each channel of the recording holds, Hz. */
  channels: readonly [number, number];
  callAt: Date;
  taskAt: Date;
}

/** The newest call of the ledger, once it has ended. */
export const latestCall = (world: Pick<World, 'server'>) =>
  eventually('the call has ended', async () => {
    const newest = await world.server.context.db
      .selectFrom('calls')
      .selectAll()
      .orderBy('created_at', 'desc')
      .limit(1)
      .executeTakeFirst();
    return newest?.state === 'ended' && newest;
  });

/** Waits until all of a call stands on Laura's record, once, as it was noted; throws with what is different. */
export async function expectOnRecord(world: World, id: CallId, expected: Expected): Promise<void> {
  const call = await latestCall(world);
  const all = ALL_OF_IT(expected.type, minutesAndSeconds(call.talked_seconds));
  await eventually('everything is on the record', () => same(onLaurasRecord(world, id), all), 30_000);
  const { plannedCalls, tasks, notes } = world.zoho.control.writtenOn('Contacts', LAURA_ID);
  const isOfIt = (text: unknown) => String(text).includes(`Sidetone ${id}`);
  const planned = plannedCalls.find(({ values }) => isOfIt(values.Description));
  const task = tasks.find(({ values }) => isOfIt(values.Description));
  same(Date.parse(String(planned?.values.Call_Start_Time)), expected.callAt.getTime());
  same(task?.values.Due_Date, expected.taskAt.toISOString().slice(0, 10));
  const file = notes.find(({ note }) => isOfIt(note.values.Note_Content))?.files[0];
  if (file?.content.kind !== 'file') throw new Error('the note has no file');
  const sound = recordedSound(file.content.bytes);
  const missing = call.talked_seconds - sound.seconds;
  if (missing < -ROUNDED_SECONDS || missing > ROUNDED_SECONDS + ANNOUNCED_SECONDS[expected.type])
    throw new Error(`the recording has ${sound.seconds} s of ${call.talked_seconds}`);
  const voices = sound.channels.map(({ tones }) =>
    Object.values(VOICE_HZ).filter((hz) => tones.some((tone) => near(tone, hz))),
  );
  same(
    voices,
    expected.channels.map((hz) => [hz]),
  );
}

function same(found: unknown, expected: unknown): true {
  if (JSON.stringify(found) !== JSON.stringify(expected))
    throw new Error(`${JSON.stringify(found)} is not ${JSON.stringify(expected)}`);
  return true;
}

function minutesAndSeconds(seconds: number): string {
  const two = (count: number) => String(count).padStart(2, '0');
  return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
}
