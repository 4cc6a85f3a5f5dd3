import type { Audio } from '#extension/views/device/audio.ts';
import type { Microphone } from '#extension/wire/snapshots.ts';

/** A headset and a loudspeaker, with the microphone's permission as given. Asking for it is answered with `afterAsking`. */
export function fakeAudio(microphone: Microphone, afterAsking: Microphone = 'granted'): Audio {
  const named = microphone === 'granted';
  let show: (state: Microphone) => void = () => {};
  return {
    watchMicrophone(tell) {
      show = tell;
      tell(microphone === 'missing' ? 'granted' : microphone);
    },
    async askMicrophone() {
      show(afterAsking);
      return afterAsking;
    },
    watchDevices(tell) {
      const speaker = { kind: 'speaker' as const, id: 'laptop', label: named ? 'Laptop loudspeaker' : '' };
      if (microphone === 'missing') return tell([speaker]);
      tell([{ kind: 'microphone', id: 'jabra', label: named ? 'Jabra Evolve2 40' : '' }, speaker]);
    },
    watchLevel(_id, tell) {
      tell(0.55);
    },
    async playTest() {},
  };
}
