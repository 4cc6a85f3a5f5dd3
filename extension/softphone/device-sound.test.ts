import { beforeEach, describe, expect, it } from 'vitest';
import { TurnableClock } from '#test/support/clock.ts';
import { DevicePhone } from './device.ts';
import { FakeCall, FakeDevice } from './voice-sdk.fixture.ts';

const HEADSET = 'headset';
const access = { token: 'first', edge: 'dublin', ttlSeconds: 3600 };

let clock: TurnableClock;
let device: FakeDevice;
let phone: DevicePhone;
let call: FakeCall;

/** Her headset is plugged in, and chosen for both. */
beforeEach(async () => {
  clock = new TurnableClock();
  phone = new DevicePhone({
    clock,
    soundUrl: (name) => name,
    events: {
      registered: () => undefined,
      tokenEnds: () => undefined,
      invited: () => undefined,
      news: () => undefined,
      measured: () => undefined,
    },
    makeDevice(token, options) {
      device = new FakeDevice(token, options);
      return device;
    },
  });
  phone.useDevices({ microphoneId: HEADSET, speakerId: HEADSET });
  await phone.open(access);
  device.speakersThere.add('default');
  await plugs(true);
  call = new FakeCall();
});

const plugs = async (there: boolean) => {
  for (const list of [device.microphones, device.speakersThere]) {
    if (there) list.add(HEADSET);
    else list.delete(HEADSET);
  }
  for (const changed of device.changes) changed();
  await clock.turn(500);
};
const answers = () => {
  device.emit('incoming', call);
  phone.accept(1);
  call.opens();
};
const heard = () => [device.speakers[0], device.input];

describe('a headset', () => {
  it('that is unplugged in a call leaves it to the system’s own, and takes it back when it is plugged in again', async () => {
    answers();
    expect(heard()).toEqual([HEADSET, null]);
    await plugs(false);
    expect(heard()).toEqual(['default', 'default']);
    await plugs(true);
    expect(heard()).toEqual([HEADSET, HEADSET]);
  });

  it('stays in use when something else is plugged in: the SDK would take the system’s own', async () => {
    answers();
    device.input = 'default';
    device.microphones.add('webcam');
    await plugs(true);
    expect(heard()).toEqual([HEADSET, HEADSET]);
  });

  it('that is chosen in a call is used at once', () => {
    answers();
    phone.useDevices({ microphoneId: '', speakerId: '' });
    expect(heard()).toEqual(['default', 'default']);
    phone.useDevices({ microphoneId: HEADSET, speakerId: HEADSET });
    expect(heard()).toEqual([HEADSET, HEADSET]);
  });

  it('keeps no microphone open between calls', async () => {
    await plugs(false);
    expect(device.input).toBeNull();
    answers();
    await plugs(true);
    expect(device.input).toBe(HEADSET);
    call.ends('disconnect');
    expect(device.input).toBeNull();
    await plugs(false);
    expect(device.input).toBeNull();
  });
});
