import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Mean µs of the loop on the machine and in the hour that normalised figures are stated for. */
const referenceUs = 1000;

/**
 * A process that does a fixed piece of work beside each load, so that a figure survives a slow hour: see
 * `calibration-main.ts`.
 */
export class Calibration {
  private constructor(private readonly child: ChildProcess) {}

  static start(): Calibration {
    return new Calibration(fork(fileURLToPath(new URL('./calibration-main.js', import.meta.url))));
  }

  /**
   * Normalised = raw × factor: 1 on the reference machine, below 1 in a slower hour. Speaks of the time since the last
   * call.
   * @returns NaN when the loop did not run in between
   */
  async factor(): Promise<number> {
    const answer = once(this.child, 'message') as Promise<[{ meanUs: number }]>;
    this.child.send('mean');
    const [{ meanUs }] = await answer;
    return meanUs === 0 ? Number.NaN : referenceUs / meanUs;
  }

  stop(): void {
    this.child.disconnect();
  }
}
