import * as v from 'valibot';
import { callIdSchema } from '#shared/ids.ts';
import { TurnableClock } from '#test/support/clock.ts';
import { DevicePhone } from './device.ts';
import { FakeDevice } from './voice-sdk.fixture.ts';

export const ID = v.parse(callIdSchema, `c_${'a'.repeat(22)}`);
export const access = { token: 'first', edge: 'dublin', ttlSeconds: 3600 };

/** An agent's line whose Devices are the test's, and what it tells. */
export class DeviceBench {
  readonly clock = new TurnableClock();
  readonly told: unknown[] = [];
  /** Oldest first. */
  readonly devices: FakeDevice[] = [];
  /** Is done to each Device that is made, before anything else. */
  prepare: (device: FakeDevice) => void = () => undefined;
  readonly phone = new DevicePhone({
    clock: this.clock,
    soundUrl: (name) => `chrome-extension://x/sounds/${name}.wav`,
    events: {
      registered: (registered) => this.told.push({ registered }),
      tokenEnds: () => this.told.push('token ends'),
      invited: (invite) => this.told.push({ invite }),
      news: (news) => this.told.push(news),
      measured: (leg, sid, quality) => this.told.push({ measured: { leg, sid, ...quality } }),
    },
    makeDevice: (token, options) => {
      const device = new FakeDevice(token, options);
      this.prepare(device);
      this.devices.push(device);
      return device;
    },
  });

  /** The one that was made last. */
  get device(): FakeDevice {
    const last = this.devices.at(-1);
    if (!last) throw new Error('no line was opened');
    return last;
  }

  settle(): Promise<void> {
    return this.clock.turn(0);
  }
}
