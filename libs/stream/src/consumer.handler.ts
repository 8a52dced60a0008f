import type { Transaction } from '@everchart/postgres';
import { RefusedEventError, type Findings } from './consumer.findings.js';
import type { ConsumerSettings, ReceivedEvent } from './consumer.types.js';
import type { ConsumerDelivery } from './decode.js';
import { PoisonEventError } from './errors.js';
import { isDataFault } from './faults.js';
import { describeError } from './logger.js';

/**
 * Runs the handler. A batch that fails for the data's sake is applied again in parts, each within a savepoint, until
 * the events that fail are known: these take their places as unreadable, all others have their effects.
 */
export class HandlerRunner<Prepared> {
  constructor(private readonly options: ConsumerSettings<Prepared>) {}

  /** Before the transaction. Nothing when events are applied in parts: each is prepared then. */
  async prepare(apply: readonly ConsumerDelivery[], { careful }: Findings): Promise<Prepared> {
    const events = apply.map(({ event }) => event);
    return (events.length > 0 && !careful ? await this.options.handler.prepare?.(events) : undefined) as Prepared;
  }

  /** @throws RefusedEventError the plan is to be made again, without that event */
  async run(tx: Transaction, apply: readonly ConsumerDelivery[], prepared: Prepared, found: Findings): Promise<void> {
    const { handler, maxBatch } = this.options;
    const events = apply.filter(({ id }) => !found.passed.has(id));
    // A stream that goes on after long may bring many.
    for (let from = 0; from < events.length; from += maxBatch) {
      const part = events.slice(from, from + maxBatch);
      if (found.careful) await this.#inParts(tx, part, found);
      else await handler.handle(tx, part.map(({ event }) => event), prepared); // prettier-ignore
    }
  }

  /** Applies an event that was unreadable. @returns the code when it still is */
  async again(tx: Transaction, delivery: ConsumerDelivery): Promise<string | undefined> {
    const error = await this.#attempt(tx, [delivery.event]);
    return error === undefined ? undefined : this.#codeOf(error, delivery);
  }

  async #inParts(tx: Transaction, deliveries: readonly ConsumerDelivery[], found: Findings): Promise<void> {
    for (let rest = deliveries; rest.length > 0;) {
      const error = await this.#attempt(tx, rest.map((delivery) => marked(delivery, found))); // prettier-ignore
      if (error === undefined) return;
      if (rest.length === 1) {
        const [only] = rest as [ConsumerDelivery];
        const known = found.unreadable.get(only.id);
        const code = this.#codeOf(error, only);
        if (known !== undefined) throw new RefusedEventError(only.id, known, { cause: error });
        found.unreadable.set(only.id, code);
        continue;
      }
      const named = error instanceof PoisonEventError ? rest.findIndex(({ id }) => id === error.eventId) : -1;
      const [from, to] = named < 0 ? [0, rest.length >> 1] : [named, named + 1];
      await this.#inParts(tx, rest.slice(0, from), found);
      await this.#inParts(tx, rest.slice(from, to), found);
      rest = rest.slice(to);
    }
  }

  /** @returns what the events cannot be applied for; nothing of them is left then @throws what may pass */
  async #attempt(tx: Transaction, events: readonly ReceivedEvent[]): Promise<unknown> {
    const { handler } = this.options;
    await tx.query('SAVEPOINT part');
    let failure: unknown;
    try {
      await handler.handle(tx, events, (await handler.prepare?.(events)) as Prepared);
    } catch (error) {
      if (!isDataFault(error)) throw error;
      await tx.query('ROLLBACK TO SAVEPOINT part');
      failure = error;
    }
    await tx.query('RELEASE SAVEPOINT part');
    return failure;
  }

  #codeOf(error: unknown, { id }: ConsumerDelivery): string {
    if (error instanceof PoisonEventError) return error.code;
    const { logger, group } = this.options;
    logger.error({ event: 'consumer.handler-failed', consumer: group, eventId: id, ...describeError(error) });
    return 'handler-failed';
  }
}

function marked({ id, event }: ConsumerDelivery, { unreadable }: Findings): ReceivedEvent {
  const code = unreadable.get(id);
  return code === undefined ? event : { ...event, unreadable: code };
}
