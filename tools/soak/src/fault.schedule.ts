import { SeededRandom } from '@everchart/care-day';

/** `kill`: -9 · `pause`: SIGSTOP, and SIGCONT after a while · `restart`: ended by a signal, as by its operator. */
export type FaultKind = 'kill' | 'pause' | 'restart';

export interface FaultTarget {
  name: string;
  kinds: readonly FaultKind[];
}

export interface Fault {
  /** Milliseconds from the beginning. */
  atMs: number;
  target: string;
  kind: FaultKind;
  /** How long a pause lasts; 0 for the others. */
  forMs: number;
}

const firstAtMs = 3000;
const gapMs = { least: 1500, most: 6000 };
const pauseMs = { least: 1000, most: 15_000 };
/** Before the same process is hit again: it must have come so far that it can be hit under load. */
const restMs = 12_000;

/**
 * Which process is hit when, and how: the same seed, the same schedule. Every target is killed once before any is hit a
 * second time.
 */
export function planFaults(options: { seed: string; durationMs: number; targets: readonly FaultTarget[] }): Fault[] {
  const random = new SeededRandom(options.seed);
  const faults: Fault[] = [];
  const freeAtMs = new Map<string, number>();
  const untouched = shuffled(options.targets, random);
  for (let atMs = firstAtMs; atMs < options.durationMs; atMs += random.integer(gapMs.least, gapMs.most)) {
    const first = untouched.pop();
    const target = first ?? pickFree(options.targets, freeAtMs, atMs, random);
    if (!target) continue;
    const kind = first ? 'kill' : random.pick(target.kinds);
    const forMs = kind === 'pause' ? random.integer(pauseMs.least, pauseMs.most) : 0;
    if (atMs + forMs > options.durationMs) continue;
    freeAtMs.set(target.name, atMs + forMs + restMs);
    faults.push({ atMs, target: target.name, kind, forMs });
  }
  return faults;
}

function pickFree(
  targets: readonly FaultTarget[],
  freeAtMs: ReadonlyMap<string, number>,
  atMs: number,
  random: SeededRandom,
): FaultTarget | undefined {
  const free = targets.filter(({ name }) => (freeAtMs.get(name) ?? 0) <= atMs);
  return free.length === 0 ? undefined : random.pick(free);
}

function shuffled<T>(items: readonly T[], random: SeededRandom): T[] {
  const rest = [...items];
  const result: T[] = [];
  while (rest.length > 0) result.push(...rest.splice(random.integer(0, rest.length - 1), 1));
  return result;
}
