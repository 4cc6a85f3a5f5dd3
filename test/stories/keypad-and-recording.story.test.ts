import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { adminApi } from '#shared/api/admin-api.ts';
import type { CallControl } from '#shared/call/control.ts';
import { press } from '#test/support/browser/agent-browser.ts';
import { pastes } from '#test/support/browser/clipboard.ts';
import { eventually } from '#test/support/eventually.ts';
import { must } from '#test/support/must.ts';
import { HZ } from '#test/support/running-call.ts';
import { COMPANY_LINE, LAURA } from '#test/support/world.ts';
import { LAURA_ID } from '#test/zoho/data/seed-records.ts';
import { silencesIn } from './heard-file.ts';
import {
  callComesIn,
  callGoesOut,
  isBack,
  isHeld,
  itEnds,
  openTalkStage,
  putAway,
  stands,
  type TalkLegs,
  type TalkStage,
  theyHearEachOther,
} from './in-the-call.ts';

/** Keys for a machine at the other end; and what is in the file of a call whose recording Ana pauses. */

let stage: TalkStage;

beforeAll(async () => {
  stage = await openTalkStage({ world: { team: ['ana'] } });
});
afterAll(() => stage?.stop());
afterEach(() => itEnds(stage));

/** The digits that the other side has heard until now. */
const arrives = ({ customer }: TalkLegs, digits: string) =>
  eventually(`the other side hears ${digits}`, () => {
    const heard = stage.world.twilio.control.call(customer).phones.at(-1)?.digits;
    if (heard !== digits) throw new Error(`it heard ${heard}`);
    return true;
  });

/** Milliseconds from each of Ana's keys to the next. */
function betweenKeys({ agent }: TalkLegs): number[] {
  const { transcript } = stage.world.twilio.control.call(agent);
  const times = transcript.flatMap((entry) => (entry.what === 'pressed' ? [entry.at.getTime()] : []));
  return times.slice(1).map((at, n) => at - (times[n] ?? at));
}

const sent = (digits: string) =>
  stage.ana.until(`she sees ${digits}`, ({ call }) => call?.state === 'live' && call.digits === digits);

it('an extension is dialled once somebody answers, and 12#w9 is heard as digits with the pause, pasted or typed', async () => {
  const { ana, popup, world } = stage;
  const call = await callGoesOut(stage, `${LAURA} ext. 31`);
  await arrives(call, '31');
  const { answeredAt, transcript } = world.twilio.control.call(call.agent);
  const extension = transcript.find(({ what }) => what === 'pressed');
  expect(extension?.at.getTime()).toBeGreaterThan(answeredAt?.getTime() ?? Number.POSITIVE_INFINITY);

  await press(popup, ana.t.call.keypad);
  await popup.locator('.tones').wait();
  await pastes(popup, '12#w9');
  await arrives(call, '3112#9');
  await popup.keyboard.type('12#w9');
  await arrives(call, '3112#912#9');
  // A comma is two seconds, between keys of a quarter: long enough to be told from what a busy machine adds or takes.
  await pastes(popup, '4,5');
  await popup.keyboard.type(',6');
  await arrives(call, '3112#912#9456');
  await sent('3112#912#9456');
  for (const pause of betweenKeys(call).slice(-2)) expect(pause).toBeGreaterThan(1_000);
});

const recordingIs = (state: CallControl['recording']) =>
  stands(stage.ana, `the recording is ${state}`, ({ recording }) => recording === state);

/** Laura hears Ana for so long from now on. */
async function hearsAnaFor({ customer }: TalkLegs, seconds: number): Promise<void> {
  const heardMs = () => {
    const { heard } = stage.world.twilio.control.call(customer).phones.at(-1) ?? expect.fail('she has no phone');
    return heard.find(({ hz }) => Math.abs(hz - HZ.ana) < 20)?.heardMs ?? 0;
  };
  const before = heardMs();
  await eventually(`she hears Ana for ${seconds} s`, () => heardMs() - before >= seconds * 1_000);
}

/** The files at the note that says so on Laura's record, by name. */
const filesAtNote = (words: string, count: number) =>
  eventually('the recording is at the note', () => {
    const { notes } = stage.world.zoho.control.writtenOn('Contacts', LAURA_ID);
    const found = notes.find(({ note }) => String(note.values.Note_Content).includes(words));
    if (found?.files.length !== count) throw new Error(`${found?.files.length ?? 'no note, no'} files`);
    return found.files.map(({ name, content }) => {
      if (content.kind !== 'file') throw new Error(`${name} is no file`);
      return { name, silences: silencesIn(content.bytes) };
    });
  });

it('[req 59] a paused recording is silent in its file, stays paused through a hold, and both parts are at one note', async () => {
  const { ana, popup, world } = stage;
  const agentIds = [await world.idOf('ana')];
  await must(
    world.admin.ask(adminApi.saveIncomingNumber, { number: COMPANY_LINE, name: 'Madrid', agentIds, record: true }),
  );
  const call = await callComesIn(stage);
  await recordingIs('on');
  await theyHearEachOther(stage, call);
  await popup.keyboard.press('n');
  await popup.keyboard.type('Dicta el número de su tarjeta.');
  await popup.keyboard.press('Escape');

  await popup.locator('.recchip').click();
  await recordingIs('paused');
  await popup.locator(`.recchip::-p-text(${ana.t.control.recording.paused})`).wait();
  // The two go on talking: what they say now is on no file.
  await hearsAnaFor(call, 2);
  await popup.locator('.recchip').click();
  await recordingIs('on');
  await hearsAnaFor(call, 1);

  await popup.locator('.recchip').click();
  await recordingIs('paused');
  await press(popup, ana.t.control.hold);
  await isHeld(ana);
  await press(popup, ana.t.control.resume);
  await isBack(ana);
  await theyHearEachOther(stage, call);
  await recordingIs('paused');
  await popup.locator('.recchip').click();
  await recordingIs('on');
  await hearsAnaFor(call, 1);

  world.twilio.control.hangUp(call.customer);
  await ana.until('the call has ended', ({ call: now }) => now?.state === 'ended');
  await putAway(ana, popup);
  const [first, second] = await filesAtNote('Dicta el número de su tarjeta.', 2);
  expect(first).toEqual({ name: expect.stringMatching(/^parte 1 de 2 /), silences: 1 });
  expect(second).toEqual({ name: expect.stringMatching(/^parte 2 de 2 /), silences: 0 });
});
