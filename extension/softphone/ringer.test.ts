import { beforeEach, expect, it } from 'vitest';
import { Ringer, type RingerSound } from './ringer.ts';

let done: string[];
let sound: RingerSound;
let unplugged: string;
const rings = { ringerId: 'desk', ringerVolume: 0.4 };

beforeEach(() => {
  done = [];
  unplugged = '';
  sound = {
    ...{ loop: false, volume: 1, currentTime: 5 },
    play: async () => void done.push('play'),
    pause: () => void done.push('pause'),
    async setSinkId(id) {
      if (id !== '' && id === unplugged) throw new Error('NotFoundError');
      done.push(`on ${id || 'the system’s own'}`);
    },
  };
});

it('rings from the beginning until it is stopped, on the chosen device, as loud as chosen', () => {
  const ringer = new Ringer(sound);
  ringer.use(rings);
  ringer.ring(true);
  ringer.ring(true);
  ringer.ring(false);
  ringer.ring(false);
  expect(done).toEqual(['on desk', 'play', 'pause']);
  expect(sound).toMatchObject({ loop: true, volume: 0.4, currentTime: 0 });
});

it('rings on the system’s own device when the chosen one is unplugged', async () => {
  unplugged = 'desk';
  new Ringer(sound).use(rings);
  await Promise.resolve();
  await Promise.resolve();
  expect(done).toEqual(['on the system’s own']);
});

it('survives a sound that can’t be played', () => {
  sound.play = async () => {
    throw new Error('NotAllowedError');
  };
  const ringer = new Ringer(sound);
  ringer.ring(true);
  ringer.ring(false);
  expect(done).toEqual(['pause']);
});
