export type Unit = 'ms' | 'µs' | 'x' | 'KB' | 's' | '/s' | '';

/** One line of the table. */
export interface Figure {
  what: string;
  value: number;
  unit: Unit;
  /** What it should be at most, or at least; left out: only shown. */
  goal?: { most: number } | { least: number };
  /** What one has to know to read it. */
  note?: string;
}

export interface BenchResult {
  name: string;
  /** How it was measured, one line. */
  how: string;
  figures: Figure[];
}

/** Tells the person who waits what is going on. */
export type Say = (line: string) => void;

export interface Bench {
  name: string;
  /** One line for `npm run bench -- --list`. */
  about: string;
  /** Needs the extension in `.output/chrome-mv3`. */
  needsBuild: boolean;
  /** Only when asked for by name: it takes minutes. */
  onlyByName: boolean;
  run(say: Say): Promise<BenchResult>;
}

/** undefined: there is no goal. */
export function meetsGoal({ value, goal }: Pick<Figure, 'value' | 'goal'>): boolean | undefined {
  if (!goal) return undefined;
  return 'most' in goal ? value <= goal.most : value >= goal.least;
}
