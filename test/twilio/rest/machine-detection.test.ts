import twilioPackage from 'twilio';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COLLEAGUE, COMPANY, openStage, type Stage } from '#test/twilio/behaviour/stage.ts';

let stage: Stage;
let client: ReturnType<typeof twilioPackage>;
beforeEach(async () => {
  stage = await openStage();
  client = twilioPackage(stage.twilio.accountSid, stage.twilio.authToken);
  client.api.baseUrl = stage.twilio.httpUrl;
});
afterEach(async () => {
  for (const { sid } of stage.control.calls()) stage.call(sid).endedAt ?? stage.control.hangUp(sid);
  await stage.close();
});

const both = { from: COMPANY, to: COLLEAGUE };
const ways = [
  ['a call', (more: object) => client.calls.create({ ...both, twiml: '<Response/>', ...more })],
  ['a participant', (more: object) => client.conferences('room').participants.create({ ...both, ...more })],
] as const;

describe.each(ways)('the machine detection of %s', (_, create) => {
  const outcomeOf = (more: object) =>
    create(more).then(
      () => 'made',
      ({ status, code }) => ({ status, code }),
    );

  it.each(['Enable', 'DetectMessageEnd'])('is refused as missing here: %s', async (machineDetection) => {
    expect(await outcomeOf({ machineDetection })).toEqual({ status: 501, code: 20501 });
  });

  it.each([
    { machineDetection: 'Guess' },
    { machineDetectionTimeout: 61 },
    { machineDetectionSpeechThreshold: 999 },
    { machineDetection: 'Enable', machineDetectionSpeechEndThreshold: 5001 },
    { machineDetection: 'Enable', machineDetectionSilenceTimeout: 1999 },
  ])('is refused for what is no value: %j', async (more) => {
    expect(await outcomeOf(more)).toEqual({ status: 400, code: 21234 });
    expect(stage.control.calls()).toEqual([]);
  });

  it('is not asked for by what only says how', async () => {
    const how = { machineDetectionTimeout: 3, machineDetectionSilenceTimeout: 10_000 };
    const told = { asyncAmd: 'true', amdStatusCallback: 'https://example.com/amd' };
    expect(await outcomeOf({ ...how, ...told })).toBe('made');
  });
});
