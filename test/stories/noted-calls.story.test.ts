import { afterAll, beforeAll, expect, it } from 'vitest';
import { notedCall, notedIncomingCall } from './noted-call.scene.ts';
import { openStage, type Stage, silentDirector } from './stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.stop());

it('[req 53] [req 55] [req 59] [req 61] [req 63] [req 64] an agent notes a call that she placed: everything lands on the record, once', async () => {
  await notedCall(stage, silentDirector);
  expect(stage.world.twilio.control.liveLegs()).toEqual([]);
});

it('[req 1] [req 55] [req 59] [req 61] [req 64] the same for a call that rang two agents: one log', async () => {
  await notedIncomingCall(stage, silentDirector);
  expect(stage.world.twilio.control.liveLegs()).toEqual([]);
});
