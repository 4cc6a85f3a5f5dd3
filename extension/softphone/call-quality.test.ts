import { describe, expect, it } from 'vitest';
import { CallQuality } from './call-quality.ts';
import type { SdkSample } from './sdk-seam.ts';

const second = (more: Partial<SdkSample> = {}): SdkSample => ({
  ...{ mos: 4.3, jitter: 4, rtt: 60, audioInputLevel: 9_000, totals: { packetsLost: 0, packetsReceived: 50 } },
  ...more,
});

function heardSo(...samples: Partial<SdkSample>[]): CallQuality {
  const quality = new CallQuality();
  for (const sample of samples) quality.sample(second(sample));
  return quality;
}

describe('how a call is heard', () => {
  it.each([
    [4.3, 'good'],
    [3.5, 'fair'],
    [2.4, 'poor'],
  ])('by its score %d is %s', (mos, level) => {
    expect(heardSo({ mos }).heard).toEqual({ level, warnings: [] });
  });

  it('is good as long as nothing was measured', () => {
    expect(new CallQuality().heard).toEqual({ level: 'good', warnings: [] });
    expect(heardSo({ mos: null }).heard.level).toBe('good');
  });

  it('forgets a bad moment after a few seconds', () => {
    const bad = Array.from({ length: 5 }, () => ({ mos: 2 }));
    const good = Array.from({ length: 5 }, () => ({ mos: 4.3 }));
    expect(heardSo(...bad).heard.level).toBe('poor');
    expect(heardSo(...bad, ...good).heard.level).toBe('good');
  });

  it.each([
    ['high-packets-lost-fraction', 'packets-lost'],
    ['high-packet-loss', 'packets-lost'],
    ['high-jitter', 'jitter'],
    ['high-rtt', 'delay'],
    ['low-bytes-received', 'no-sound'],
    ['ice-connectivity-lost', 'network-changed'],
  ])('says what %s means, until that is over', (sdk, warning) => {
    const quality = heardSo({});
    quality.warning(sdk, true);
    expect(quality.heard).toEqual({ level: 'fair', warnings: [warning] });
    quality.warning(sdk, false);
    expect(quality.heard).toEqual({ level: 'good', warnings: [] });
  });

  it('names the worst first', () => {
    const quality = heardSo({});
    for (const name of ['high-rtt', 'high-jitter', 'low-bytes-received', 'made-up']) quality.warning(name, true);
    expect(quality.heard.warnings).toEqual(['no-sound', 'jitter', 'delay']);
  });

  it('takes a constant sound for a dead microphone only when it is silent', () => {
    const humming = heardSo({ audioInputLevel: 9_000 });
    humming.warning('constant-audio-input-level', true);
    expect(humming.heard.warnings).toEqual([]);
    const dead = heardSo({ audioInputLevel: 0 });
    dead.warning('constant-audio-input-level', true);
    expect(dead.heard).toEqual({ level: 'good', warnings: ['microphone-silent'] });
  });
});

describe('how a call was', () => {
  it('is the whole of it', () => {
    const quality = heardSo(
      { mos: 4, jitter: 10, rtt: 100, totals: { packetsLost: 1, packetsReceived: 49 } },
      { mos: null, jitter: 20, rtt: 200, totals: { packetsLost: 5, packetsReceived: 95 } },
    );
    quality.warning('high-rtt', true);
    expect(quality.heard.warnings).toEqual(['delay']);
    quality.warning('high-rtt', false);
    expect(quality.whole).toEqual({ mos: 4, jitterMs: 15, loss: 0.05, roundTripMs: 150, warnings: ['delay'] });
  });

  it('is nothing where nothing was measured, and divides nothing by nothing', () => {
    expect(new CallQuality().whole).toBeNull();
    const none = heardSo({ mos: null, totals: { packetsLost: 0, packetsReceived: 0 } }).whole;
    expect(none).toMatchObject({ mos: null, loss: null });
  });
});
