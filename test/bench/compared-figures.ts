import type { Figure } from './bench.ts';
import { median, p95, pairedDifferences, pairedRatio } from './figures.ts';

export interface Compared {
  what: string;
  /** 0: this machine alone. */
  roundTripMs: number;
  /** Pairs, ms each. */
  ours: readonly number[];
  bare: readonly number[];
}

/** How much longer it takes with Sidetone than with a bare SDK. Far away, one round trip is allowed, at the median and at p95. */
export function comparedFigures({ what, roundTripMs, ours, bare }: Compared): Figure[] {
  const goal = roundTripMs > 0 ? { goal: { most: roundTripMs } } : {};
  const where = roundTripMs > 0 ? `${roundTripMs} ms away` : 'loopback';
  const both = (take: (values: readonly number[]) => number) =>
    `${take(ours).toFixed(0)} ms, bare ${take(bare).toFixed(0)} ms`;
  // Of nothing there is no multiple.
  const ratio = bare.every((ms) => ms > 0)
    ? [{ what: `${what}, ${where}: times bare`, value: pairedRatio(ours, bare), unit: 'x' as const }]
    : [];
  return [
    ...ratio.map((figure) => ({ ...figure, note: both(median) })),
    {
      what: `${what}, ${where}: more than bare, median of pairs`,
      value: median(pairedDifferences(ours, bare)),
      unit: 'ms',
      ...goal,
      ...(ratio.length === 0 && { note: both(median) }),
    },
    {
      what: `${what}, ${where}: more than bare, p95`,
      value: p95(ours) - p95(bare),
      unit: 'ms',
      ...goal,
      note: both(p95),
    },
  ];
}
