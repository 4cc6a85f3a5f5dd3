import { expect, it } from 'vitest';
import type { Party, PartyEvents } from '#test/twilio/party.ts';
import { fork } from './fork.ts';

/** A Device of Ana's: remembers what it was told, and says what the test wants. */
function device() {
  const told: string[] = [];
  let events: PartyEvents | undefined;
  const party: Party = {
    kind: 'sdk',
    address: 'client:ana',
    audio: { listen: () => told.push('listen'), hear: () => told.push('hear') },
    attach: (attached) => {
      events = attached;
    },
    ring: () => told.push('ring'),
    showRinging: () => {},
    answer: () => {},
    end: () => told.push('end'),
  };
  return { party, told, says: () => events as PartyEvents }; // attached by fork before the test lets it speak
}

const invite = { callSid: 'CA1', from: '+34612345678', to: 'client:ana', parameters: {} };

function ringing(count: number) {
  const devices = Array.from({ length: count }, device);
  const heard: string[] = [];
  const whole = fork(devices.map(({ party }) => party));
  whole.attach({
    answered: () => heard.push('answered'),
    refused: (why) => heard.push(why),
    hungUp: () => heard.push('hung up'),
    digit: (digit) => heard.push(digit),
  });
  whole.ring(invite);
  return { devices, heard, whole };
}

it('rings every device, and stops the others when one answers', () => {
  const { devices, heard, whole } = ringing(3);
  devices[1]?.says().answered();
  devices[0]?.says().answered();
  devices[2]?.says().refused('busy');
  expect(devices.map(({ told }) => told)).toEqual([['ring', 'end'], ['ring'], ['ring', 'end']]);
  whole.audio.hear(null);
  devices[0]?.says().digit('7');
  devices[1]?.says().digit('8');
  devices[0]?.says().hungUp();
  devices[1]?.says().hungUp();
  expect(devices[1]?.told).toEqual(['ring', 'hear']);
  expect(heard).toEqual(['answered', '8', 'hung up']);
});

it('is refused only when all have refused, with the weightiest reason', () => {
  const { devices, heard } = ringing(3);
  devices[0]?.says().refused('declined');
  devices[1]?.says().refused('failed');
  expect(heard).toEqual([]);
  devices[2]?.says().hungUp();
  expect(heard).toEqual(['declined']);
});

it('ends whoever still rings, or the one who talks', () => {
  const ring = ringing(2);
  ring.devices[0]?.says().refused('busy');
  ring.whole.end();
  expect(ring.devices.map(({ told }) => told)).toEqual([['ring'], ['ring', 'end']]);
  const talk = ringing(2);
  talk.devices[0]?.says().answered();
  talk.whole.end();
  expect(talk.devices[0]?.told).toEqual(['ring', 'end']);
});

it('leaves a single device as it is', () => {
  const { party } = device();
  expect(fork([party])).toBe(party);
});
