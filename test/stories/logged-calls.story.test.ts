import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { CommandInput, CommandName } from '#extension/wire/contract.ts';
import type { CallId } from '#shared/ids.ts';
import { TurnableClock } from '#test/support/clock.ts';
import { eventually, nothingHappens } from '#test/support/eventually.ts';
import { LAURA } from '#test/support/world.ts';
import { LAURA_ID } from '#test/zoho/data/seed-records.ts';
import { LAURA_REF } from './noted-call.ts';
import { latestCall } from './on-record.ts';
import { lauraCalls, openStage, type Stage } from './stage.ts';

/** Calls in which nobody was talked to stand on the record as what they were, once, without anybody's doing. */

/** Longer than any phone rings. */
const RUNG_OUT_MS = 60_000;

let stage: Stage;
let popup: Page;

beforeAll(async () => {
  // Tokens are good for the browser's time, too.
  stage = await openStage({ world: { clock: new TurnableClock(new Date()) } });
  popup = await stage.ana.popup();
});
afterAll(async () => {
  expect(stage.world.twilio.control.liveLegs()).toEqual([]);
  await stage.stop();
});
beforeEach(async () => {
  await ask('call.dismiss', {});
  await stage.ana.until('the softphone is idle', ({ call }) => call === null);
});

/** As a view asks. */
const ask = <N extends CommandName>(name: N, input: CommandInput<N>) =>
  popup.evaluate((message) => chrome.runtime.sendMessage(message), { kind: 'ask', name, input });
const dial = () => ask('call.dial', { to: LAURA, record: LAURA_REF, from: null });
const turn = (ms: number) => stage.world.twilio.control.turnClock(ms);

interface Logged {
  type: unknown;
  duration: unknown;
  /** The line that tells how it ended. */
  result: string | undefined;
}

function logged(id: CallId): Logged[] {
  const { calls } = stage.world.zoho.control.writtenOn('Contacts', LAURA_ID);
  return calls
    .map(({ values }) => ({ values, text: String(values.Description).split('\n') }))
    .filter(({ text }) => text.includes(`Sidetone ${id}`))
    .map(({ values, text }) => ({
      type: values.Call_Type,
      duration: values.Call_Duration ?? null,
      result: text.find((line) => line.startsWith('Resultado: ') || line.startsWith('Result: ')),
    }));
}

/** The newest call, once it is over and logged. */
async function isLogged(): Promise<Logged[]> {
  const { id } = await eventually('the call has ended', async () => {
    await turn(500);
    return latestCall(stage.world);
  });
  const found = await eventually('it is logged', async () => {
    await turn(1_000);
    const all = logged(id);
    return all.length > 0 && all;
  });
  // The wrap-up's ten minutes are over, too: nothing is added.
  await turn(11 * 60_000);
  await nothingHappens('it is logged again', () => logged(id).length, 700);
  return found;
}

it.each([
  ['was busy', 'busy', /Ocupado|Busy/],
  ['did not pick up', 'no-answer', /Sin respuesta|No answer/],
  ['could not be reached', 'fails', /Fallida|Failed/],
] as const)('[req 1] logs once that a contact %s', async (_, whenRung, words) => {
  stage.world.twilio.control.setPhone(LAURA, { whenRung, afterSeconds: 0 });
  await dial();
  if (whenRung === 'no-answer') {
    await stage.ana.until('it rings there', ({ call }) => call?.state === 'ringing-out');
    await turn(RUNG_OUT_MS);
  }
  await eventually('it ends', async () => {
    await turn(500);
    return (await stage.ana.softphone()).call?.state === 'ended';
  });
  expect(await isLogged()).toEqual([{ type: 'Outbound', duration: '00:00', result: expect.stringMatching(words) }]);
});

it('[req 1] logs once that the agent gave up before an answer', async () => {
  stage.world.twilio.control.setPhone(LAURA, { whenRung: 'no-answer' });
  await dial();
  await eventually('it rings there', async () => {
    await turn(200);
    return (await stage.ana.softphone()).call?.state === 'ringing-out';
  });
  await ask('call.end', { callId: null });
  await stage.ana.until('it was cancelled', ({ call }) => call?.state === 'ended' && call.how === 'cancelled');
  expect(await isLogged()).toEqual([
    { type: 'Outbound', duration: '00:00', result: expect.stringMatching(/Cancelada|Cancelled/) },
  ]);
});

it('[req 1] [req 73] logs one missed call when Laura gives up while it rings', async () => {
  const sid = lauraCalls(stage.world);
  await eventually('Ana’s softphone rings', async () => {
    await turn(200);
    return (await stage.ana.softphone()).call?.state === 'ringing';
  });
  stage.world.twilio.control.hangUp(sid);
  expect(await isLogged()).toEqual([
    { type: 'Missed', duration: null, result: expect.stringMatching(/Perdida|Missed/) },
  ]);
});

it('[req 1] [req 73] logs one missed call when nobody answers', async () => {
  const sid = lauraCalls(stage.world);
  await eventually('Laura’s call has ended', async () => {
    await turn(2_000);
    return stage.world.twilio.control.call(sid).endedAt !== null;
  });
  expect(await isLogged()).toEqual([
    { type: 'Missed', duration: null, result: expect.stringMatching(/Perdida|Missed/) },
  ]);
});
