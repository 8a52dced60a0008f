import { cpus, release, totalmem } from 'node:os';

/** One line of the table. `p50`, `p99` and `p999` in milliseconds. */
export interface Figure {
  id: string;
  unit: string;
  value: number;
  /**
   * The value as it would be on the reference machine: raw × 1000 ÷ µs of the calibration loop beside it. Only for CPU
   * figures.
   */
  normalised?: number;
  p50?: number;
  p99?: number;
  p999?: number;
}

/** What a figure, or a ratio of two of one run, should be at most. It is printed, and fails nothing. */
export interface Aim {
  what: string;
  unit: string;
  /** NaN when the run has not measured it. */
  value: number;
  atMost: number;
  met: boolean;
}

export interface BenchReport {
  hardware: { cpu: string; cores: number; memoryGiB: number; kernel: string; node: string };
  settings: Record<string, string | number | boolean>;
  figures: Figure[];
  /** Only where aims are stated: with `--reading`. */
  aims: Aim[];
}

export function hardware(): BenchReport['hardware'] {
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    kernel: release(),
    node: process.version,
  };
}

export function table(figures: readonly Figure[]): string {
  const rows = figures.map(({ id, unit, value, normalised, p50, p99, p999 }) => [
    id, shownNumber(value), unit, shownNumber(normalised), shownNumber(p50), shownNumber(p99), shownNumber(p999),
  ]); // prettier-ignore
  return aligned([['figure', 'value', 'unit', 'norm.', 'p50 ms', 'p99 ms', 'p99.9 ms'], ...rows], [0, 2]);
}

export const shownNumber = (value: number | undefined): string =>
  value === undefined ? '' : value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(value >= 10 ? 1 : 2);

/** Rows as text, the first of them as a heading. @param texts columns that begin at the left */
export function aligned(rows: readonly (readonly string[])[], texts: readonly number[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const line = (row: readonly string[]): string =>
    row.map((cell, column) => (texts.includes(column) ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join('  ');
  return [line(rows[0]!), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.slice(1).map(line)].join('\n');
}
