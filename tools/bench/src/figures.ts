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

export interface BenchReport {
  hardware: { cpu: string; cores: number; memoryGiB: number; kernel: string; node: string };
  settings: Record<string, string | number | boolean>;
  figures: Figure[];
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
  const number = (value: number | undefined): string =>
    value === undefined ? '' : value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(value >= 10 ? 1 : 2);
  const rows = figures.map(({ id, unit, value, normalised, p50, p99, p999 }) => [
    id, number(value), unit, number(normalised), number(p50), number(p99), number(p999),
  ]); // prettier-ignore
  const all = [['figure', 'value', 'unit', 'norm.', 'p50 ms', 'p99 ms', 'p99.9 ms'], ...rows];
  const widths = all[0]!.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  const line = (row: readonly string[]): string =>
    row.map((cell, column) => (column === 0 || column === 2 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join('  ');
  return [line(all[0]!), widths.map((width) => '-'.repeat(width)).join('  '), ...all.slice(1).map(line)].join('\n');
}
