import { expect, it } from 'vitest';
import { TurnableClock } from '#test/support/clock.ts';
import { silence, tone } from './audio-source.ts';
import { HandPacer } from './hand-pacer.fixture.ts';
import { LegRecorder } from './leg-recorder.ts';
import { LocalPort } from './local-port.ts';
import { recordedSound } from './recorded-sound.ts';

const near = (hz: number) => expect.closeTo(hz, -1);

function stage() {
  const [clock, pacer] = [new TurnableClock(), new HandPacer()];
  const voice = tone(500);
  const port = new LocalPort({ speak: () => voice.pull(), hear: () => {} }, pacer);
  return { clock, pacer, port, recorder: new LegRecorder(port, clock, {}, pacer) };
}

it('records what its party says, and what it hears of what goes through it', async () => {
  const { pacer, port, recorder } = stage();
  recorder.start();
  port.hear(recorder.hearing(tone(1200)));
  await pacer.run(1000);
  const { seconds, channels } = recordedSound(recorder.stop().wav('both'));
  expect(seconds).toBe(1);
  expect(channels.map((channel) => channel.tones)).toEqual([[near(500)], [near(1200)]]);
});

it('has nothing of what was before its start or after its end', async () => {
  const { pacer, port, recorder } = stage();
  port.hear(recorder.hearing(tone(1200, 1000)));
  await pacer.run(1000);
  recorder.start();
  port.hear(recorder.hearing(tone(900)));
  await pacer.run(600);
  const tape = recorder.stop();
  port.hear(recorder.hearing(tone(700)));
  await pacer.run(1000);
  expect(tape.seconds).toBeCloseTo(0.6);
  expect(recordedSound(tape.wav('heard')).channels[0]?.tones).toEqual([near(900)]);
});

it('is empty when it was never started', async () => {
  const { pacer, port, recorder } = stage();
  port.hear(recorder.hearing(tone(1200)));
  await pacer.run(1000);
  expect(recorder.stop().length).toBe(0);
});

it('falls silent where the Clock was turned, and goes on in the right place', async () => {
  const { clock, pacer, port, recorder } = stage();
  recorder.start();
  port.hear(recorder.hearing(tone(1200)));
  await pacer.run(500);
  await clock.turn(60_000);
  await pacer.run(500);
  const [heard] = recordedSound(recorder.stop().wav('heard')).channels;
  const loudAt = (second: number) =>
    heard?.samples.subarray(second * 8000, second * 8000 + 3200).some((one) => one !== 0);
  expect([loudAt(0), loudAt(30), loudAt(60)]).toEqual([true, false, true]);
});

it('is as long as the call when the Clock was turned to its end', async () => {
  const { clock, pacer, recorder } = stage();
  recorder.start();
  await pacer.run(200);
  await clock.turn(3_600_000);
  expect(recorder.stop().seconds).toBe(3600);
});

it('is as long as a short call when the Clock was turned at once', async () => {
  const { clock, recorder } = stage();
  recorder.start();
  await clock.turn(700);
  expect(recorder.stop().seconds).toBeCloseTo(0.7);
});

it('takes no room for silence', async () => {
  const { pacer, port, recorder } = stage();
  recorder.start();
  port.hear(recorder.hearing(silence()));
  await pacer.run(1000);
  const { channels } = recordedSound(recorder.stop().wav('both'));
  expect(channels[1]?.level).toBe(Number.NEGATIVE_INFINITY);
});
