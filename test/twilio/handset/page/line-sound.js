// The loudspeaker and the microphone: a line's sound is 8 kHz μ-law, and so is this AudioContext.

const RATE = 8000;

/** Begins on a person's click, as browsers want it. `onSpoken` gets the microphone's μ-law bytes while it is used. */
export function openLineSound(onSpoken, onLevel) {
  let context;
  let node;
  let microphone;
  let isOff = false;

  async function start() {
    if (context) return;
    context = new AudioContext({ sampleRate: RATE });
    await context.audioWorklet.addModule('/handset/ulaw-worklet.js');
    node = new AudioWorkletNode(context, 'ulaw-line', { outputChannelCount: [1] });
    node.connect(context.destination);
    node.port.addEventListener('message', ({ data }) => {
      if (data.spoken) onSpoken(data.spoken);
      onLevel(data.levels);
    });
    node.port.start();
    node.port.postMessage({ off: isOff });
  }

  return {
    start,
    hear: (ulaw) => node?.port.postMessage({ heard: ulaw }),
    setOff(off) {
      isOff = off;
      node?.port.postMessage({ off });
    },
    /** Rejects when the person or the browser says no. */
    async useMicrophone() {
      await start();
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      microphone = { stream, source: context.createMediaStreamSource(stream) };
      microphone.source.connect(node);
    },
    dropMicrophone() {
      microphone?.source.disconnect();
      for (const track of microphone?.stream.getTracks() ?? []) track.stop();
      microphone = undefined;
    },
  };
}
