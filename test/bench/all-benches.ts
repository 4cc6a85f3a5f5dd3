import { arrivalsBench } from './arrivals.bench.ts';
import type { Bench } from './bench.ts';
import { commandsBench } from './commands.bench.ts';
import { detectBench } from './detect.bench.ts';
import { holdBench } from './hold.bench.ts';
import { ivrBench } from './ivr.bench.ts';
import { killsBench } from './kills.bench.ts';
import { latencyInBench } from './latency-in.bench.ts';
import { latencyOutBench } from './latency-out.bench.ts';
import { memoryBench } from './memory.bench.ts';
import { offscreenBench } from './offscreen.bench.ts';
import { queueBench } from './queue.bench.ts';
import { sizesBench } from './sizes.bench.ts';
import { softphonesBench } from './softphones.bench.ts';
import { webhookBench } from './webhook.bench.ts';
import { writeBackBench } from './write-back.bench.ts';

/** In the order in which they run. */
export const ALL_BENCHES: readonly Bench[] = [
  sizesBench,
  webhookBench,
  ivrBench,
  queueBench,
  holdBench,
  arrivalsBench,
  softphonesBench,
  detectBench,
  latencyOutBench,
  latencyInBench,
  offscreenBench,
  writeBackBench,
  commandsBench,
  killsBench,
  memoryBench,
];

/** The benches of these names; without names, all that need not be asked for. Throws with the known names on an unknown one. */
export function chooseBenches(names: readonly string[], all: readonly Bench[] = ALL_BENCHES): readonly Bench[] {
  const unknown = names.filter((name) => !all.some((bench) => bench.name === name));
  if (unknown.length > 0)
    throw new Error(`There is no bench ${unknown.join(', ')}. There are: ${all.map(({ name }) => name).join(', ')}.`);
  return all.filter(({ name, onlyByName }) => (names.length > 0 ? names.includes(name) : !onlyByName));
}
