import type { Suite } from '@everchart/start';
import { Calibration } from './calibration.js';
import { CpuMeter, usedBetween } from './cpu.js';
import type { Figure } from './figures.js';
import { Load, type Call, type Latencies } from './load.js';
import type { Settling } from './settled.js';

const warmWindowMs = 5000;
/** Two windows that differ by less are warm: a young process costs 15 to 20 % more. */
const warmWithin = 0.03;
const warmWindowsMax = 12;

interface LoadNames {
  /** Name in `cpu.<load>.<part>`. */
  name: string;
  /** What is counted: `event`, `read`. */
  thing: string;
}

export interface LoadDefinition extends LoadNames {
  connections: number;
  call: Call;
}

export interface MeasuredLoad {
  latencies: Latencies;
  /** CPU µs per thing by part of the suite, and their sum; raw and normalised. */
  cpu: Figure[];
}

/** Drives loads and accounts for the CPU of every process. */
export class LoadBench {
  private readonly calibration = Calibration.start();
  private readonly meter: CpuMeter;

  constructor(
    suite: Suite,
    private readonly settling: Settling,
    private readonly durationMs: number,
    private readonly say: (text: string) => void,
  ) {
    this.meter = new CpuMeter(suite);
  }

  /**
   * Warms up until the cost no longer falls, lets everything settle, and measures: latencies and rate in a window, CPU
   * from the first call until every consumer has what was recorded.
   */
  async measure(definition: LoadDefinition): Promise<MeasuredLoad> {
    await this.warmUp(definition);
    return this.measureWarm(definition);
  }

  /** The same of a load that is warm. */
  async measureWarm(definition: LoadDefinition): Promise<MeasuredLoad> {
    await this.calibration.factor();
    const before = await this.meter.read();
    const load = Load.start(definition.connections, definition.call);
    const latencies = await load.measure(this.durationMs);
    await load.stop();
    await this.settling.settle();
    const used = usedBetween(before, await this.meter.read());
    return { latencies, cpu: figuresOf(definition, used, load.things, await this.calibration.factor()) };
  }

  /** CPU of a work of so many things, until every consumer has what was recorded. */
  async account<T>(definition: LoadNames, things: number, work: () => Promise<T>): Promise<{ result: T; cpu: Figure[] }> {
    await this.calibration.factor();
    const before = await this.meter.read();
    const result = await work();
    await this.settling.settle();
    const used = usedBetween(before, await this.meter.read());
    return { result, cpu: figuresOf(definition, used, things, await this.calibration.factor()) };
  }

  /** Runs a load until its cost no longer falls, for so many windows at most, and lets everything settle. */
  async warmUp(definition: LoadDefinition, windowsMax = warmWindowsMax): Promise<void> {
    await this.warm(definition, windowsMax);
    await this.settling.settle();
  }

  async close(): Promise<void> {
    this.calibration.stop();
    await this.meter.close();
  }

  private async warm({ name, connections, call }: LoadDefinition, windowsMax: number): Promise<void> {
    const load = Load.start(connections, call);
    let last = Infinity;
    await this.calibration.factor();
    for (let windows = 1; ; windows += 1) {
      const [things, before] = [load.things, await this.meter.read()];
      await load.measure(warmWindowMs);
      const used = [...usedBetween(before, await this.meter.read()).values()].reduce((sum, us) => sum + us, 0);
      const cost = (used / (load.things - things)) * (await this.calibration.factor());
      const change = Math.abs(cost - last) / cost;
      last = cost;
      if (change < warmWithin || windows === windowsMax) {
        this.say(`  ${name}: ${change < warmWithin ? 'warm' : 'not warm'} after ${(windows * warmWindowMs) / 1000} s`);
        break;
      }
    }
    await load.stop();
  }
}

function figuresOf({ name, thing }: LoadNames, used: ReadonlyMap<string, number>, things: number, factor: number): Figure[] {
  const figure = (part: string, us: number): Figure => ({
    id: `cpu.${name}.${part}`,
    unit: `µs/${thing}`,
    value: us / things,
    normalised: (us / things) * factor,
  });
  const parts = [...used].sort(([a], [b]) => a.localeCompare(b)).map(([part, us]) => figure(part, us));
  return [...parts, figure('total', [...used.values()].reduce((sum, us) => sum + us, 0))]; // prettier-ignore
}
