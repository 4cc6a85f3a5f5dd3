import { beforeEach, describe, expect, it } from 'vitest';
import { access, DeviceBench, ID } from './device.fixture.ts';
import { SOUND_NAMES } from './sound-names.ts';
import { FakeCall } from './voice-sdk.fixture.ts';

let line: DeviceBench;
let clock: DeviceBench['clock'];
let told: DeviceBench['told'];
let phone: DeviceBench['phone'];

beforeEach(() => {
  line = new DeviceBench();
  ({ clock, phone, told } = line);
});

const device = () => line.device;
const settle = () => line.settle();

describe('the line', () => {
  it('opens with local sounds, precise errors and time to reconnect, and no option that Twilio keeps to itself', async () => {
    expect(await phone.open(access)).toEqual({ ok: true, value: null });
    const { options } = device();
    expect(Object.keys(options.sounds ?? {})).toEqual([...SOUND_NAMES]);
    expect(options).toMatchObject({
      ...{ edge: 'dublin', closeProtection: false, allowIncomingWhileBusy: true },
      ...{ enableImprovedSignalingErrorPrecision: true, maxCallSignalingTimeoutMs: 30_000 },
    });
    expect(options.tokenRefreshMs).toBe(5 * 60_000);
    for (const hidden of ['chunderw', 'eventgw', 'publishEvents', 'Publisher', 'PStream']) {
      expect(options).not.toHaveProperty(hidden);
    }
    expect(device().switchedOff).toEqual(['incoming', 'outgoing']);
    expect(told).toEqual([{ registered: true }]);
  });

  it('is given up after 10 s when Twilio says nothing, and closed', async () => {
    line.prepare = (made) => {
      made.registers = 'never';
    };
    const opened = phone.open(access);
    await settle();
    await clock.turn(10_000);
    expect(await opened).toMatchObject({ ok: false, problem: { code: 'twilio-away', retry: true } });
    expect(device().destroyed).toBe(true);
  });

  it('says so when Twilio refuses without a reason', async () => {
    line.prepare = (made) => {
      made.registers = 'refused';
    };
    expect(await phone.open(access)).toMatchObject({ ok: false, problem: { code: 'twilio-away' } });
  });

  it('asks for a fresh token before the old one ends, and when Twilio says that it has', async () => {
    await phone.open(access);
    device().emit('tokenWillExpire');
    device().emit('error', { code: 31205 });
    device().emit('error', { code: 31005 });
    phone.renew('second');
    expect(told.slice(1)).toEqual(['token ends', 'token ends']);
    expect(device().tokens).toEqual(['first', 'second']);
  });

  it.each([
    [600, 150_000],
    [60, 30_000],
  ])('renews a token of %i s in time', async (ttlSeconds, before) => {
    await phone.open({ ...access, ttlSeconds });
    expect(device().options.tokenRefreshMs).toBe(before);
  });

  it('hears nothing of a line that was closed or opened anew', async () => {
    await phone.open(access);
    const old = device();
    await phone.open({ ...access, token: 'second' });
    told.length = 0;
    expect(old.destroyed).toBe(true);
    old.emit('unregistered');
    old.emit('incoming', new FakeCall());
    old.emit('tokenWillExpire');
    phone.close();
    expect(told).toEqual([]);
  });

  it('takes the speaker that the agent chose, now and when it is opened anew', async () => {
    phone.useDevices({ microphoneId: '', speakerId: 'headset' });
    await phone.open(access);
    expect(device().speakers).toEqual(['headset']);
    phone.useDevices({ microphoneId: '', speakerId: '' });
    expect(device().speakers).toEqual(['default']);
  });
});

