import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { hiddenText } from '#test/support/browser/closed-root.ts';
import { eventually } from '#test/support/eventually.ts';
import { COMPANY_LINE, STRANGER } from '#test/support/world.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterEach(async () => {
  await eventually('no leg is left', () => stage.world.twilio.control.liveLegs().length === 0);
  await stage.ana.until('the softphone is free', ({ call }) => call === null || call.state === 'ended');
});
afterAll(() => stage?.stop());

/** Searches that reached the CRM since the call came. */
const searches = () => stage.world.zoho.control.requests.list().filter(({ path }) => path.includes('/search')).length;

it('shows a number that nobody knows as an unknown caller', async () => {
  const { world, ana, page } = stage;
  const sid = world.twilio.control.placeCall({ from: STRANGER, to: COMPANY_LINE });
  await ana.until(
    'the CRM knows nobody',
    ({ call }) => call?.state === 'ringing' && call.party.match.state === 'unknown',
  );
  await eventually('the card says so', async () => {
    const text = await hiddenText(page);
    return text.includes(ana.t.call.unknown) && text.includes('+34 699 00 01 11');
  });
  world.twilio.control.hangUp(sid);
});

it.each([
  ['266696687 (ANONYMOUS on a keypad)', '266696687'],
  ['the same with a plus', '+266696687'],
  ['the word', 'anonymous'],
  ['an empty From', ''],
])('[req 71] shows %s as withheld and looks nothing up', async (_, showAs) => {
  const { world, ana, page } = stage;
  const before = searches();
  const sid = world.twilio.control.placeCall({ from: STRANGER, to: COMPANY_LINE, showAs });
  await ana.until('it rings without a number', ({ call }) => call?.state === 'ringing' && call.party.number === null);
  await eventually('the card says so, and shows no digits of it', async () => {
    const text = await hiddenText(page);
    return text.includes(ana.t.call.withheld) && !text.includes('266696687') && !text.includes('266 69');
  });
  world.twilio.control.hangUp(sid);
  await ana.until('it is over', ({ call }) => call?.state === 'ended');
  expect(searches()).toBe(before);
});
