import { withTransaction, type Transaction } from '@everchart/postgres';
import type { ConsumerSettings } from './consumer.types.js';
import type { ConsumerDelivery } from './decode.js';
import { PoisonEventError } from './errors.js';
import { faultOf } from './faults.js';
import { describeError } from './logger.js';

/** Runs the handler, and finds out which events it fails for. */
export class HandlerRunner<Prepared> {
  constructor(private readonly options: ConsumerSettings<Prepared>) {}

  async prepare(apply: readonly ConsumerDelivery[]): Promise<Prepared> {
    return (apply.length > 0 ? await this.options.handler.prepare?.(apply.map(({ event }) => event)) : undefined) as Prepared;
  }

  /** When it fails for the data's sake, the events that fail become poison, and the plan is to be made again. */
  async run(tx: Transaction, apply: readonly ConsumerDelivery[], prepared: Prepared, poison: Map<string, string>): Promise<void> {
    const { handler, logger, group, maxBatch } = this.options;
    const events = apply.map(({ event }) => event);
    try {
      // A stream that goes on after long may bring many.
      for (let from = 0; from < events.length; from += maxBatch) await handler.handle(tx, events.slice(from, from + maxBatch), prepared);
    } catch (error) {
      if (error instanceof PoisonEventError || faultOf(error) === 'transient') throw error;
      logger.error({ event: 'consumer.handler-failed', consumer: group, events: events.length, ...describeError(error) });
      const failing = await this.#probe(apply, prepared);
      const [first] = failing;
      if (!first) throw error;
      for (const [id, code] of failing) poison.set(id, code);
      throw new PoisonEventError(first[0], first[1], { cause: error });
    }
  }

  /**
   * Applies the events one by one in a transaction that is always rolled back. @returns those that fail, with the code
   */
  async #probe(apply: readonly ConsumerDelivery[], prepared: Prepared): Promise<Map<string, string>> {
    const failing = new Map<string, string>();
    const failedStreams = new Set<string>();
    const rolledBack = new Error('the probe is over');
    await withTransaction(this.options.pool, async (tx) => {
      for (const { id, stream, event } of apply) {
        if (failedStreams.has(stream)) continue;
        await tx.query('SAVEPOINT probe');
        try {
          await this.options.handler.handle(tx, [event], prepared);
        } catch (error) {
          if (!(error instanceof PoisonEventError) && faultOf(error) === 'transient') throw error;
          failing.set(id, error instanceof PoisonEventError ? error.code : 'handler-failed');
          failedStreams.add(stream);
          await tx.query('ROLLBACK TO SAVEPOINT probe');
        }
      }
      throw rolledBack;
    }).catch((error: unknown) => {
      if (error !== rolledBack) throw error;
    });
    return failing;
  }
}
