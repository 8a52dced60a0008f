import { setTimeout as pause } from 'node:timers/promises';
import { errorFields, type Logger } from '@everchart/platform';
import type { Pool } from '@everchart/postgres';
import { holdStore } from '../infrastructure/hold.store.js';
import type { RetentionRecorder } from './retention.recorder.js';

const restMs = 1000;
const restAfterFailureMs = 5000;
const holdsPerRound = 100;

/** Puts holds on record that are in force, and whose placing broke off before their event was recorded. */
export class HoldKeeper {
  readonly name = 'holds';
  readonly #stopping = new AbortController();
  #working: Promise<void> | undefined;

  constructor(
    private readonly pool: Pool,
    private readonly recorder: Pick<RetentionRecorder, 'record'>,
    private readonly logger: Pick<Logger, 'warn'>,
  ) {}

  start(): Promise<void> {
    this.#working = this.#work();
    return Promise.resolve();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#working;
  }

  async #work(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      const isDone = await this.round().catch((error: unknown) => this.#failed(error));
      await pause(isDone ? restMs : restAfterFailureMs, undefined, { signal }).catch(() => undefined);
    }
  }

  /** One that cannot be recorded keeps no other from it. @returns whether all were recorded */
  async round(): Promise<boolean> {
    let isDone = true;
    for (const { org, statement } of await holdStore.unrecorded(this.pool, holdsPerRound)) {
      try {
        const [result] = await this.recorder.record(org, [statement]);
        if (result!.outcome !== 'created' && result!.outcome !== 'duplicate')
          throw new Error(`a hold was not recorded: ${result!.outcome}`);
        await holdStore.recorded(this.pool, org, statement.id);
      } catch (error) {
        isDone = this.#failed(error);
      }
    }
    return isDone;
  }

  #failed(error: unknown): false {
    this.logger.warn({ event: 'holds.not-recorded', ...errorFields(error) });
    return false;
  }
}
