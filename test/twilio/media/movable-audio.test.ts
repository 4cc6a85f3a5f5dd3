import { expect, it } from 'vitest';
import { tone } from './audio-source.ts';
import { DtmfDetector } from './dtmf.ts';
import { HandPacer } from './hand-pacer.fixture.ts';
import { LocalPort } from './local-port.ts';
import { MovableAudio } from './movable-audio.ts';
import { ToneMeter } from './tone-meter.ts';

function path(pacer: HandPacer, hz: number) {
  const meter = new ToneMeter(() => new Date(0));
  const says = tone(hz);
  const port = new LocalPort({ speak: () => says.pull(), hear: (frame) => meter.push(frame) }, pacer);
  return { port, heard: () => meter.heard().map((one) => one.hz) };
}

it('keeps what is heard and who listens when the path moves, or comes only later', async () => {
  const pacer = new HandPacer();
  const audio = new MovableAudio(pacer);
  const meter = new ToneMeter(() => new Date(0));
  audio.listen((frame) => meter.push(frame), new AbortController().signal);
  audio.hear(tone(700));
  const first = path(pacer, 440);
  const second = path(pacer, 1000);
  audio.moveTo(first.port);
  await pacer.run(500);
  expect(first.heard()).toEqual([700]);
  expect(meter.present().tones).toEqual([440]);
  audio.moveTo(second.port);
  await pacer.run(500);
  expect(second.heard()).toEqual([700]);
  expect(meter.present().tones).toEqual([1000]);
});

it('tells the end of what is played, once, also after a move', async () => {
  const pacer = new HandPacer();
  const audio = new MovableAudio(pacer);
  let ended = 0;
  audio.hear(tone(700, 400), () => ended++);
  audio.moveTo(path(pacer, 440).port);
  await pacer.run(200);
  audio.moveTo(path(pacer, 440).port);
  await pacer.run(600);
  expect(ended).toBe(1);
  audio.moveTo(path(pacer, 440).port);
  await pacer.run(200);
  expect(ended).toBe(1);
});

it('lets keys be heard in place of the voice, each once, though they come faster than they sound', async () => {
  const pacer = new HandPacer();
  const audio = new MovableAudio(pacer);
  let digits = '';
  const meter = new ToneMeter(() => new Date(0));
  const detector = new DtmfDetector((digit) => {
    digits += digit;
  });
  audio.listen((frame) => {
    detector.push(frame);
    meter.push(frame);
  }, new AbortController().signal);
  audio.moveTo(path(pacer, 440).port);
  for (const digit of '112#') audio.press(digit);
  await pacer.run(1500);
  expect(digits).toBe('112#');
  expect(meter.present().tones).toEqual([440]);
  expect(pacer.subscribers).toBe(1);
});
