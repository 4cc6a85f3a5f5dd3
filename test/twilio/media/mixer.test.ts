import { expect, it } from 'vitest';
import type { AudioSource } from '#test/twilio/party.ts';
import { silence, tapped, tone } from './audio-source.ts';
import { HandPacer } from './hand-pacer.fixture.ts';
import { LocalPort } from './local-port.ts';
import { Mixer } from './mixer.ts';
import { ToneMeter } from './tone-meter.ts';

function person(pacer: HandPacer, says: AudioSource) {
  const meter = new ToneMeter(() => new Date(0));
  let spoken = 0;
  let loudest = 0;
  const voice = {
    speak: () => {
      spoken++;
      return says.pull();
    },
    hear: (frame: Int16Array) => {
      meter.push(frame);
      loudest = Math.max(loudest, ...frame);
    },
  };
  const port = new LocalPort(voice, pacer);
  return {
    port,
    spoken: () => spoken,
    loudest: () => loudest,
    tones: () => meter.present().tones.sort((a, b) => a - b),
  };
}

it('lets two hear each other and nobody themselves', async () => {
  const pacer = new HandPacer();
  const mixer = new Mixer(pacer);
  const ana = person(pacer, tone(440));
  const ben = person(pacer, tone(1000));
  mixer.join(ana.port);
  mixer.join(ben.port);
  await pacer.run(500);
  expect(ana.tones()).toEqual([1000]);
  expect(ben.tones()).toEqual([440]);
});

it('lets three hear the sum of the others, until one leaves', async () => {
  const pacer = new HandPacer();
  const mixer = new Mixer(pacer);
  const people = [440, 1000, 1700].map((hz) => person(pacer, tone(hz)));
  const [ana, ben, carla] = people;
  const members = people.map(({ port }) => mixer.join(port));
  await pacer.run(500);
  expect(people.map((one) => one.tones())).toEqual([
    [1000, 1700],
    [440, 1700],
    [440, 1000],
  ]);
  members[2]?.leave();
  await pacer.run(500);
  expect(ana?.tones()).toEqual([1000]);
  expect(ben?.tones()).toEqual([440]);
  const heardBefore = carla?.loudest();
  await pacer.run(500);
  expect(carla?.loudest()).toBe(heardBefore);
  expect(mixer.size).toBe(2);
});

it('keeps a muted member from the others, who goes on hearing them', async () => {
  const pacer = new HandPacer();
  const mixer = new Mixer(pacer);
  const ana = person(pacer, tone(440));
  const ben = person(pacer, tone(1000));
  const membership = mixer.join(ana.port, { muted: true });
  mixer.join(ben.port);
  await pacer.run(500);
  expect(ben.tones()).toEqual([]);
  expect(ana.tones()).toEqual([1000]);
  membership.muted = false;
  await pacer.run(500);
  expect(ben.tones()).toEqual([440]);
});

it('clips what is too loud instead of wrapping around', async () => {
  const pacer = new HandPacer();
  const mixer = new Mixer(pacer);
  const loud = () => ({ pull: () => new Int16Array(160).fill(30_000) });
  const ana = person(pacer, silence());
  for (const port of [ana.port, person(pacer, loud()).port, person(pacer, loud()).port]) mixer.join(port);
  await pacer.run(200);
  expect(ana.loudest()).toBe(32_767);
});

it('leaves alone what a member was given to hear after leaving', async () => {
  const pacer = new HandPacer();
  const mixer = new Mixer(pacer);
  const ana = person(pacer, silence());
  const membership = mixer.join(ana.port);
  mixer.join(person(pacer, tone(440)).port);
  await pacer.run(300);
  ana.port.hear(tone(700));
  membership.leave();
  await pacer.run(300);
  expect(ana.tones()).toEqual([700]);
});

it('lets a tap hear what a member hears', async () => {
  const pacer = new HandPacer();
  const mixer = new Mixer(pacer);
  const ana = person(pacer, silence());
  let frames = 0;
  mixer.join(ana.port, { wrap: (source) => tapped(source, () => frames++) });
  mixer.join(person(pacer, tone(440)).port);
  await pacer.run(200);
  expect(frames).toBe(10);
});

it('evens out bunches of frames, and drops delay that piled up', async () => {
  const pacer = new HandPacer();
  const mixer = new Mixer(pacer);
  const ben = person(pacer, silence());
  const heard: number[] = [];
  mixer.join(ben.port, { wrap: (source) => tapped(source, (frame) => heard.push(frame[0] ?? 0)) });
  let say: (frame: Int16Array) => void = () => {};
  mixer.join({ listen: (onFrame) => (say = onFrame), hear: () => {} });
  const frame = (value: number) => new Int16Array(160).fill(value);
  say(frame(1));
  await pacer.run(20);
  say(frame(2));
  say(frame(3));
  await pacer.run(60);
  expect(heard).toEqual([0, 1, 2, 3]);
  for (let value = 10; value < 60; value++) say(frame(value));
  await pacer.run(20);
  expect(heard.at(-1)).toBeGreaterThan(50);
});

it('lets a coach be heard by the one that is coached alone, while the coach hears all', async () => {
  const pacer = new HandPacer();
  const mixer = new Mixer(pacer);
  const people = [440, 1000, 1700].map((hz) => person(pacer, tone(hz)));
  const [agent, , coach] = people.map(({ port }) => mixer.join(port));
  if (agent && coach) coach.onlyTo = agent;
  await pacer.run(500);
  expect(people.map((one) => one.tones())).toEqual([[1000, 1700], [440], [440, 1000]]);
  if (coach) coach.onlyTo = null;
  await pacer.run(500);
  expect(people[1]?.tones()).toEqual([440, 1700]);
});

it('plays a sound to all but one, and tells when it is over', async () => {
  const pacer = new HandPacer();
  const mixer = new Mixer(pacer);
  const people = [440, 1000].map((hz) => person(pacer, tone(hz)));
  const [ana] = people.map(({ port }) => mixer.join(port));
  let isOver = false;
  mixer.play(tone(1700, 600), { ...(ana ? { except: ana } : {}), onEnd: () => (isOver = true) });
  await pacer.run(500);
  expect(people.map((one) => one.tones())).toEqual([[1000], [440, 1700]]);
  expect(isOver).toBe(false);
  await pacer.run(500);
  expect(people.map((one) => one.tones())).toEqual([[1000], [440]]);
  expect(isOver).toBe(true);
});

it('lets who heard something else hear the others again', async () => {
  const pacer = new HandPacer();
  const mixer = new Mixer(pacer);
  const people = [440, 1000].map((hz) => person(pacer, tone(hz)));
  const [ana] = people.map(({ port }) => mixer.join(port));
  people[0]?.port.hear(tone(1700));
  await pacer.run(500);
  expect(people[0]?.tones()).toEqual([1700]);
  ana?.listen();
  await pacer.run(500);
  expect(people[0]?.tones()).toEqual([1000]);
});

it('notices who begins to speak, and who has been silent for half a second', async () => {
  const pacer = new HandPacer();
  const mixer = new Mixer(pacer);
  const heard: boolean[] = [];
  const [ana, ben] = [tone(440, 600), silence()].map((says) => person(pacer, says));
  if (ana) mixer.join(ana.port, { onVoice: (speaks) => heard.push(speaks) });
  if (ben) mixer.join(ben.port, { onVoice: () => heard.push(false) });
  await pacer.run(1000);
  expect(heard).toEqual([true]);
  await pacer.run(400);
  expect(heard).toEqual([true, false]);
});
