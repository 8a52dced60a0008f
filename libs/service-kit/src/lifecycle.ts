import { errorFields, type Logger } from '@everchart/platform';

/**
 * The order in which the parts of a process start; they stop in the reverse order, after the port has closed. This is
 * the only place that says it.
 *
 * - `connections` stay open until nothing uses them any more.
 * - `relays` stop after the stores: what was appended last is still published.
 * - `stores` stop after everything that appends: they wait for the appends under way.
 * - `workers` stop after the consumers: nothing new is queued while they end the work under way.
 * - `consumers` stop first, as soon as no request is answered any more.
 */
export const phases = ['connections', 'relays', 'stores', 'workers', 'consumers'] as const;
export type Phase = (typeof phases)[number];

/** One part of a process with a life of its own: a pool, a consumer, a relay. */
export interface LifecyclePart {
  readonly name: string;
  /** A part without it runs from the moment it is made. */
  start?(): Promise<void>;
  stop(): Promise<void>;
  /** Resolves when the part has failed for good: the process then ends, so that it is started clean. */
  readonly crashed?: Promise<Error>;
}

/** The parts of one process, in the order of {@link phases}; within a phase in the order in which they were added. */
export class Lifecycle {
  readonly #parts = new Map<Phase, LifecyclePart[]>(phases.map((phase) => [phase, []]));
  readonly #running: LifecyclePart[] = [];
  /** Resolves with the error of the first part that failed for good. */
  readonly crashed: Promise<Error>;
  #crash!: (error: Error) => void;
  #stopping: Promise<void> | undefined;

  constructor(private readonly logger: Logger) {
    this.crashed = new Promise((resolve) => (this.#crash = resolve));
  }

  add(phase: Phase, part: LifecyclePart): void {
    this.#parts.get(phase)!.push(part);
    void part.crashed?.then(this.#crash);
  }

  /**
   * @throws the error of the first part that cannot start; call {@link stop} then: it stops what was started, and what
   * runs without a start
   */
  async start(): Promise<void> {
    for (const part of this.#inOrder()) {
      await part.start?.();
      this.#running.push(part);
      this.logger.debug({ event: 'part.started', part: part.name });
    }
  }

  /** Stops what runs, the last first. A part that fails to stop does not keep the others running. */
  stop(): Promise<void> {
    return (this.#stopping ??= this.#stop());
  }

  async #stop(): Promise<void> {
    for (const part of this.#inOrder().reverse()) {
      if (part.start && !this.#running.includes(part)) continue;
      try {
        await part.stop();
        this.logger.debug({ event: 'part.stopped', part: part.name });
      } catch (error) {
        this.logger.error({ event: 'part.stop-failed', part: part.name, ...errorFields(error) });
      }
    }
  }

  #inOrder(): LifecyclePart[] {
    return phases.flatMap((phase) => this.#parts.get(phase)!);
  }
}
