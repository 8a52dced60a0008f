import { setTimeout as pause } from 'node:timers/promises';
import type { EventStore } from '@everchart/event-store';
import type { Keyring } from '@everchart/keyring';
import { errorFields, type Logger } from '@everchart/platform';
import type { Pool, Transaction } from '@everchart/postgres';
import { destructionConsumer } from '../consumers/destruction.projector.js';
import { destructionStore, type DestroyedSubject } from '../infrastructure/destruction.store.js';
import type { DestructionMetrics } from '../infrastructure/metrics.js';
import { lackOf } from './event.lack.js';
import { destroyKeys } from './key.destruction.js';

/** Milliseconds between two looks whether the keyring is served. */
const restMs = 1000;
/** Milliseconds between two comparisons of all keys. */
const compareMs = 60_000;
const perPage = 500;

type ComparedKeyring = Pick<Keyring, 'destroy' | 'destroyClass' | 'notDestroyed' | 'standing' | 'serve'>;

export interface KeyringReconcilerOptions {
  /** As `retention_worker`. */
  pool: Pool;
  /** Of the events of retention. */
  store: EventStore;
  /** The keyring, and copies of it, as `keyring_destroyer`. */
  keyrings: readonly ComparedKeyring[];
  metrics: DestructionMetrics;
  logger: Pick<Logger, 'warn' | 'error' | 'info'>;
}

/**
 * Holds the keyring to what was destroyed: what is in it again, after an older copy was restored, is destroyed again.
 * A keyring that was restored serves no keys of records before that: `keyring.standing` tells, and `keyring.serve` ends
 * it.
 */
export class KeyringReconciler {
  readonly name = 'keyring comparison';
  readonly #stopping = new AbortController();
  readonly #options: KeyringReconcilerOptions;
  readonly #comparedAt = new Map<ComparedKeyring, number>();
  #working: Promise<void> | undefined;

  constructor(options: KeyringReconcilerOptions) {
    this.#options = options;
  }

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
    for (let failed = false; !signal.aborted;) {
      try {
        await this.round();
        failed = false;
      } catch (error) {
        if (!failed) this.#options.logger.warn({ event: 'keyring.not-compared', ...errorFields(error) });
        failed = true;
      }
      await pause(restMs, undefined, { signal }).catch(() => undefined);
    }
  }

  /** One that is away keeps no other from being compared and served. */
  async round(): Promise<void> {
    const failed: unknown[] = [];
    for (const keyring of this.#options.keyrings) await this.#hold(keyring).catch((error: unknown) => void failed.push(error));
    if (failed.length > 0) throw failed[0];
  }

  async #hold(keyring: ComparedKeyring): Promise<void> {
    const { served } = await keyring.standing();
    if (served && performance.now() - (this.#comparedAt.get(keyring) ?? -Infinity) < compareMs) return;
    // What was destroyed and is not known in this database would be served.
    if (!served) await this.#requireAllKnown();
    await this.#compare(keyring);
    if (!served) {
      await keyring.serve();
      this.#options.logger.info({ event: 'keyring.served' });
    }
    this.#comparedAt.set(keyring, performance.now());
  }

  async #requireAllKnown(): Promise<void> {
    const { pool, store } = this.#options;
    for (const org of await destructionStore.organisations(pool)) {
      const missing = (tx: Transaction, ids: readonly string[]): Promise<string[]> => destructionStore.unknownEvents(tx, org, ids);
      const lack = await lackOf(pool, store, org, { consumer: destructionConsumer, types: ['retention.destroyed'], missing });
      if (lack !== undefined) throw new Error(`destructions of an organisation are not all known here: ${lack}`);
    }
  }

  async #compare(keyring: ComparedKeyring): Promise<void> {
    const { pool, metrics, logger } = this.#options;
    let last: DestroyedSubject | undefined;
    for (;;) {
      const page = await destructionStore.everythingDestroyed(pool, last, perPage);
      for (const [org, ofOrg] of Map.groupBy(page, (each) => each.org)) {
        const keys = ofOrg.flatMap(({ subject, destroyed }) =>
          destroyed.retentionClasses.map((retentionClass) => ({ subject, retentionClass })),
        );
        const revived = Map.groupBy(await keyring.notDestroyed(org, keys), ({ subject }) => subject);
        for (const { subject, destroyed } of ofOrg) {
          const ofSubject = revived.get(subject)?.filter(({ retentionClass }) => destroyed.retentionClasses.includes(retentionClass)) ?? [];
          if (ofSubject.length === 0) continue;
          await destroyKeys(keyring, org, subject, destroyed.retentionClasses);
          metrics.revived(ofSubject.length);
          logger.error({ event: 'keyring.key-revived', org, destroyedBy: destroyed.destructionId, keys: ofSubject.length });
        }
      }
      last = page.at(-1);
      if (page.length < perPage) return;
    }
  }
}
