/** Zero crossings of the filter on each side: more is a sharper edge at 4 kHz, and slower. */
const CROSSINGS = 16;
/** Of the new rate's Nyquist frequency: the rest is the filter's slope. */
const PASSED = 0.94;

/** Another sample rate, with what would fold back filtered out (a windowed sinc, its coefficients made once per phase). */
export function resample(samples: Float32Array, from: number, to: number): Float32Array {
  if (from === to) return samples;
  const divisor = greatestCommonDivisor(from, to);
  const step = from / divisor;
  const phases = to / divisor;
  const cutoff = PASSED * Math.min(1, to / from);
  const reach = Math.ceil(CROSSINGS / cutoff);
  const kernels = new Map<number, Float32Array>();
  const out = new Float32Array(Math.floor((samples.length * to) / from));
  for (let i = 0; i < out.length; i++) {
    const position = i * step;
    const phase = position % phases;
    const kernel = kernels.get(phase) ?? kernelOf(phase / phases, reach, cutoff);
    kernels.set(phase, kernel);
    const first = (position - phase) / phases - reach + 1;
    let sum = 0;
    for (let k = Math.max(0, -first); k < kernel.length && first + k < samples.length; k++) {
      sum += (kernel[k] ?? 0) * (samples[first + k] ?? 0);
    }
    out[i] = sum;
  }
  return out;
}

function kernelOf(fraction: number, reach: number, cutoff: number): Float32Array {
  const kernel = Float32Array.from({ length: 2 * reach }, (_, k) => {
    const x = k - reach + 1 - fraction;
    const window = 0.5 + 0.5 * Math.cos((Math.PI * x) / reach);
    const sinc = x === 0 ? 1 : Math.sin(Math.PI * cutoff * x) / (Math.PI * cutoff * x);
    return cutoff * sinc * window;
  });
  // So that a constant stays what it is in every phase: otherwise the phases hum.
  const sum = kernel.reduce((total, value) => total + value, 0);
  return kernel.map((value) => value / sum);
}

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b));
