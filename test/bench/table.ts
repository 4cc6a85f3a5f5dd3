import { type BenchResult, type Figure, meetsGoal, type Unit } from './bench.ts';

/** A bench's figures as plain text. */
export function tableOf({ name, how, figures }: BenchResult): string {
  const rows = figures.map((figure) => [
    figure.what,
    shown(figure.value, figure.unit),
    goalOf(figure),
    figure.note ?? '',
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map(([what = '', value = '', goal = '', note = '']) =>
    `  ${what.padEnd(widths[0] ?? 0)}  ${value.padStart(widths[1] ?? 0)}  ${goal.padEnd(widths[2] ?? 0)}  ${note}`.trimEnd(),
  );
  return [`${name}: ${how}`, ...lines].join('\n');
}

/** Three digits are as many as a shared machine can vouch for. */
export function shown(value: number, unit: Unit): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  const text = value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return unit === 'x' ? `${text}x` : unit === '' ? text : `${text} ${unit}`;
}

function goalOf(figure: Figure): string {
  const { goal, unit } = figure;
  if (!goal) return '';
  const [sign, limit] = 'most' in goal ? (['<=', goal.most] as const) : (['>=', goal.least] as const);
  return `${meetsGoal(figure) ? 'met   ' : 'MISSED'} ${sign} ${shown(limit, unit)}`;
}
