/** Zero crossings of the filter on either side: more cut sharper, and take longer. */
const CROSSINGS = 12;
/** Of what the new rate can hold; the rest is the filter's slope. */
const KEPT = 0.92;

/** The same sound at another rate; what the new rate can't hold is filtered out, so that nothing of it is heard as something else. */
export function resample(samples: Float32Array, from: number, to: number): Float32Array {
  if (from === to) return samples;
  const shared = commonDivisor(from, to);
  const step = from / shared;
  const phases = to / shared;
  const cutoff = KEPT * Math.min(1, to / from);
  const reach = Math.ceil(CROSSINGS / cutoff);
  const filters = Array.from({ length: phases }, (_, phase) => filterFor(phase / phases, cutoff, reach));
  const out = new Float32Array(Math.floor((samples.length * to) / from));
  for (let i = 0; i < out.length; i++) {
    const place = i * step;
    const first = Math.floor(place / phases) - reach + 1;
    const filter = filters[place % phases] ?? [];
    let sum = 0;
    for (let tap = 0; tap < filter.length; tap++) sum += (samples[first + tap] ?? 0) * (filter[tap] ?? 0);
    out[i] = sum;
  }
  return out;
}

/** A sinc under a Blackman window, shifted by a fraction of a sample; its taps add up to one. */
function filterFor(shift: number, cutoff: number, reach: number): Float32Array {
  const taps = Float32Array.from({ length: 2 * reach }, (_, tap) => {
    const x = tap - reach + 1 - shift;
    const phase = (Math.PI * x) / reach;
    const window = Math.abs(x) >= reach ? 0 : 0.42 + 0.5 * Math.cos(phase) + 0.08 * Math.cos(2 * phase);
    const angle = Math.PI * x * cutoff;
    return window * (angle === 0 ? 1 : Math.sin(angle) / angle);
  });
  const sum = taps.reduce((total, tap) => total + tap, 0);
  return taps.map((tap) => tap / sum);
}

const commonDivisor = (a: number, b: number): number => (b === 0 ? a : commonDivisor(b, a % b));
