import type { Audio, AudioDevice } from '#extension/views/device/audio.ts';
import type { Microphone } from '#extension/wire/snapshots.ts';

const LEVEL_EVERY_MS = 50;

/** Microphones and loudspeakers of this browser. */
export const browserAudio: Audio = {
  watchMicrophone(show, signal) {
    void navigator.permissions.query({ name: 'microphone' }).then((permission) => {
      const tell = () => !signal.aborted && show(permission.state);
      permission.addEventListener('change', tell, { signal });
      tell();
    });
  },

  async askMicrophone() {
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      stop(stream);
      return 'granted';
    } catch (error) {
      return whyNot(error);
    }
  },

  watchDevices(show, signal) {
    const tell = async () => {
      const found = await navigator.mediaDevices.enumerateDevices();
      if (!signal.aborted) show(found.flatMap(deviceOf));
    };
    navigator.mediaDevices.addEventListener('devicechange', () => void tell(), { signal });
    void tell();
  },

  watchLevel(microphoneId, show, signal) {
    void openMicrophone(microphoneId, signal).then((stream) => {
      if (stream === null) return;
      const context = new AudioContext();
      const analyser = new AnalyserNode(context, { fftSize: 1024 });
      context.createMediaStreamSource(stream).connect(analyser);
      const samples = new Float32Array(analyser.fftSize);
      const timer = setInterval(() => {
        analyser.getFloatTimeDomainData(samples);
        const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
        show(loudness(power));
      }, LEVEL_EVERY_MS);
      const close = () => {
        clearInterval(timer);
        stop(stream);
        void context.close();
      };
      if (signal.aborted) close();
      else signal.addEventListener('abort', close, { once: true });
    });
  },

  async playTest(speakerId, volume) {
    // Chrome 110; not yet in TypeScript's own list.
    const where: AudioContextOptions & { sinkId: string } = { sinkId: speakerId };
    const context = new AudioContext(where);
    const gain = new GainNode(context, { gain: 0 });
    gain.connect(context.destination);
    const end = context.currentTime + 0.9;
    // Two soft notes, so that it is told from the ringing of a call.
    for (const [frequency, at] of [
      [523.25, 0],
      [659.25, 0.35],
    ] as const) {
      const note = new OscillatorNode(context, { frequency });
      note.connect(gain);
      note.start(context.currentTime + at);
      note.stop(context.currentTime + at + 0.3);
    }
    gain.gain.setTargetAtTime(volume * 0.4, context.currentTime, 0.02);
    gain.gain.setTargetAtTime(0, end - 0.2, 0.05);
    await new Promise((played) => setTimeout(played, 1000));
    await context.close();
  },
};

async function openMicrophone(id: string, signal: AbortSignal): Promise<MediaStream | null> {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: id === '' ? true : { deviceId: { ideal: id } } });
    if (!signal.aborted) return stream;
    stop(stream);
    return null;
  } catch {
    // Blocked or unplugged: the page says so from the permission and the list of devices; there is just no level to show.
    return null;
  }
}

const stop = (stream: MediaStream): void => {
  for (const track of stream.getTracks()) track.stop();
};

/** −60 dB and less is silence, −10 dB and more is as loud as it gets: what a bar needs, not what a meter measures. */
const loudness = (power: number): number => Math.min(1, Math.max(0, (10 * Math.log10(power + 1e-9) + 60) / 50));

function whyNot(error: unknown): Microphone {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotFoundError' || name === 'NotReadableError') return 'missing';
  // Closing the browser's question without an answer rejects like a refusal, with other words.
  return error instanceof DOMException && /dismissed/i.test(error.message) ? 'prompt' : 'denied';
}

/** The browser's "default" and "communications" entries are the system's choice, which Sidetone writes as `''`. */
function deviceOf({ kind, deviceId, label }: MediaDeviceInfo): AudioDevice[] {
  if (deviceId === '' || deviceId === 'default' || deviceId === 'communications') return [];
  if (kind === 'audioinput') return [{ kind: 'microphone', id: deviceId, label }];
  if (kind === 'audiooutput') return [{ kind: 'speaker', id: deviceId, label }];
  return [];
}