describe('calls', () => {
  it('carry nothing but the call id', async () => {
    await phone.open(access);
    phone.useDevices({ microphoneId: 'mic', speakerId: '' });
    expect(await phone.dial(ID)).toEqual({ ok: true, value: 1 });
    expect(device().dialled).toEqual([
      { params: { c: ID }, rtcConstraints: { audio: { deviceId: { ideal: 'mic' } } } },
    ]);
  });

  it('can’t be placed while the line is closed, or the SDK is still busy', async () => {
    expect(await phone.dial(ID)).toMatchObject({ ok: false, problem: { code: 'twilio-away' } });
    await phone.open(access);
    device().connects = 'refused';
    expect(await phone.dial(ID)).toMatchObject({ ok: false, problem: { code: 'call-refused', retry: true } });
  });

  it('come in with our call id and the caller’s number', async () => {
    await phone.open(access);
    told.length = 0;
    device().emit('incoming', new FakeCall('+34612345678', { callId: ID }));
    expect(told).toEqual([{ invite: { leg: 1, callId: ID, from: '+34612345678' } }]);
  });

  it.each(['+266696687', 'anonymous', 'Restricted', '', 'client:u_1', '<script>'])(
    'come in without a number when the caller is %j',
    async (from) => {
      await phone.open(access);
      told.length = 0;
      device().emit('incoming', new FakeCall(from, { callId: 'nonsense' }));
      expect(told).toEqual([{ invite: { leg: 1, callId: null, from: null } }]);
    },
  );

  it('are told in our words, once', async () => {
    const call = new FakeCall();
    line.prepare = (made) => {
      made.connects = call;
    };
    await phone.open(access);
    await phone.dial(ID);
    told.length = 0;
    call.emit('ringing', true);
    call.opens();
    call.emit('reconnecting', { code: 53001 });
    call.emit('reconnected');
    call.ends('disconnect');
    call.emit('disconnect');
    call.emit('reconnecting');
    expect(told).toEqual(
      ['leg-ringing', 'leg-accepted', 'leg-reconnecting', 'leg-reconnected', 'leg-ended'].map((type) => ({
        type,
        leg: 1,
      })),
    );
  });

  async function dialled(): Promise<FakeCall> {
    const call = new FakeCall();
    line.prepare = (made) => {
      made.connects = call;
    };
    await phone.open(access);
    await phone.dial(ID);
    told.length = 0;
    return call;
  }

  it.each([
    [31486, 'busy', 'call-refused'],
    [31603, 'declined', 'call-refused'],
    [31480, 'no-answer', 'call-refused'],
    [31005, 'failed', 'call-refused'],
    [53001, 'failed', 'twilio-away'],
    [31205, 'failed', 'twilio-away'],
  ])('fail with Twilio’s code %i as %s', async (code, how, problem) => {
    const call = await dialled();
    call.emit('error', { code }); // the reason first, the end in the same breath
    call.ends('disconnect');
    expect(told).toEqual([{ type: 'leg-failed', leg: 1, how, problem: expect.objectContaining({ code: problem }) }]);
  });

  it.each([
    [31401, 'microphone-blocked'],
    [31208, 'microphone-blocked'],
    [31402, 'no-microphone'],
  ])('say %i after they ended: %s', async (code, problem) => {
    const call = await dialled();
    call.ends('disconnect');
    call.emit('error', { code });
    expect(told).toEqual([
      { type: 'leg-ended', leg: 1 },
      { type: 'leg-failed', leg: 1, how: 'failed', problem: expect.objectContaining({ code: problem }) },
    ]);
  });

  it('go on after an error that ends nothing', async () => {
    const call = await dialled();
    call.opens();
    call.emit('error', { code: 31005 });
    await settle();
    call.ends('disconnect');
    expect(told).toEqual([
      { type: 'leg-accepted', leg: 1 },
      { type: 'leg-ended', leg: 1 },
    ]);
  });

  it('end when their signalling is lost for good', async () => {
    const call = await dialled();
    call.opens();
    call.emit('transportClose');
    call.state = 'closed';
    await settle();
    expect(told.at(-1)).toEqual({ type: 'leg-ended', leg: 1 });
  });

  it('send a code with pauses whole, and wait where it says so', async () => {
    const call = await dialled();
    call.opens();
    phone.sendDigits(1, '12#w9, 0');
    const sentWithin = async (ms: number) => {
      for (let passed = 0; passed < ms; passed += 50) await clock.turn(50);
      return call.asked.map((asked) => asked.replace('digits ', '')).join('');
    };
    expect(await sentWithin(700)).toBe('12#');
    expect(await sentWithin(500)).toBe('12#');
    expect(await sentWithin(100)).toBe('12#9');
    expect(await sentWithin(2_500)).toBe('12#9');
    expect(await sentWithin(500)).toBe('12#90');
  });

  it('send every digit, one after the other, however fast they are pressed', async () => {
    const call = await dialled();
    call.opens();
    phone.sendDigits(1, '12');
    phone.sendDigits(1, '#');
    expect(call.asked).toEqual(['digits 1']);
    await clock.turn(250);
    await clock.turn(250);
    expect(call.asked).toEqual(['digits 1', 'digits 2', 'digits #']);
    phone.sendDigits(1, '00');
    call.ends('disconnect');
    await clock.turn(5_000);
    expect(call.asked).toHaveLength(3);
  });

  it('do nothing when they are over', async () => {
    const call = await dialled();
    call.ends('disconnect');
    phone.hangUp(1);
    phone.mute(1, true);
    phone.sendDigits(1, '1');
    phone.accept(7);
    expect(call.asked).toEqual([]);
  });

  it('are as loud as they are while somebody watches', async () => {
    const call = await dialled();
    call.opens();
    const seen: unknown[] = [];
    const gone = new AbortController();
    call.emit('volume', 0.1, 0.2);
    phone.watchLevels((levels) => seen.push(levels), gone.signal);
    call.emit('volume', 0.3, 0.4);
    gone.abort();
    call.emit('volume', 0.5, 0.6);
    expect(seen).toEqual([{ you: 0.3, them: 0.4 }]);
  });
});
