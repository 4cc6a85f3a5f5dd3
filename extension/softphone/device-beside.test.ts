import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { access, DeviceBench, ID } from './device.fixture.ts';
import { loadInCall } from './load-in-call.ts';
import { FakeCall, type FakeDevice } from './voice-sdk.fixture.ts';

let line: DeviceBench;
let told: DeviceBench['told'];
let devices: DeviceBench['devices'];
let phone: DeviceBench['phone'];

beforeAll(loadInCall);
beforeEach(() => {
  line = new DeviceBench();
  ({ devices, phone, told } = line);
});

const device = () => line.device;
const settle = () => line.settle();

describe('a second call', () => {
  const second = () => new FakeCall('+34911222333', { callId: `c_${'b'.repeat(22)}` });

  /** Talks on one call while another rings, which is then answered. */
  async function answered(prepared?: (device: FakeDevice) => void) {
    await phone.open(access);
    const [first, other, moved] = [new FakeCall('+34612345678', { callId: ID }), second(), new FakeCall()];
    device().edge = 'ashburn';
    device().emit('incoming', first);
    phone.accept(1);
    first.opens();
    device().emit('incoming', other);
    line.prepare = (made) => {
      made.connects = moved;
      prepared?.(made);
    };
    phone.accept(2);
    await settle();
    return { first, other, moved, main: devices[0], beside: devices[1] };
  }

  it('is taken over by a Device of its own at the same edge: the one on which it rings would hang up the first', async () => {
    const { first, other, main, beside } = await answered();
    expect(first.asked).toEqual(['accept true']);
    expect(other.asked).toEqual([]);
    expect(beside?.options).toMatchObject({ edge: 'ashburn' });
    expect(beside?.tokens).toEqual(['first']);
    expect(beside?.dialled).toEqual([{ connectToken: 'take-over', rtcConstraints: { audio: true } }]);
    expect(beside?.switchedOff).toEqual(['incoming', 'outgoing']);
    expect(main?.destroyed).toBe(false);
  });

  it('goes on where it was taken: Twilio’s cancel of where it rang is not its end', async () => {
    const { other, moved } = await answered();
    told.length = 0;
    other.ends('cancel');
    moved.opens();
    expect(told).toEqual([{ type: 'leg-accepted', leg: 2 }]);
  });

  it('lets go of its Device when it ends, and the first call goes on', async () => {
    const { first, moved, main, beside } = await answered();
    moved.opens();
    moved.ends('disconnect');
    expect(told.at(-1)).toEqual({ type: 'leg-ended', leg: 2 });
    expect([main?.destroyed, beside?.destroyed]).toEqual([false, true]);
    expect(first.state).toBe('open');
  });

  it('goes on when the first ends; a third is then answered where it rings', async () => {
    const { first, beside } = await answered();
    first.ends('disconnect');
    expect(beside?.destroyed).toBe(false);
    const third = second();
    device();
    devices[0]?.emit('incoming', third);
    phone.accept(3);
    expect(third.asked).toEqual(['accept true']);
  });

  it('that no Device could take is told, and declined for Twilio to go on', async () => {
    const { other, beside } = await answered((made) => {
      made.connects = 'refused';
    });
    expect(other.asked).toEqual(['reject']);
    expect(told.at(-1)).toMatchObject({ type: 'leg-failed', leg: 2 });
    expect(beside?.destroyed).toBe(true);
  });

  it('that she gives up while it is taken over is hung up there too', async () => {
    await phone.open(access);
    const [first, other, moved] = [new FakeCall('', { callId: ID }), second(), new FakeCall()];
    device().emit('incoming', first);
    phone.accept(1);
    first.opens();
    device().emit('incoming', other);
    line.prepare = (made) => {
      made.connects = moved;
    };
    phone.accept(2);
    phone.hangUp(2);
    await settle();
    expect([other.asked, moved.asked]).toEqual([['reject'], ['disconnect']]);
  });

  it('has her voice alone: the other leg hears nothing of her, whatever she has muted', async () => {
    const { first, moved } = await answered();
    phone.speakOn(2, false);
    expect(first.asked.at(-1)).toBe('mute true');
    expect(moved.asked.at(-1)).toBe('mute false');
    phone.speakOn(1, true);
    expect([first.asked.at(-1), moved.asked.at(-1)]).toEqual(['mute true', 'mute true']);
  });

  it('shows how loud the call is that she speaks on, not the other', async () => {
    const { first, moved } = await answered();
    const levels: unknown[] = [];
    phone.watchLevels((seen) => levels.push(seen), new AbortController().signal);
    phone.speakOn(2, false);
    first.emit('volume', 0.1, 0.1);
    moved.emit('volume', 0.5, 0.6);
    expect(levels).toEqual([{ you: 0.5, them: 0.6 }]);
  });

  it('gets each new token too, and says when its own ends', async () => {
    const { main, beside } = await answered();
    phone.renew('next');
    expect([main?.tokens, beside?.tokens]).toEqual([
      ['first', 'next'],
      ['first', 'next'],
    ]);
    told.length = 0;
    beside?.emit('tokenWillExpire');
    beside?.emit('error', { code: 31205 });
    expect(told).toEqual(['token ends', 'token ends']);
  });

  it('ends with the line', async () => {
    const { main, beside } = await answered();
    phone.close();
    expect([main?.destroyed, beside?.destroyed]).toEqual([true, true]);
  });
});
