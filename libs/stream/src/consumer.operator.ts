import { withTransaction } from '@everchart/postgres';
import type { ConsumerStore } from './consumer.store.js';
import type { ShardTaker } from './consumer.taker.js';
import type { Acceptance, ConsumerSettings, StreamChoice, StreamOutcome } from './consumer.types.js';
import { describeError } from './logger.js';
import { stoppedStream } from './progress.js';

type Options = Pick<ConsumerSettings, 'group' | 'pool' | 'logger'>;
type Taker = Pick<ShardTaker<unknown>, 'takeParked' | 'retryStream' | 'retryEvent'>;

/** What operators want done about streams: what they call, and what they have left as requests in the database. */
export class StreamOperator {
  constructor(
    private readonly taker: Taker,
    private readonly store: ConsumerStore,
    private readonly options: Options,
  ) {}

  async retry(choice: StreamChoice): Promise<StreamOutcome> {
    const { org, stream } = choice;
    let applied = 0;
    for (const delivery of await this.store.unreadableEvents(this.options.pool, choice)) {
      if (await this.taker.retryEvent(delivery)) applied += 1;
    }
    for (const { storeId, shard, reason } of await this.store.stoppedParts(this.options.pool, org, stream)) {
      if (storeId === '') applied += await this.#retryRecords(org, stream);
      else if (reason !== 'fork') applied += await this.taker.retryStream({ org, storeId, shard: shard! }, stream, { byOperator: true });
    }
    return this.#outcome('stream.retried', choice, { applied, accepted: 0 });
  }

  async skip(choice: StreamChoice, acceptance: Acceptance): Promise<StreamOutcome> {
    const { org, stream, eventId } = choice;
    let accepted = await this.store.accept(this.options.pool, choice, acceptance);
    let applied = 0;
    for (const part of await this.store.stoppedParts(this.options.pool, org, stream)) {
      const { storeId, shard, reason } = part;
      // A fork is no event that could be left out: what is shown is to be built again.
      if (reason === 'fork' || (eventId !== undefined && eventId !== part.eventId)) continue;
      if (storeId === '') accepted += await this.store.dropRecords(this.options.pool, org, stream);
      else {
        applied += await this.taker.retryStream({ org, storeId, shard: shard! }, stream, { byOperator: true, accepted: acceptance });
        accepted += 1;
      }
    }
    return this.#outcome('stream.skipped', choice, { applied, accepted });
  }

  /** Does what was requested, the oldest first. */
  async answerRequests(): Promise<void> {
    // Nearly always there is nothing: one statement, and no transaction.
    for (let more = await this.store.hasRequests(this.options.pool); more;) {
      more = await withTransaction(this.options.pool, async (tx) => {
        const request = await this.store.openRequest(tx);
        if (!request) return false;
        await this.store.closeRequest(tx, request, await this.#answer(request));
        return true;
      });
    }
  }

  async #answer({
    action,
    actor,
    reason,
    ...choice
  }: StreamChoice & { action: string; actor: string; reason: string | null }): Promise<object> {
    try {
      return await (action === 'retry' ? this.retry(choice) : this.skip(choice, { by: actor, reason: reason! }));
    } catch (error) {
      this.options.logger.error({ event: 'stream.request-failed', consumer: this.options.group, ...describeError(error) });
      return { failed: describeError(error).errorCode ?? 'request-failed' };
    }
  }

  /** What was no event for the software that took it: newer software may read it. */
  async #retryRecords(org: string, key: string): Promise<number> {
    const applied = await this.taker.takeParked({ org, key });
    await withTransaction(this.options.pool, (tx) => this.store.release(tx, { org, storeId: '' }, key));
    return applied;
  }

  async #outcome(event: string, choice: StreamChoice, done: { applied: number; accepted: number }): Promise<StreamOutcome> {
    const { pool, group, logger } = this.options;
    const { org, stream } = choice;
    const stopped = await stoppedStream(pool, group, org, stream);
    const unreadable = await this.store.unreadableCount(pool, choice);
    logger.info({
      event,
      consumer: group,
      org,
      stream,
      applied: done.applied,
      accepted: done.accepted,
      unreadable,
      stopped: stopped.length,
    });
    return { ...done, unreadable, stopped };
  }
}
