import { afterAll, beforeAll, expect, it } from 'vitest';
import { incomingCall } from './incoming-call.scene.ts';
import { outgoingCall } from './outgoing-call.scene.ts';
import { openStage, type Stage, silentDirector } from './stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.stop());

it('[req 58] [req 60] [req 62] an agent clicks an icon and talks with the contact', async () => {
  await outgoingCall(stage, silentDirector);
  expect(stage.world.twilio.control.liveLegs()).toEqual([]);
});

it('[req 41] [req 43] [req 56] a contact calls, two agents ring, one answers', async () => {
  await incomingCall(stage, silentDirector);
  expect(stage.world.twilio.control.liveLegs()).toEqual([]);
});
