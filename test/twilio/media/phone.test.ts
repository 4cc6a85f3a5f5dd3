import { describe, expect, it } from 'vitest';
import { TurnableClock } from '#test/support/clock.ts';
import { pcm, tone } from './audio-source.ts';
import { dtmfTones } from './dtmf.ts';
import { decodeUlaw, encodeUlaw } from './g711.ts';
import { HandPacer } from './hand-pacer.fixture.ts';
import { Mixer } from './mixer.ts';
import { Phone } from './phone.ts';
import type { PhoneBehaviour } from './phone-report.ts';
import { ToneMeter } from './tone-meter.ts';

const INVITE = { callSid: 'CA1', from: '+34911222333', to: '+34600111222', parameters: {} };

function phone(behaviour: PhoneBehaviour, calling = false) {
  const clock = new TurnableClock();
  const pacer = new HandPacer();
  const made = new Phone({ kind: 'phone', address: '+34600111222', behaviour, calling, clock, pacer });
  const told: string[] = [];
  const attach = () =>
    made.attach({
      answered: () => told.push('answered'),
      refused: (why) => told.push(why),
      hungUp: () => told.push('hung up'),
      digit: (digit) => told.push(`digit ${digit}`),
    });
  attach();
  return { made, clock, pacer, told, state: () => made.report().state.state };
}

describe('a phone that is rung', () => {
  it('answers after the seconds it was told', async () => {
    const { made, clock, told } = phone({ whenRung: 'answers', afterSeconds: 5 });
    made.ring(INVITE);
    await clock.turn(4900);
    expect(told).toEqual([]);
    await clock.turn(200);
    expect(told).toEqual(['answered']);
    expect(made.report().invite).toEqual(INVITE);
  });

  it.each([
    ['busy', 'busy'],
    ['fails', 'failed'],
  ] as const)('that is %s says so at once', (whenRung, why) => {
    const { made, told } = phone({ whenRung });
    made.ring(INVITE);
    expect(told).toEqual([why]);
  });

  it('declines after a second', async () => {
    const { made, clock, told } = phone({ whenRung: 'declines' });
    made.ring(INVITE);
    await clock.turn(1000);
    expect(told).toEqual(['declined']);
  });

  it('rings until it is answered by hand', async () => {
    const { made, clock, told } = phone({ whenRung: 'no-answer' });
    made.ring(INVITE);
    await clock.turn(60_000);
    expect(told).toEqual([]);
    made.pickUp();
    made.pickUp();
    expect(told).toEqual(['answered']);
  });

  it('does not answer a call that was cancelled', async () => {
    const { made, clock, told, state } = phone({ whenRung: 'answers' });
    made.ring(INVITE);
    made.end();
    await clock.turn(5000);
    expect(told).toEqual([]);
    expect(state()).toBe('ended');
  });

  it('declines when its person hangs up before answering', () => {
    const { made, told } = phone({ whenRung: 'no-answer' });
    made.ring(INVITE);
    made.hangUp();
    made.hangUp();
    expect(told).toEqual(['declined']);
  });
});

it('tells what came before anyone listened, in order', () => {
  const clock = new TurnableClock();
  const early = new Phone({ kind: 'phone', address: '+1', behaviour: { whenRung: 'no-answer' }, calling: true, clock });
  early.answer();
  early.press('1');
  early.hangUp();
  const told: string[] = [];
  early.attach({
    answered: () => told.push('answered'),
    refused: () => told.push('refused'),
    hungUp: () => told.push('hung up'),
    digit: (digit) => told.push(digit),
  });
  expect(told).toEqual(['1', 'hung up']);
});

it('calls, hears ringing and prompts, and talks only once it is answered', async () => {
  const { made, pacer, state } = phone({ whenRung: 'no-answer', toneHz: 440 }, true);
  const said = new ToneMeter(() => new Date(0));
  made.audio.listen((frame) => said.push(frame), new AbortController().signal);
  made.audio.hear(tone(1000));
  made.showRinging('CA1');
  expect(state()).toBe('waiting');
  await pacer.run(500);
  expect(made.report().heard.map((heard) => heard.hz)).toEqual([1000]);
  expect(said.heard()).toEqual([]);
  made.answer();
  await pacer.run(500);
  expect(said.heard().map((heard) => heard.hz)).toEqual([440]);
});

