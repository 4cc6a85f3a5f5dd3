import type { Page } from 'puppeteer-core';
import { eventually } from '#test/support/eventually.ts';

/** How loud a frequency must stand out of the rest to count as heard, dB. */
const ABOVE_REST_DB = 20;
/**
 * Of two voices the softer may be so much weaker, dB: Chrome takes a steady tone for noise and quietens it by 21 within seconds, so that who
 * has just begun to speak is that much louder. What an 8-bit telephone line adds to a pure tone is 46 below it (measured 2026-11-23).
 */
const BELOW_LOUDEST_DB = 28;

/** What one connection's remote sound is now: its strongest frequency, Hz, and how far that stands above the middle of the rest, dB, as does each that was asked for. */
interface Heard {
  hz: number;
  aboveRestDb: number;
  askedDb: number[];
}

/**
 * Listens in on the softphone's real peer connections, as an ear at the headset would: the page's own objects are found through the
 * debugger, so nothing in the product knows of it. Oldest first; none: there is no connection with sound.
 */
async function heardNow(offscreen: Page, asked: readonly number[]): Promise<Heard[]> {
  const prototype = await offscreen.evaluateHandle(() => RTCPeerConnection.prototype);
  const connections = await offscreen.queryObjects(prototype);
  try {
    return await offscreen.evaluate(
      async (all: RTCPeerConnection[], wanted: readonly number[]) => {
        const tracks = all
          .filter((connection) => connection.connectionState === 'connected')
          .flatMap((connection) => connection.getReceivers().map((receiver) => receiver.track))
          .filter((track) => track.kind === 'audio');
        const listen = async (track: MediaStreamTrack) => {
          const context = new AudioContext();
          const analyser = context.createAnalyser();
          analyser.fftSize = 4096;
          analyser.smoothingTimeConstant = 0;
          context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
          await new Promise((resolve) => setTimeout(resolve, 250));
          const bins = new Float32Array(analyser.frequencyBinCount);
          analyser.getFloatFrequencyData(bins);
          const hzPerBin = context.sampleRate / analyser.fftSize;
          await context.close();
          let best = 0;
          for (let i = 1; i < bins.length; i++) if ((bins[i] ?? -999) > (bins[best] ?? -999)) best = i;
          const voiceBand = [...bins.slice(0, Math.round(3800 / hzPerBin))].sort((a, b) => a - b);
          const middle = Math.max(voiceBand[Math.floor(voiceBand.length / 2)] ?? -999, -140);
          const at = (hz: number) =>
            Math.max(...bins.slice(Math.floor(hz / hzPerBin) - 1, Math.ceil(hz / hzPerBin) + 2));
          return {
            hz: best * hzPerBin,
            aboveRestDb: (bins[best] ?? -999) - middle,
            askedDb: wanted.map((hz) => Math.max(at(hz), -200) - middle),
          };
        };
        return Promise.all(tracks.map(listen));
      },
      connections,
      asked,
    );
  } finally {
    await Promise.all([prototype.dispose(), connections.dispose()]);
  }
}

/** Waits until the agent hears a tone of `hz` (± 20 Hz) in her headset. */
export function hearsTone(offscreen: Page, hz: number): Promise<Heard> {
  return eventually(`the agent hears ${hz} Hz`, async () => {
    const heard = (await heardNow(offscreen, [])).at(-1);
    if (!heard) throw new Error('no call with sound');
    const is = Math.abs(heard.hz - hz) <= 20 && heard.aboveRestDb >= ABOVE_REST_DB;
    if (!is) throw new Error(`heard ${Math.round(heard.hz)} Hz, ${Math.round(heard.aboveRestDb)} dB above the rest`);
    return heard;
  });
}

/** Waits until of all these voices (tones, Hz) the agent hears exactly `voices`, in whichever of her calls. */
export function hearsOnly(offscreen: Page, voices: readonly number[], all: readonly number[]): Promise<unknown> {
  return eventually(`the agent hears ${voices.join(', ') || 'nobody'}`, async () => {
    const calls = await heardNow(offscreen, all);
    if (calls.length === 0) throw new Error('no call with sound');
    const heard = all.filter((_, n) =>
      calls.some(
        ({ askedDb, aboveRestDb }) => (askedDb[n] ?? 0) >= Math.max(ABOVE_REST_DB, aboveRestDb - BELOW_LOUDEST_DB),
      ),
    );
    if (heard.join() !== all.filter((hz) => voices.includes(hz)).join()) throw new Error(`heard: ${heard.join()}`);
    return true;
  });
}
