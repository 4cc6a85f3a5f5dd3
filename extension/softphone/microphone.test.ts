import { beforeEach, expect, it } from 'vitest';
import { eventually } from '#test/support/eventually.ts';
import { type MicrophoneSource, MicrophoneWatch, microphoneProblem } from './microphone.ts';

class Permission extends EventTarget {
  name = 'microphone';
  state: PermissionState = 'prompt';
  onchange = null;
}
class Devices extends EventTarget {
  kinds: MediaDeviceKind[] = ['audioinput'];
  /** Named only once the permission is given. */
  id = '';
  async enumerateDevices(): Promise<MediaDeviceInfo[]> {
    return this.kinds.map((kind) => ({ kind, deviceId: this.id, groupId: '', label: '', toJSON: () => null }));
  }
}

let permission: Permission;
let devices: Devices;
let told: string[];
let source: MicrophoneSource;

beforeEach(() => {
  permission = new Permission();
  devices = new Devices();
  told = [];
  source = { permission: async () => permission, devices };
});
const watch = () => new MicrophoneWatch((state) => told.push(state), source);
const seen = (...states: string[]) => eventually(states.join(), () => told.join() === states.join());

it('tells the permission at once, and whenever it changes', async () => {
  watch();
  await seen('prompt');
  permission.state = 'granted';
  permission.dispatchEvent(new Event('change'));
  await seen('prompt', 'granted');
});

it('tells that the only microphone was pulled out, and that it is back', async () => {
  permission.state = 'granted';
  watch();
  await seen('granted');
  devices.kinds = ['audiooutput'];
  devices.dispatchEvent(new Event('devicechange'));
  await seen('granted', 'missing');
  devices.kinds = ['audioinput'];
  devices.dispatchEvent(new Event('devicechange'));
  await seen('granted', 'missing', 'granted');
});

it('does not know where the browser does not say, which hinders no call', async () => {
  source.permission = async () => {
    throw new TypeError('unknown permission');
  };
  expect(await watch().look()).toBe('unknown');
  expect(microphoneProblem('unknown')).toBeNull();
});

it('tells when something is plugged in or out, and knows what is there', async () => {
  permission.state = 'granted';
  devices.id = 'headset';
  const microphone = watch();
  expect(microphone.has('headset'), 'not known yet').toBe(true);
  await seen('granted');
  expect([microphone.has('headset'), microphone.has('webcam'), microphone.has('')]).toEqual([true, false, true]);
  devices.id = 'default';
  devices.dispatchEvent(new Event('devicechange'));
  await seen('granted', 'granted');
  expect(microphone.has('headset')).toBe(false);
});