it('hears nothing at present once there is nothing to hear', async () => {
  const { made, pacer } = phone({ whenRung: 'no-answer' }, true);
  made.audio.hear(tone(1000));
  await pacer.run(200);
  expect(made.report().present.tones).toEqual([1000]);
  made.audio.hear(null);
  await pacer.run(120);
  expect(made.report().present).toEqual({ level: Number.NEGATIVE_INFINITY, tones: [] });
});

it('hears digits, and is heard pressing them', async () => {
  const pacer = new HandPacer();
  const clock = new TurnableClock();
  const options = { kind: 'phone', behaviour: { whenRung: 'no-answer' }, calling: true, clock, pacer } as const;
  const ana = new Phone({ ...options, address: '+341' });
  const ben = new Phone({ ...options, address: '+342' });
  const mixer = new Mixer(pacer);
  for (const one of [ana, ben]) {
    one.answer();
    mixer.join(one.audio);
  }
  ana.press('12w#');
  await pacer.run(2000);
  expect(ben.report().digits).toBe('12#');
  ben.audio.hear(dtmfTones('9'));
  await pacer.run(500);
  expect(ben.report().digits).toBe('12#9');
  expect(() => ana.press('1x')).toThrow('not keys of a phone');
});

it('falls silent and hears nothing more when the call has ended, and remembers why', async () => {
  const { made, pacer, told } = phone({ whenRung: 'no-answer' }, true);
  made.audio.hear(tone(1000));
  made.end({ code: 31486, message: 'busy' });
  made.end();
  made.hangUp();
  made.press('1');
  await pacer.run(500);
  expect(made.report().heard).toEqual([]);
  expect(told).toEqual([]);
  expect(made.report().state).toEqual({ state: 'ended', by: 'network', reason: { code: 31486, message: 'busy' } });
  expect(pacer.subscribers).toBe(0);
});

it('hears nothing now, once what it heard is taken away', async () => {
  const { made, pacer } = phone({ whenRung: 'no-answer' }, true);
  made.audio.hear(tone(1000));
  await pacer.run(500);
  expect(made.report().present.tones).toEqual([1000]);
  made.audio.hear(null);
  await pacer.run(500);
  expect(made.report().present).toEqual({ level: Number.NEGATIVE_INFINITY, tones: [] });
});

it('is a person’s while a handset is connected', async () => {
  const { made, pacer } = phone({ whenRung: 'no-answer', toneHz: 440 }, true);
  made.answer();
  const said = new ToneMeter(() => new Date(0));
  const person = new ToneMeter(() => new Date(0));
  made.audio.listen((frame) => said.push(frame), new AbortController().signal);
  made.audio.hear(tone(1000));
  const line = made.connectHandset({ send: (ulaw) => person.push(decodeUlaw(ulaw)) });
  const voice = tone(700);
  for (let frame = 0; frame < 25; frame++) {
    // In messages of any size, as a page sends them.
    const bytes = encodeUlaw(voice.pull() ?? new Int16Array(160));
    line.receive(bytes.subarray(0, 50));
    line.receive(bytes.subarray(50));
    await pacer.run(20);
  }
  line.receive(new Uint8Array(100_000));
  expect(said.heard().map((heard) => heard.hz)).toEqual([700]);
  expect(person.heard().map((heard) => heard.hz)).toEqual([1000]);
  line.disconnect();
  await pacer.run(400);
  expect(said.present().tones).toEqual([440]);
});

it('says what it is told to say, then plays its tone again', async () => {
  const { made, pacer } = phone({ whenRung: 'no-answer' }, true);
  made.answer();
  const said = new ToneMeter(() => new Date(0));
  made.audio.listen((frame) => said.push(frame), new AbortController().signal);
  made.play(440);
  const words = new Int16Array(4000);
  const voice = tone(700, 500);
  for (let at = 0, frame = voice.pull(); frame; frame = voice.pull(), at += 160) words.set(frame, at);
  made.say(words);
  await pacer.run(400);
  expect(said.present().tones).toEqual([700]);
  await pacer.run(600);
  expect(said.present().tones).toEqual([440]);
  made.play(null);
  made.audio.hear(pcm(new Int16Array(0)));
  await pacer.run(400);
  expect(said.present().tones).toEqual([]);
});
