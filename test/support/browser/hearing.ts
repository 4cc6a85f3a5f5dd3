import type { Page } from 'puppeteer-core';
import { eventually } from '#test/support/eventually.ts';

/** How loud a frequency must stand out of the rest to count as heard, dB. */
const ABOVE_REST_DB = 20;

/** What the newest call's remote sound is now: its strongest frequency, Hz, and how far that stands above the middle of the rest, dB. */
interface Heard {
  hz: number;
  aboveRestDb: number;
}

/**
 * Listens in on the softphone's real peer connection, as an ear at the headset would: the page's own objects are found through the
 * debugger, so nothing in the product knows of it. null: there is no connection with sound.
 */
async function heardNow(offscreen: Page): Promise<Heard | null> {
  const prototype = await offscreen.evaluateHandle(() => RTCPeerConnection.prototype);
  const connections = await offscreen.queryObjects(prototype);
  try {
    return await offscreen.evaluate(async (all: RTCPeerConnection[]) => {
      const live = all.filter((connection) => connection.connectionState === 'connected').at(-1);
      const track = live?.getReceivers().find((receiver) => receiver.track.kind === 'audio')?.track;
      if (!track) return null;
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
      const middle = voiceBand[Math.floor(voiceBand.length / 2)] ?? -999;
      return { hz: best * hzPerBin, aboveRestDb: (bins[best] ?? -999) - Math.max(middle, -140) };
    }, connections);
  } finally {
    await Promise.all([prototype.dispose(), connections.dispose()]);
  }
}

/** Waits until the agent hears a tone of `hz` (± 20 Hz) in her headset. */
export function hearsTone(offscreen: Page, hz: number): Promise<Heard> {
  return eventually(`the agent hears ${hz} Hz`, async () => {
    const heard = await heardNow(offscreen);
    if (!heard) throw new Error('no call with sound');
    const is = Math.abs(heard.hz - hz) <= 20 && heard.aboveRestDb >= ABOVE_REST_DB;
    if (!is) throw new Error(`heard ${Math.round(heard.hz)} Hz, ${Math.round(heard.aboveRestDb)} dB above the rest`);
    return heard;
  });
}
