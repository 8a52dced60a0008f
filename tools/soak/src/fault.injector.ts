import type { Suite } from '@everchart/start';
import type { Fault, FaultKind } from './fault.schedule.js';

const signals: Record<FaultKind, NodeJS.Signals> = { kill: 'SIGKILL', pause: 'SIGSTOP', restart: 'SIGTERM' };

/** Carries a schedule out on the processes of a suite. */
export class FaultInjector {
  /** How often each target was hit, by kind. */
  readonly done: Record<FaultKind, Map<string, number>> = { kill: new Map(), pause: new Map(), restart: new Map() };
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #paused = new Set<number>();

  constructor(
    private readonly suite: Pick<Suite, 'pidOf'>,
    private readonly onFault: (fault: Fault) => void,
  ) {}

  begin(faults: readonly Fault[]): void {
    for (const fault of faults) this.#after(fault.atMs, () => this.#hit(fault));
  }

  /** Nothing is hit any more, and what is paused goes on. */
  end(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    for (const pid of this.#paused) this.#resume(pid);
  }

  #hit(fault: Fault): void {
    const pid = this.suite.pidOf(fault.target);
    // PostgreSQL's signal for a shutdown without waiting for its clients.
    const signal = fault.kind === 'restart' && fault.target === 'postgres' ? 'SIGINT' : signals[fault.kind];
    if (!send(pid, signal)) return;
    this.done[fault.kind].set(fault.target, (this.done[fault.kind].get(fault.target) ?? 0) + 1);
    this.onFault(fault);
    if (fault.kind !== 'pause') return;
    this.#paused.add(pid);
    this.#after(fault.forMs, () => this.#resume(pid));
  }

  #resume(pid: number): void {
    this.#paused.delete(pid);
    send(pid, 'SIGCONT');
  }

  #after(ms: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      work();
    }, ms);
    this.#timers.add(timer);
  }
}

/** @returns false when the process is gone already, or its successor is not there yet */
function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}
